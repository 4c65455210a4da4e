"""From a glossary to the Markdown pages of one language; pure: nothing is read or written here."""

from __future__ import annotations

import html
import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from lexicon import addresses, digest, readings, render
from lexicon.addresses import address, relative, term_page, topic_page
from lexicon.markdown import plain
from lexicon.naming import key
from lexicon.topicmap import WIDTHS, Node, TopicMap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lexicon.graph import Graph
    from lexicon.linking import Link
    from lexicon.model import Ambiguous, Formula, Glossary, Reference, Term, Text
    from lexicon.schema import Language, Topic

FOLD_AFTER = 12
"""How many chips a row shows before the rest folds away."""
ICON = "assets/favicon.svg"
DESCRIPTION = 160
"""Characters of a page's description."""


@dataclass(frozen=True)
class Page:
    """A Markdown page: its path below the language's folder, and its text."""

    path: str
    text: str


@dataclass(frozen=True)
class Numbers:
    """What the home page counts."""

    terms: int
    formulas: int
    links: int


@dataclass(frozen=True)
class Pages:
    """The pages of one language. `links` are the automatic links by slug."""

    glossary: Glossary
    graph: Graph
    language: Language
    links: Mapping[str, Sequence[Link]]
    numbers: Numbers

    def all(self) -> Iterator[Page]:
        """Home, A–Z, topics and terms."""
        yield self.home()
        yield self.a_to_z()
        yield self.topics()
        for topic in self.glossary.schema.topics:
            yield self.topic(topic)
        for term in self.glossary.terms.values():
            yield self.term(term)

    # Words

    def say(self, phrase: str, **values: object) -> str:
        return self.glossary.schema.phrase(phrase, self.language.id, **values)

    def text(self, term: Term) -> Text:
        return term.texts[self.language.id]

    def name(self, slug: str) -> str:
        return self.text(self.glossary.terms[slug]).name.value

    def count(self, number: int) -> str:
        return self.say("term-count") if number == 1 else self.say("terms-count", n=f"{number:,}")

    @cached_property
    def in_order(self) -> list[Term]:
        """All terms as a reader of the language looks them up."""
        return sorted(self.glossary.terms.values(), key=lambda term: readings.sort_key(self.text(term)))

    @cached_property
    def learning_orders(self) -> Mapping[str, tuple[Term, ...]]:
        return {topic.id: self.graph.learning_order(topic.id) for topic in self.glossary.schema.topics}

    # A term

    def term(self, term: Term) -> Page:
        """The page of a term."""
        text, page = self.text(term), term_page(term.slug)
        topic = self.glossary.schema.topic(term.topic.value if term.topic else "")
        title, topic_name = render.escape(text.name.value), html.escape(topic.name[self.language.id], quote=False)
        blocks = [
            _front_matter(
                title=html.escape(text.name.value),
                description=html.escape(_shorten(plain(text.definition.prose))),
                source=f"{term.slug}/{self.language.id}.md",
                term=term.slug,
            ),
            f'<p><a class="term-topic" href="{address(page, topic_page(topic.id))}">{topic_name}</a></p>',
            f"# {title} {self.other_name(term)} {{ #{term.slug} .term-name }}",
            self.also_called(term),
            self.stale_notice(term),
            _block("term-definition", render.section(text.definition, self.links_of(term), page)),
            *(self.formula(formula) for formula in term.formulas),
            *self.figures(term, None),
            *self.sections(term, page),
            self.other_readings(term, page),
            self.chips("needs", (need.value for need in term.needs), page),
            self.chips("related", self.graph.related[term.slug], page),
            self.chips("referenced-by", self.referenced_by(term), page),
            self.reference_list(term.references),
            self.neighbours(term, topic, page),
        ]
        return Page(page, _join(blocks))

    def links_of(self, term: Term) -> Sequence[Link]:
        return self.links.get(term.slug, ())

    def other_name(self, term: Term) -> str:
        """The name in the other languages, where it differs, with its reading beside a Chinese one."""
        names = []
        for language in self.glossary.schema.languages:
            other = term.texts[language.id]
            if language.id == self.language.id or other.name.value == self.text(term).name.value:
                continue
            spoken = readings.as_text(readings.reading(other)) if readings.has_han(other.name.value) else ""
            pinyin = f' <span class="term-reading" lang="zh-Latn">{html.escape(spoken)}</span>' if spoken else ""
            name = html.escape(other.name.value, quote=False)
            names.append(f'<span class="term-other" lang="{language.tag}">{name}{pinyin}</span>')
        return " ".join(names)

    def also_called(self, term: Term) -> str:
        text = self.text(term)
        names = [name.value for name in (*text.aliases, *term.abbreviations)]
        if not names:
            return ""
        listed = self.say("separator").join(f"<b>{html.escape(name, quote=False)}</b>" for name in names)
        return f'<p class="term-aliases">{self.say("also-called")}{self.say("colon")}{listed}</p>'

    def stale_notice(self, term: Term) -> str:
        source = term.texts[self.glossary.schema.source_language.id]
        text = self.text(term)
        if text is source or text.translates is None or not digest.is_stale(text, source):
            return ""
        return f'<p class="term-stale">{self.say("stale")}</p>'

    def formula(self, formula: Formula) -> str:
        """The card of a formula: title, formula, legend."""
        title = formula.title.get(self.language.id)
        caption = f"<figcaption>{render.phrase(title.value)}</figcaption>" if title else ""
        legend = "".join(
            f"<div><dt>{render.inline_math(symbol.tex.value)}</dt>"
            f"<dd>{render.phrase(symbol.meaning[self.language.id].value)}</dd></div>"
            for symbol in formula.symbols
        )
        legend = f'<dl class="formula-legend">{legend}</dl>' if legend else ""
        label = html.escape(self.say("formula"))
        return (
            f'<figure class="formula" id="formula-{formula.id.value}" aria-label="{label}">{caption}'
            f"{render.display_math(formula.tex.value)}{self.copy_button('copy-tex')}{legend}</figure>"
        )

    def figures(self, term: Term, section: str | None) -> Iterator[str]:
        """The figures at the beginning of a section, or before the first; inside the page, to follow its colours."""
        for figure in term.figures:
            if (figure.section.value if figure.section else None) == section:
                alt = html.escape(figure.alt[self.language.id].value)
                drawing = term.drawings[figure.file(self.language.id)].text.strip()
                drawing = drawing.replace("<svg ", f'<svg role="img" aria-label="{alt}" ', 1)
                caption = figure.caption.get(self.language.id)
                below = f"<figcaption>{render.phrase(caption.value)}</figcaption>" if caption else ""
                view = f'<div class="figure__view">{drawing}</div>'
                yield f'<figure class="figure" id="figure-{figure.id.value}">{view}{below}</figure>'

    def copy_button(self, label: str) -> str:
        """A button that the script shows and serves; without the script it stays hidden."""
        return f'<button type="button" class="copy-button" hidden>{self.say(label)}</button>'

    def sections(self, term: Term, page: str) -> Iterator[str]:
        for section in self.text(term).sections:
            title = section.title.value if section.title else ""
            yield f"## {title} {{ #{section.id} }}"
            yield from self.figures(term, section.id)
            yield render.section(section, self.links_of(term), page)

    def referenced_by(self, term: Term) -> list[str]:
        shown = {need.value for need in term.needs} | set(self.graph.related[term.slug])
        others = self.graph.referenced_by[term.slug] - shown
        return sorted(others, key=lambda slug: readings.sort_key(self.text(self.glossary.terms[slug])))

    def chips(self, label: str, slugs: Iterable[str], page: str) -> str:
        """A labelled row of links to terms; a long one folds."""
        items = [f"<li>{self.chip(slug, page)}</li>" for slug in slugs if slug in self.glossary.terms]
        if not items:
            return ""
        rows = _row(items[:FOLD_AFTER])
        if len(items) > FOLD_AFTER:
            more = html.escape(self.say("more", n=len(items) - FOLD_AFTER))
            rows += f'<details class="chips-more"><summary>{more}</summary>{_row(items[FOLD_AFTER:])}</details>'
        title = f'<p class="chips-label">{html.escape(self.say(label))}</p>'
        return f'<div class="term-links term-links--{label}">{title}{rows}</div>'

    def chip(self, slug: str, page: str) -> str:
        return f'<a href="{address(page, term_page(slug))}">{html.escape(self.name(slug), quote=False)}</a>'

    def link(self, slug: str, page: str) -> str:
        return f"[{render.escape(self.name(slug))}]({relative(page, term_page(slug))})"

    def reference_list(self, references: Sequence[Reference]) -> str:
        if not references:
            return ""
        items = "".join(f"<li>{_reference(reference)}</li>" for reference in references)
        title = f'<p class="chips-label">{self.say("references")}</p>'
        return f'<section class="term-references">{title}<ol>{items}</ol></section>'

    def neighbours(self, term: Term, topic: Topic, page: str) -> str:
        """Previous and next in the learning order of the topic."""
        order = [member.slug for member in self.learning_orders[topic.id]]
        at, word = order.index(term.slug), topic.name[self.language.id]
        links = []
        for label, index in (("previous", at - 1), ("next", at + 1)):
            if 0 <= index < len(order):
                name = html.escape(self.name(order[index]), quote=False)
                text = f"<small>{html.escape(self.say(label, word=word))}</small> {name}"
                links.append(f'<a class="term-{label}" href="{address(page, term_page(order[index]))}">{text}</a>')
        return f'<div class="term-neighbours"><p>{" ".join(links)}</p></div>' if links else ""

    # Ambiguous words

    @cached_property
    def ambiguous(self) -> list[Ambiguous]:
        """The ambiguous words of this language of which at least one reading is written."""
        written = self.glossary.terms.keys()
        words = [word for word in self.glossary.ambiguous if word.language == self.language.id]
        return [word for word in words if any(reading.value in written for reading in word.readings)]

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The term that each name belongs to, by folded name."""
        owners: dict[str, str] = {}
        for slug, term in self.glossary.terms.items():
            for name in (*self.text(term).names, *term.abbreviations):
                owners.setdefault(key(name.value), slug)
        return owners

    def other_readings(self, term: Term, page: str) -> str:
        """A line on the page of a term whose name can also mean something else."""
        lines = [
            self.readings(word, page, "other-readings", without=term.slug)
            for word in self.ambiguous
            if self.names.get(key(word.word.value)) == term.slug and len(word.readings) > 1
        ]
        return _block("term-readings", "\n\n".join(lines)) if lines else ""

    def readings(self, word: Ambiguous, page: str, label: str, without: str = "") -> str:
        offered = [self.reading(slug.value, page) for slug in word.readings if slug.value != without]
        intro = self.say(label, word=render.escape(word.word.value))
        return f"{intro}{self.say('colon')}{self.say('separator').join(offered)}"

    def reading(self, slug: str, page: str) -> str:
        """A term to offer: a link, or plain words if it is only planned."""
        if slug in self.glossary.terms:
            return self.link(slug, page)
        name = html.escape(self.glossary.planned[slug].names[self.language.id])
        return f'<span class="not-written" title="{self.say("not-written")}">{name}</span>'

    # Lists of terms

    def a_to_z(self) -> Page:
        """Every term with its definition under its letter, and the ambiguous words between them."""
        page = addresses.A_TO_Z
        entries: dict[str, list[tuple[tuple[str, str, str], str]]] = {}
        anchors = self.anchors()
        for term in self.in_order:
            text = self.text(term)
            entry = self.entry(term, page, anchors[term.slug])
            entries.setdefault(readings.letter(text), []).append((readings.sort_key(text), entry))
        for word in self.ambiguous:
            if key(word.word.value) not in self.names:
                sort = _word_key(word.word.value)
                letter = sort[0][:1].upper()
                entries.setdefault(letter if letter.isascii() and letter.isalpha() else readings.OTHER, []).append(
                    (sort, self.ambiguous_entry(word, page, anchors))
                )
        letters = sorted(entries, key=lambda letter: (letter == readings.OTHER, letter))
        blocks = [
            _front_matter(
                title=self.say("a-z"), description=self.say("a-z-description"), hide=["toc", "navigation"], kind="a-z"
            ),
            f"# {self.say('a-z')} {{ #a-z }}",
            f'<p class="page-count">{self.count(len(self.in_order))}</p>',
            self.filter_form(),
            self.letter_bar(letters),
        ]
        for letter in letters:
            blocks.append(f"## {letter} {{ #letter-{_letter_id(letter)} .letter }}")
            blocks += [entry for _, entry in sorted(entries[letter])]
        return Page(page, _join(blocks))

    def letter_bar(self, letters: Iterable[str]) -> str:
        links = "".join(f'<a href="#letter-{_letter_id(letter)}">{letter}</a>' for letter in letters)
        return f'<nav class="letters" aria-label="{self.say("letters")}">{links}</nav>'

    def filter_form(self) -> str:
        """A box and a list of topics that narrow the page; the script shows it."""
        options = "".join(
            f'<option value="{topic.id}">{html.escape(topic.name[self.language.id])}</option>'
            for topic in self.glossary.schema.topics
            if self.glossary.in_topic(topic.id)
        )
        label, topics = html.escape(self.say("filter")), html.escape(self.say("all-topics"))
        return (
            '<div class="filter" hidden>'
            f'<input type="search" class="filter-words" placeholder="{label}" aria-label="{label}">'
            f'<select class="filter-topic" aria-label="{self.say("topics")}">'
            f'<option value="">{topics}</option>{options}</select>'
            f'<p class="filter-none" role="status" hidden>{self.say("no-match")}</p></div>'
        )

    def anchors(self) -> Mapping[str, list[str]]:
        """Further anchors of every term: its other names in all languages. Slugs win over names, names over aliases."""
        taken = {*self.glossary.terms, *self.glossary.former, "a-z"}
        found: dict[str, list[str]] = {slug: [] for slug in self.glossary.terms}
        unclaimed = {addresses.anchor(word.word.value) for word in self.glossary.ambiguous if not word.default}
        for old, slug in self.glossary.former.items():
            found[slug].append(old)
        for slug, term in self.glossary.terms.items():
            for name in _all_names(term):
                anchor = addresses.anchor(name)
                if anchor and anchor not in taken and anchor not in unclaimed:
                    taken.add(anchor)
                    found[slug].append(anchor)
        return found

    def entry(self, term: Term, page: str, anchors: Iterable[str], level: int = 3) -> str:
        """A term in a list, with all its anchors; `level` is that of its heading."""
        text = self.text(term)
        extra = "".join(f'<a id="{html.escape(anchor)}"></a>' for anchor in anchors)
        link = f"[{render.escape(text.name.value)}]({relative(page, term_page(term.slug))})"
        heading = f"{'#' * level} {link} {self.other_name(term)}{extra}"
        topic = term.topic.value if term.topic else ""
        body = _join([f"{heading} {{ #{term.slug} }}", render.section(text.definition, self.links_of(term), page)])
        words = html.escape(" ".join(dict.fromkeys(_all_names(term))).lower())
        return f'<article class="entry" data-topic="{topic}" data-names="{words}" markdown="1">\n\n{body}\n\n</article>'

    def ambiguous_entry(self, word: Ambiguous, page: str, anchors: Mapping[str, list[str]]) -> str:
        anchor = addresses.anchor(word.word.value)
        taken = anchor in self.glossary.terms or any(anchor in others for others in anchors.values())
        mark = "" if taken else f"{{ #{anchor} }}"
        body = _join([f"### {render.escape(word.word.value)} {mark}", self.readings(word, page, "readings")])
        words = html.escape(word.word.value.lower())
        return f'<article class="entry entry--ambiguous" data-names="{words}" markdown="1">\n\n{body}\n\n</article>'

    def topics(self) -> Page:
        """All topics as cards."""
        front = _front_matter(title=self.say("topics"), description=self.say("topics-description"), hide=["toc"])
        return Page(
            addresses.TOPICS,
            _join([front, f"# {self.say('topics')} {{ #topics }}", self.topic_cards(addresses.TOPICS)]),
        )

    def topic_cards(self, page: str) -> str:
        cards = []
        for topic in self.glossary.schema.topics:
            number = len(self.glossary.in_topic(topic.id))
            title = f"[{topic.name[self.language.id]}]({relative(page, topic_page(topic.id))})"
            cards.append(f"- **{title}** <span>{self.count(number)}</span>\n\n    {topic.scope[self.language.id]}")
        return _block("topic-cards", "\n\n".join(cards))

    def topic(self, topic: Topic) -> Page:
        """A topic: what it is about, and its terms in the order in which to learn them."""
        page, name = topic_page(topic.id), topic.name[self.language.id]
        terms = self.learning_orders[topic.id]
        planned = sum(p.topic == topic.id and p.slug not in self.glossary.terms for p in self.glossary.planned.values())
        counts = self.count(len(terms)) + (f" · {self.say('planned-count', n=planned)}" if planned else "")
        blocks = [
            _front_matter(title=name, description=topic.scope[self.language.id], hide=["toc"]),
            f"# {name} {{ #topic }}",
            f'<p class="topic-intro">{html.escape(topic.intro[self.language.id], quote=False)}</p>',
            f'<p class="page-count">{counts}</p>',
            self.map(terms),
            *(self.entry(term, page, (), level=2) for term in terms),
            "" if terms else self.say("nothing-yet"),
        ]
        return Page(page, _join(blocks))

    def map(self, terms: Sequence[Term]) -> str:
        """How the terms of a topic build on each other; nothing where they do not."""
        nodes = [
            Node(
                term.slug,
                self.text(term).name.value,
                f"../../terms/{term.slug}/",
                frozenset(need.value for need in term.needs),
                frozenset(self.graph.related[term.slug]),
            )
            for term in terms
        ]
        slugs = {node.slug for node in nodes}
        if not any(node.needs & slugs for node in nodes):
            return ""
        drawings = "".join(TopicMap(nodes, width).svg(self.say("map")) for width in WIDTHS)
        caption = f"<figcaption>{self.say('map-explained')}</figcaption>"
        return f'<figure class="topic-map"><div>{drawings}</div>{caption}</figure>'

    def home(self) -> Page:
        """What this is, search, topics, a path for beginners, numbers."""
        page = addresses.HOME
        start = [slug for slug in self.glossary.schema.start if slug in self.glossary.terms]
        path = "\n".join(f"1. {self.link(slug, page)}" for slug in start)
        blocks = [
            _front_matter(
                title=self.say("home"),
                tagline=self.say("tagline"),
                description=self.say("lead"),
                hide=["toc", "navigation"],
                kind="home",
            ),
            _block(
                "home-hero", _join([f"# {self.say('tagline')} {{ #home }}", self.say("lead"), self.search_button()])
            ),
            self.number_list(),
            f"## {self.say('start')} {{ #start }}",
            self.say("start-lead"),
            _block("home-start", path),
            f"## {self.say('topics')} {{ #topics }}",
            self.topic_cards(page),
            _block("home-contribute", f"{self.say('contribute')} [{self.say('contribute-link')}](contributing.md)"),
        ]
        return Page(page, _join(blocks))

    def search_button(self) -> str:
        return f'<button type="button" class="home-search">{self.say("search")}</button>'

    def number_list(self) -> str:
        numbers = {"terms": self.numbers.terms, "formulas": self.numbers.formulas, "links": self.numbers.links}
        numbers["languages"] = len(self.glossary.schema.languages)
        items = "".join(f"<div><dt>{self.say(name)}</dt><dd>{number:,}</dd></div>" for name, number in numbers.items())
        return f'<dl class="home-numbers" aria-label="{self.say("numbers")}">{items}</dl>'


def redirect(glossary: Glossary, language: Language, slug: str) -> str:
    """A page that leads from a former address of a term to the present one, without a script."""
    text = glossary.terms[slug].texts[language.id]
    name, target = html.escape(text.name.value), f"../{slug}/"
    icon = "../" * (2 + language.root.count("/")) + ICON  # without it browsers ask the host's root for one
    return (
        f'<!doctype html>\n<html lang="{language.tag}">\n<head>\n<meta charset="utf-8">\n<title>{name}</title>\n'
        f'<meta name="description" content="{name}">\n<meta name="robots" content="noindex">\n'
        f'<meta http-equiv="refresh" content="0; url={target}">\n<link rel="canonical" href="{target}">\n'
        f'<link rel="icon" href="{icon}">\n</head>\n'
        f'<body>\n<p>{html.escape(glossary.schema.phrase("moved", language.id))} <a href="{target}">{name}</a></p>\n'
        "</body>\n</html>\n"
    )


def _all_names(term: Term) -> Iterator[str]:
    """Everything a term is called in any language: names first, then abbreviations, then the rest."""
    for text in term.texts.values():
        yield text.name.value
    yield from (abbreviation.value for abbreviation in term.abbreviations)
    for text in term.texts.values():
        yield from (name.value for name in (*text.aliases, *text.spellings))


def _word_key(word: str) -> tuple[str, str, str]:
    spoken = " ".join(readings.syllables(word)) if readings.has_han(word) else word
    return readings.plain(spoken), spoken.casefold(), word


def _letter_id(letter: str) -> str:
    return "other" if letter == readings.OTHER else letter.lower()


def _front_matter(**fields: object) -> str:
    """Front matter as JSON values, which YAML reads as they are."""
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items()]
    return "\n".join(["---", *lines, "search:", "  exclude: true", "---"])


def _block(classes: str, content: str) -> str:
    return f'<div class="{classes}" markdown="1">\n\n{content}\n\n</div>'


def _row(items: Iterable[str]) -> str:
    return f'<div class="chips"><ul>{"".join(items)}</ul></div>'


def _join(blocks: Iterable[str]) -> str:
    return "\n\n".join(block for block in blocks if block) + "\n"


def _shorten(text: str) -> str:
    return text if len(text) <= DESCRIPTION else text[: DESCRIPTION - 1].rstrip() + "…"


def _reference(reference: Reference) -> str:
    """A publication as HTML, its title a link where it has an address."""
    title = html.escape(reference.title, quote=False)
    address = _address(reference)
    title = f'<a href="{html.escape(address)}" rel="external">{title}</a>' if address else title
    parts = [", ".join(html.escape(author, quote=False) for author in reference.authors), f"<cite>{title}</cite>"]
    if reference.venue:
        parts.append(html.escape(reference.venue, quote=False))
    parts.append(str(reference.year))
    if reference.isbn:
        parts.append(f"ISBN {html.escape(reference.isbn.value)}")
    return ". ".join(parts) + "."


def _address(reference: Reference) -> str:
    if reference.doi:
        return f"https://doi.org/{reference.doi.value}"
    if reference.arxiv:
        return f"https://arxiv.org/abs/{reference.arxiv.value}"
    return reference.url.value if reference.url else ""
