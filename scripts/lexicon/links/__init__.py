"""Detection of mentions of terms in prose, and the graph of links, backlinks and prerequisites."""

from __future__ import annotations

from lexicon.links.graph import Graph, build_graph, explicit_links, links_of, term_link
from lexicon.links.linker import Link, Linker, linkers

__all__ = [
    "Graph",
    "Link",
    "Linker",
    "build_graph",
    "explicit_links",
    "linkers",
    "links_of",
    "term_link",
]
