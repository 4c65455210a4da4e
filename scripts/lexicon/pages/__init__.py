"""The Markdown pages of one language, generated from the glossary in memory without reading or writing files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lexicon.pages.lists import ListPages
from lexicon.pages.page_builder import Counts, Page
from lexicon.pages.redirects import redirect
from lexicon.pages.terms import TermPages

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "Counts",
    "Page",
    "Pages",
    "redirect",
]


class Pages(TermPages, ListPages):
    """The page generator of one language."""

    def all(self) -> Iterator[Page]:
        """Yield the home page, A–Z, the list of topics, every topic and every term."""
        yield self.home()
        yield self.a_to_z()
        yield self.topics()
        for topic in self.glossary.schema.topics:
            yield self.topic(topic)
        for term in self.glossary.terms.values():
            yield self.term(term)
