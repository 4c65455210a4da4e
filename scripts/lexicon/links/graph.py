"""The graph of terms: explicit links, mentions, backlinks, related terms and the learning order of each topic."""

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
    from lexicon.text import MarkdownElement

_TERM_LINK = re.compile(r"\.\./(?P<slug>[^/]+)/(?P<language>[^/.]+)\.md\Z")


def term_link(address: str) -> tuple[str, str] | None:
    """The slug and the language id in a link to a term's file (`../gradient/en.md`); None for any other address."""
    match = _TERM_LINK.match(address)
    return (match["slug"], match["language"]) if match else None


def explicit_links(section: Section) -> Iterator[tuple[MarkdownElement, str]]:
    """The links to terms in the Markdown of a section, each with the slug of its target."""
    for element in section.prose.of(Kind.LINK):
        if link := term_link(element.target):
            yield element, link[0]


def links_of(text: Text) -> Iterator[tuple[MarkdownElement, str]]:
    """The links to terms in the Markdown of a text, each with the slug of its target."""
    for element in text.summary.links:
        if link := term_link(element.target):
            yield element, link[0]


@dataclass(frozen=True)
class Graph:
    """The directed graph of mentions; `mentions` maps each slug to the slugs that the term mentions in any language."""

    glossary: Glossary
    mentions: Mapping[str, frozenset[str]]

    @cached_property
    def referenced_by(self) -> Mapping[str, frozenset[str]]:
        """For each slug, the slugs of the terms that mention it or list it in `needs`."""
        found: dict[str, set[str]] = {slug: set() for slug in self.glossary.terms}
        for slug, targets in self.mentions.items():
            for target in targets | {need.value for need in self.glossary.terms[slug].needs}:
                if target in found and target != slug:
                    found[target].add(slug)
        return {slug: frozenset(sources) for slug, sources in found.items()}

    @cached_property
    def related(self) -> Mapping[str, tuple[str, ...]]:
        """For each slug its related terms: those in its `related`, then those that list it; without its `needs`."""
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
        """The in-degree of a term: the number of terms that refer to it."""
        return len(self.referenced_by[slug])

    @cached_property
    def learning_orders(self) -> Mapping[str, tuple[Term, ...]]:
        """The terms of each topic by its id, prerequisites first, and otherwise by decreasing centrality.

        This is Kahn's algorithm for topological sorting (Kahn 1962, https://doi.org/10.1145/368996.369025) with a
        priority queue. Prerequisites in other topics are ignored. If only terms in or behind cycles are left, the most
        central one comes next.
        """
        return {
            topic: tuple(self._learning_order({term.slug: term for term in self.glossary.in_topic(topic)}))
            for topic in self.glossary.schema.topic_ids
        }

    @cached_property
    def learning_positions(self) -> Mapping[str, int]:
        """For each slug, the 0-based position in the learning order of its topic."""
        return {term.slug: position for order in self.learning_orders.values() for position, term in enumerate(order)}

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
            _, chosen = heappop(ready) if ready else min(ranks[slug] for slug in waiting)  # none is ready in a cycle
            yield members[chosen]
            del waiting[chosen]
            for slug in needing[chosen]:
                if slug in waiting:
                    waiting[slug].remove(chosen)
                    if not waiting[slug]:
                        heappush(ready, ranks[slug])


def build_graph(glossary: Glossary, mentions: Mapping[str, Iterable[str]]) -> Graph:
    """Build the graph from the slugs that each term mentions; slugs without a term are ignored."""
    return Graph(glossary, {slug: frozenset(mentions.get(slug, ())) & glossary.terms.keys() for slug in glossary.terms})
