"""Search: a static index for each language, the browser's search worker, and the same engine run by Node."""

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
