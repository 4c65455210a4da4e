"""Search: a static index for each language, the worker that reads it in a browser, and the same engine through Node."""

from __future__ import annotations

from lexicon.search.documents import index
from lexicon.search.engine import query, worker
from lexicon.search.opensearch import description
from lexicon.search.results import lines

__all__ = [
    "description",
    "index",
    "lines",
    "query",
    "worker",
]
