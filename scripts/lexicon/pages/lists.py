"""The pages that list terms: A–Z, topics and home."""

from __future__ import annotations

import html
import itertools
from functools import cached_property
from typing import TYPE_CHECKING

from lexicon.languages import OTHER, SortKey
from lexicon.pages import addresses, prose
from lexicon.pages.addresses import TOPIC_TO_TERM, relative, term_page, topic_page
from lexicon.pages.shared import Page, Shared, block, front_matter, join
from lexicon.pages.topic_map import WIDTHS, Node, TopicMap
from lexicon.text import name_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from lexicon.glossary import Ambiguous, Term, Topic


class ListPages(Shared):
    """Makes the pages that list terms."""

    @cached_property
    def in_order(self) -> list[Term]:
        """All terms as a reader of the language looks them up."""
        return sorted(self.glossary.terms.values(), key=lambda term: self.sort_keys[term.slug])

    def a_to_z(self) -> Page:
        """Every term with its definition under its letter, and the ambiguous words between them."""
        page = addresses.A_TO_Z
        entries: dict[str, list[tuple[SortKey, str]]] = {}
        anchors = self.anchors()
        for term in self.in_order:
            sort = self.sort_keys[term.slug]
            entry = self.entry(term, page, anchors[term.slug])
            entries.setdefault(self.locale.letter(sort), []).append((sort, entry))
        taken = {*self.glossary.terms, *itertools.chain.from_iterable(anchors.values())}
        for word in self.ambiguous:
            if name_key(word.word.value) not in self.names:
                sort = self.locale.sort_key(word.word.value)
                entry = self.ambiguous_entry(word, page, taken)
                entries.setdefault(self.locale.letter(sort), []).append((sort, entry))
        letters = sorted(entries, key=lambda letter: (letter == OTHER, letter))
        blocks = [
            front_matter(
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
        return Page(page, join(blocks))

    def letter_bar(self, letters: Iterable[str]) -> str:
        links = "".join(f'<a href="#letter-{_letter_id(letter)}">{letter}</a>' for letter in letters)
        return f'<nav class="letters" aria-label="{self.say("letters")}">{links}</nav>'

    def filter_form(self) -> str:
        """A box and a list of topics that narrow the page with a script; without one they are not shown."""
        options = "".join(
            f'<option value="{topic.id}">{html.escape(topic.name[self.language.id])}</option>'
            for topic in self.glossary.schema.topics
            if self.graph.learning_orders[topic.id]
        )
        label, topics = html.escape(self.say("filter")), html.escape(self.say("all-topics"))
        return (
            '<div class="filter">'
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

    @cached_property
    def listed(self) -> Mapping[str, tuple[str, str]]:
        """By slug what every list says of a term: its name in other languages, and for the filter all its names."""
        return {
            slug: (self.other_name(term), html.escape(" ".join(dict.fromkeys(_all_names(term))).lower()))
            for slug, term in self.glossary.terms.items()
        }

    def entry(self, term: Term, page: str, anchors: Iterable[str], level: int = 3) -> str:
        """A term in a list, with all its anchors; `level` is that of its heading."""
        text = self.text(term)
        extra = "".join(f'<a id="{html.escape(anchor)}"></a>' for anchor in anchors)
        link = f"[{prose.escape_markdown(text.name.value)}]({relative(page, term_page(term.slug))})"
        other_name, words = self.listed[term.slug]
        heading = f"{'#' * level} {link} {other_name}{extra}"
        topic = term.topic.value if term.topic else ""
        body = join(
            [f"{heading} {{ #{term.slug} }}", prose.section_markdown(text.definition, self.links_of(term), page)]
        )
        return f'<article class="entry" data-topic="{topic}" data-names="{words}" markdown="1">\n\n{body}\n\n</article>'

    def ambiguous_entry(self, word: Ambiguous, page: str, taken: Collection[str]) -> str:
        anchor = addresses.anchor(word.word.value)
        mark = "" if anchor in taken else f"{{ #{anchor} }}"
        body = join([f"### {prose.escape_markdown(word.word.value)} {mark}", self.readings(word, page, "readings")])
        words = html.escape(word.word.value.lower())
        return f'<article class="entry entry--ambiguous" data-names="{words}" markdown="1">\n\n{body}\n\n</article>'

    def topics(self) -> Page:
        """All topics as cards."""
        front = front_matter(title=self.say("topics"), description=self.say("topics-description"), hide=["toc"])
        return Page(
            addresses.TOPICS,
            join([front, f"# {self.say('topics')} {{ #topics }}", self.topic_cards(addresses.TOPICS)]),
        )

    def topic_cards(self, page: str) -> str:
        cards = []
        for topic in self.glossary.schema.topics:
            number = len(self.graph.learning_orders[topic.id])
            title = f"[{topic.name[self.language.id]}]({relative(page, topic_page(topic.id))})"
            cards.append(f"- **{title}** <span>{self.count(number)}</span>\n\n    {topic.scope[self.language.id]}")
        return block("topic-cards", "\n\n".join(cards))

    def topic(self, topic: Topic) -> Page:
        """A topic: what it is about, and its terms in the order in which to learn them."""
        page, name = topic_page(topic.id), topic.name[self.language.id]
        terms = self.graph.learning_orders[topic.id]
        planned = sum(p.topic == topic.id and p.slug not in self.glossary.terms for p in self.glossary.planned.values())
        counts = self.count(len(terms)) + (f" · {self.say('planned-count', n=planned)}" if planned else "")
        blocks = [
            front_matter(title=name, description=topic.scope[self.language.id], hide=["toc"]),
            f"# {name} {{ #topic }}",
            f'<p class="topic-intro">{html.escape(topic.intro[self.language.id], quote=False)}</p>',
            f'<p class="page-count">{counts}</p>',
            self.map(terms),
            *(self.entry(term, page, (), level=2) for term in terms),
            "" if terms else self.say("nothing-yet"),
        ]
        return Page(page, join(blocks))

    def map(self, terms: Sequence[Term]) -> str:
        """How the terms of a topic build on each other; nothing where they do not."""
        nodes = [
            Node(
                term.slug,
                self.text(term).name.value,
                TOPIC_TO_TERM.format(term.slug),
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
            front_matter(
                title=self.say("home"),
                tagline=self.say("tagline"),
                description=self.say("lead"),
                hide=["toc", "navigation"],
                kind="home",
            ),
            block("home-hero", join([f"# {self.say('tagline')} {{ #home }}", self.say("lead"), self.search_button()])),
            self.number_list(),
            f"## {self.say('start')} {{ #start }}",
            self.say("start-lead"),
            block("home-start", path),
            f"## {self.say('topics')} {{ #topics }}",
            self.topic_cards(page),
            block("home-contribute", f"{self.say('contribute')} [{self.say('contribute-link')}](contributing.md)"),
        ]
        return Page(page, join(blocks))

    def search_button(self) -> str:
        return f'<button type="button" class="home-search">{self.say("search")}</button>'

    def number_list(self) -> str:
        numbers = {"terms": self.numbers.terms, "formulas": self.numbers.formulas, "links": self.numbers.links}
        numbers["languages"] = len(self.glossary.schema.languages)
        items = "".join(f"<div><dt>{self.say(name)}</dt><dd>{number:,}</dd></div>" for name, number in numbers.items())
        return f'<dl class="home-numbers" aria-label="{self.say("numbers")}">{items}</dl>'


def _all_names(term: Term) -> Iterator[str]:
    """Everything a term is called in any language: names first, then abbreviations, then the rest."""
    for text in term.texts.values():
        yield text.name.value
    yield from (abbreviation.value for abbreviation in term.abbreviations)
    for text in term.texts.values():
        yield from (name.value for name in (*text.aliases, *text.spellings))


def _letter_id(letter: str) -> str:
    return "other" if letter == OTHER else letter.lower()
