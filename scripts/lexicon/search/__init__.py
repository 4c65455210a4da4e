"""Search: a static index for each language, the worker that reads it in a browser, and the same engine through Node."""

from __future__ import annotations

from lexicon.search.documents import index
from lexicon.search.engine import query, worker_script
from lexicon.search.opensearch import opensearch_description
from lexicon.search.results import result_lines

__all__ = [
    "index",
    "opensearch_description",
    "query",
    "result_lines",
    "worker_script",
]
