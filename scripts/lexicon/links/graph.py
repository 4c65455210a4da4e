"""How terms hang together: explicit links, mentions, backlinks, neighbours and the learning order of a topic."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

from lexicon.text import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lexicon.glossary import Glossary, Section, Term, Text
    from lexicon.text import Piece

_TERM_LINK = re.compile(r"\.\./(?P<slug>[^/]+)/(?P<language>[^/.]+)\.md\Z")


def term_link(address: str) -> tuple[str, str] | None:
    """Slug and language of a link to a term's file (`../gradient/en.md`), or None for any other address."""
    match = _TERM_LINK.match(address)
    return (match["slug"], match["language"]) if match else None


def explicit_links(section: Section) -> Iterator[tuple[Piece, str]]:
    """The links to terms that an author wrote in a section, with the slug that each names."""
    for piece in section.prose.of(Kind.LINK):
        if link := term_link(piece.target):
            yield piece, link[0]


def links_of(text: Text) -> Iterator[tuple[Piece, str]]:
    """The links to terms that an author wrote in a text, with the slug that each names."""
    for piece in text.outline.links:
        if link := term_link(piece.target):
            yield piece, link[0]


@dataclass(frozen=True)
class Graph:
    """Who mentions whom, in any language; the keys are all terms."""

    glossary: Glossary
    mentions: Mapping[str, frozenset[str]]

    @cached_property
    def referenced_by(self) -> Mapping[str, frozenset[str]]:
        """For every term those that mention it or name it as needed."""
        found: dict[str, set[str]] = {slug: set() for slug in self.glossary.terms}
        for slug, targets in self.mentions.items():
            for target in targets | {need.value for need in self.glossary.terms[slug].needs}:
                if target in found and target != slug:
                    found[target].add(slug)
        return {slug: frozenset(sources) for slug, sources in found.items()}

    @cached_property
    def related(self) -> Mapping[str, tuple[str, ...]]:
        """For every term its neighbours: those it names first, then those that name it; not what it needs."""
        found = {term.slug: [word.value for word in term.related] for term in self.glossary.terms.values()}
        for term in self.glossary.terms.values():
            for word in term.related:
                if term.slug not in found.get(word.value, [term.slug]):
                    found[word.value].append(term.slug)
        for slug, neighbours in found.items():
            needed = {need.value for need in self.glossary.terms[slug].needs}
            found[slug] = [neighbour for neighbour in dict.fromkeys(neighbours) if neighbour not in needed]
        return {slug: tuple(neighbours) for slug, neighbours in found.items()}

    def centrality(self, slug: str) -> int:
        """How many terms refer to a term."""
        return len(self.referenced_by[slug])

    @cached_property
    def learning_orders(self) -> Mapping[str, tuple[Term, ...]]:
        """The terms of every topic, prerequisites first, the more central earlier among equals."""
        return {
            topic: tuple(self._learning_order({term.slug: term for term in self.glossary.in_topic(topic)}))
            for topic in self.glossary.schema.topic_ids
        }

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Where every term stands in the learning order of its topic."""
        return {term.slug: place for order in self.learning_orders.values() for place, term in enumerate(order)}

    def _learning_order(self, members: Mapping[str, Term]) -> Iterator[Term]:
        waiting = {slug: {need.value for need in term.needs} & members.keys() for slug, term in members.items()}
        needing: dict[str, list[str]] = {slug: [] for slug in members}
        for slug, needs in waiting.items():
            for need in needs:
                needing[need].append(slug)
        ranks = {slug: (-self.centrality(slug), slug) for slug in members}
        ready = [ranks[slug] for slug, needs in waiting.items() if not needs]
        heapify(ready)
        while waiting:
            _, chosen = heappop(ready) if ready else min(ranks[slug] for slug in waiting)  # none in a circle of needs
            yield members[chosen]
            del waiting[chosen]
            for slug in needing[chosen]:
                if slug in waiting:
                    waiting[slug].remove(chosen)
                    if not waiting[slug]:
                        heappush(ready, ranks[slug])


def build_graph(glossary: Glossary, mentions: Mapping[str, Iterable[str]]) -> Graph:
    """A graph from the slugs that every term's texts mention."""
    return Graph(glossary, {slug: frozenset(mentions.get(slug, ())) & glossary.terms.keys() for slug in glossary.terms})
