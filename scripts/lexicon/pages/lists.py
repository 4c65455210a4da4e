"""The pages that list terms: A–Z, topics and the home page."""

from __future__ import annotations

import html
import itertools
from functools import cached_property
from typing import TYPE_CHECKING

from lexicon.glossary import HeadingId, is_reserved_id, letter_id
from lexicon.languages import OTHER, SortKey
from lexicon.pages import addresses
from lexicon.pages.addresses import TOPIC_TO_TERM, relative_path, topic_page
from lexicon.pages.elements import Element, Link, PlainText, RawHtml, container, heading, paragraph
from lexicon.pages.page_builder import NOTHING, PageBuilder, make_page
from lexicon.pages.prose import section_elements
from lexicon.pages.topic_map import WIDTHS, MapNode, TopicMap
from lexicon.text import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lexicon.glossary import Ambiguous, PhraseName, Term, Topic
    from lexicon.pages.elements import Node
    from lexicon.pages.page_builder import Page


class ListPages(PageBuilder):
    """The generator of the pages that list terms."""

    @cached_property
    def sorted_terms(self) -> list[Term]:
        """All terms in the sorting order of the language."""
        return sorted(self.glossary.terms.values(), key=lambda term: self.sort_keys[term.slug])

    def a_to_z(self) -> Page:
        """The A–Z page: under each letter its terms with their definitions, and the ambiguous words."""
        page = addresses.A_TO_Z
        entries: dict[str, list[tuple[SortKey, Element]]] = {}
        anchors = self.anchors()
        for term in self.sorted_terms:
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
            heading(1, [PlainText(self.phrase("a-z"))], HeadingId.A_TO_Z.value),
            self.count_line(self.term_count(len(self.sorted_terms))),
            self.filter_form(),
            self.letter_bar(letters),
        ]
        for letter in letters:
            blocks.append(heading(2, [PlainText(letter)], letter_id(letter), "letter"))
            blocks += [entry for _, entry in sorted(entries[letter], key=lambda found: found[0])]
        description = self.phrase("a-z-description")
        hide = ["toc", "navigation"]
        return make_page(page, blocks, title=self.phrase("a-z"), description=description, hide=hide, kind="a-z")

    def count_line(self, text: str) -> Node:
        """The line below a title with a number of terms."""
        return RawHtml(f'<p class="page-count">{html.escape(text, quote=False)}</p>')

    def letter_bar(self, letters: Iterable[str]) -> Node:
        """A navigation bar with a link to every letter on the page."""
        links = "".join(f'<a href="#{letter_id(letter)}">{letter}</a>' for letter in letters)
        return RawHtml(f'<nav class="letters" aria-label="{html.escape(self.phrase("letters"))}">{links}</nav>')

    def filter_form(self) -> Node:
        """The form that filters the A–Z list by words and topic; CSS hides it where scripts do not run."""
        options = "".join(
            f'<option value="{topic.id}">{html.escape(topic.name[self.language.id])}</option>'
            for topic in self.glossary.schema.topics
            if self.graph.learning_orders[topic.id]
        )
        label, topics = html.escape(self.phrase("filter")), html.escape(self.phrase("all-topics"))
        return RawHtml(
            '<div class="filter">'
            f'<input type="search" class="filter-words" placeholder="{label}" aria-label="{label}">'
            f'<select class="filter-topic" aria-label="{html.escape(self.phrase("topics"))}">'
            f'<option value="">{topics}</option>{options}</select>'
            f'<p class="filter-none" role="status" hidden>{html.escape(self.phrase("no-match"), quote=False)}</p></div>'
        )

    def anchors(self) -> Mapping[str, list[str]]:
        """The anchors of every term besides its slug: former slugs and names in all languages.

        Each anchor belongs to one term. Slugs take precedence over names, names over aliases, and the anchor of an
        ambiguous word without a default belongs to no term.
        """
        taken = {*self.glossary.terms, *self.glossary.slug_redirects}
        found: dict[str, list[str]] = {slug: [] for slug in self.glossary.terms}
        unclaimed = {addresses.anchor(word.word.value) for word in self.glossary.ambiguous if not word.default}
        for old, slug in self.glossary.slug_redirects.items():
            found[slug].append(old)
        for slug, term in self.glossary.terms.items():
            for name in _all_names(term):
                anchor = addresses.anchor(name)
                if anchor and not (anchor in taken or anchor in unclaimed or is_reserved_id(anchor)):
                    taken.add(anchor)
                    found[slug].append(anchor)
        return found

    @cached_property
    def list_data(self) -> Mapping[str, tuple[str, str]]:
        """By slug: a term's names in other languages as HTML, and all its names in lower case for the filter."""
        return {
            slug: (self.other_name(term), " ".join(dict.fromkeys(_all_names(term))).lower())
            for slug, term in self.glossary.terms.items()
        }

    def entry(self, term: Term, page: str, anchors: Iterable[str], level: int = 3) -> Element:
        """The list entry of a term: heading of the given level, additional anchors and definition."""
        text = self.text(term)
        extra = "".join(f'<a id="{html.escape(anchor)}"></a>' for anchor in anchors)
        other_name, words = self.list_data[term.slug]
        title = heading(level, [self.link(term.slug, page), PlainText(" "), RawHtml(f"{other_name}{extra}")], term.slug)
        topic = term.topic.value if term.topic else ""
        content = (title, *section_elements(text.definition, self.links_of(term), page))
        return Element("article", content, {"class": "entry", "data-topic": topic, "data-names": words})

    def ambiguous_entry(self, word: Ambiguous, page: str, taken: set[str]) -> Element:
        """The list entry of an ambiguous word with its readings; `taken` are the anchors of other entries.

        The anchor of the word is added to `taken`; it is numbered if it is taken or reserved, for MkDocs would give an
        anchor of its own to a heading without one.
        """
        name = addresses.anchor(word.word.value) or "word"
        numbered = (name if number == 1 else f"{name}-{number}" for number in itertools.count(1))
        anchor = next(anchor for anchor in numbered if anchor not in taken and not is_reserved_id(anchor))
        taken.add(anchor)
        title = heading(3, [PlainText(word.word.value)], anchor)
        content = (title, self.readings(word, page, "readings"))
        return Element("article", content, {"class": "entry entry--ambiguous", "data-names": word.word.value.lower()})

    def topics(self) -> Page:
        """The page that lists all topics."""
        page = addresses.TOPICS
        content = [heading(1, [PlainText(self.phrase("topics"))], HeadingId.TOPICS.value), self.topic_cards(page)]
        description = self.phrase("topics-description")
        return make_page(page, content, title=self.phrase("topics"), description=description, hide=["toc"])

    def topic_cards(self, page: str) -> Element:
        """A list with a card for each topic."""
        cards = tuple(self.topic_card(topic, page) for topic in self.glossary.schema.topics)
        return container("topic-cards", [Element("ul", cards)])

    def topic_card(self, topic: Topic, page: str) -> Element:
        """The card of a topic: name, number of terms and scope."""
        link = Link(relative_path(page, topic_page(topic.id)), (PlainText(topic.name[self.language.id]),))
        number = RawHtml(f"<span>{self.term_count(len(self.graph.learning_orders[topic.id]))}</span>")
        title = paragraph(Element("strong", (link,)), PlainText(" "), number)
        return Element("li", (title, paragraph(PlainText(topic.scope[self.language.id]))))

    def topic(self, topic: Topic) -> Page:
        """The page of a topic: introduction, map, and its terms in learning order."""
        page, name = topic_page(topic.id), topic.name[self.language.id]
        terms = self.graph.learning_orders[topic.id]
        planned = sum(p.topic == topic.id and p.slug not in self.glossary.terms for p in self.glossary.planned.values())
        counts = self.term_count(len(terms)) + (f" · {self.phrase('planned-count', n=planned)}" if planned else "")
        content = [
            heading(1, [PlainText(name)], HeadingId.TOPIC.value),
            RawHtml(f'<p class="topic-intro">{html.escape(topic.intro[self.language.id], quote=False)}</p>'),
            self.count_line(counts),
            self.topic_map(terms),
            *(self.entry(term, page, (), level=2) for term in terms),
            NOTHING if terms else paragraph(PlainText(self.phrase("nothing-yet"))),
        ]
        return make_page(page, content, title=name, description=topic.scope[self.language.id], hide=["toc"])

    def topic_map(self, terms: Sequence[Term]) -> Node:
        """The map of a topic's terms in two widths; empty if no term needs another one of the topic."""
        nodes = [
            MapNode(
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
            return NOTHING
        drawings = "".join(TopicMap(nodes, width).svg(self.phrase("map")) for width in WIDTHS)
        caption = f"<figcaption>{html.escape(self.phrase('map-explained'), quote=False)}</figcaption>"
        return RawHtml(f'<figure class="topic-map"><div>{drawings}</div>{caption}</figure>')

    def home(self) -> Page:
        """The home page: tagline, search button, counts, terms to begin with, and topics."""
        page = addresses.HOME
        start = [slug.value for slug in self.glossary.schema.start if slug.value in self.glossary.terms]
        path = [Element("ol", tuple(Element("li", (self.link(slug, page),)) for slug in start))] if start else []
        title = heading(1, [PlainText(self.phrase("tagline"))], HeadingId.HOME.value)
        contribute = Link("contributing.md", (PlainText(self.phrase("contribute-link")),))
        content = [
            container("home-hero", [title, paragraph(PlainText(self.phrase("lead"))), paragraph(self.search_button())]),
            self.count_list(),
            heading(2, [PlainText(self.phrase("start"))], HeadingId.START.value),
            paragraph(PlainText(self.phrase("start-lead"))),
            container("home-start", path),
            heading(2, [PlainText(self.phrase("topics"))], HeadingId.TOPICS.value),
            self.topic_cards(page),
            container("home-contribute", [paragraph(PlainText(f"{self.phrase('contribute')} "), contribute)]),
        ]
        front = {"tagline": self.phrase("tagline"), "hide": ["toc", "navigation"], "kind": "home"}
        return make_page(page, content, title=self.phrase("home"), description=self.phrase("lead"), **front)

    def search_button(self) -> Node:
        """The button that opens the search."""
        label = html.escape(self.phrase("search"), quote=False)
        return RawHtml(f'<button type="button" class="home-search">{label}</button>')

    def count_list(self) -> Node:
        """The numbers of terms, formulas, links and languages as a definition list."""
        numbers: dict[PhraseName, int] = {
            "terms": self.counts.terms,
            "formulas": self.counts.formulas,
            "links": self.counts.links,
            "languages": len(self.glossary.schema.languages),
        }
        items = "".join(
            f"<div><dt>{html.escape(self.phrase(name), quote=False)}</dt><dd>{number:,}</dd></div>"
            for name, number in numbers.items()
        )
        return RawHtml(f'<dl class="home-numbers" aria-label="{html.escape(self.phrase("numbers"))}">{items}</dl>')


def _all_names(term: Term) -> Iterator[str]:
    """All names of a term in all languages: main names, then abbreviations, then aliases and spellings."""
    for text in term.texts.values():
        yield text.name.value
    yield from (abbreviation.value for abbreviation in term.abbreviations)
    for text in term.texts.values():
        yield from (name.value for name in (*text.aliases, *text.spellings))
