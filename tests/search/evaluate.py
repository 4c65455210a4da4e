"""Run the queries of a file through the real worker: `python -m tests.search.evaluate [--half report] [--misses]`.

They are run in the index that is published, and in one of all the terms that are planned.

Prints for each kind the share of queries with a right term first and among the first three, and every miss.
"""

from __future__ import annotations

import argparse
import zlib
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lexicon.node import run_node
from lexicon.search import documents, engine

from tests.search import corpus

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

HEAD = ("query", "language", "kind", "right")
FILE = corpus.HERE / "queries.tsv"
SECONDS = 600
NOTHING = "-"
"""Stands for no right answer: the query must find nothing."""


@dataclass(frozen=True)
class Query:
    """What a reader types on the pages of a language, and the terms that may come first."""

    text: str
    language: str
    kind: str
    right: tuple[str, ...]

    @property
    def half(self) -> str:
        """`tune` for queries that the engine was made with, `report` for those only counted."""
        return ("tune", "report")[zlib.crc32(self.text.encode()) % 2]

    def line(self) -> str:
        return "\t".join([self.text, self.language, self.kind, " ".join(self.right) or NOTHING])


@dataclass(frozen=True)
class Outcome:
    """A query and the slugs that it found."""

    query: Query
    found: Sequence[str]

    @property
    def first(self) -> bool:
        """All readings of an ambiguous word must come first, in any order; else one right term."""
        right = self.query.right
        if not right:
            return not self.found
        if self.query.kind == "ambiguous":
            return set(self.found[: len(right)]) == set(right)
        return bool(self.found) and self.found[0] in right

    @property
    def among_three(self) -> bool:
        return self.first or not set(self.query.right).isdisjoint(self.found[:3])


def read() -> list[Query]:
    lines = FILE.read_text("utf-8").splitlines()[1:]
    fields = (line.split("\t") for line in lines if line)
    return [Query(text, language, kind, _slugs(right)) for text, language, kind, right in fields]


def _slugs(cell: str) -> tuple[str, ...]:
    return () if cell == NOTHING else tuple(cell.split())


def run(index: corpus.Index, queries: Sequence[str], repeat: int = 1) -> dict[str, Any]:
    """What the worker itself answers, and how long it takes."""
    job = {
        "script": engine.worker_script().decode(),
        "language": index["language"],
        "index": index,
        "queries": queries,
        "repeat": repeat,
    }
    answer: dict[str, Any] = run_node(corpus.HERE / "run_worker.mjs", job, task="the worker", seconds=SECONDS)
    return answer


def slugs(answer: dict[str, Any]) -> list[str]:
    """The slugs of an answer, from the addresses of its documents."""
    return [documents[0]["location"].rstrip("/").split("/")[-1] for documents in answer["items"]]


def evaluate(queries: Iterable[Query], indexes: dict[str, corpus.Index]) -> list[Outcome]:
    """The outcomes of the queries whose right terms are in the indexes."""
    found = []
    for language, index in indexes.items():
        known = set(names(index))
        mine = [q for q in queries if q.language == language and (not q.right or known.issuperset(q.right[:1]))]
        mine = [Query(q.text, language, q.kind, tuple(slug for slug in q.right if slug in known)) for q in mine]
        answers = run(index, [query.text for query in mine])["answers"]
        found += [Outcome(query, slugs(answer)) for query, answer in zip(mine, answers, strict=True)]
    return found


def names(index: corpus.Index) -> list[str]:
    """The slugs of an index."""
    sources = index["terms"]["names"][index["source"]]
    return [slug or documents.default_slug(name) for slug, name in zip(index["terms"]["slug"], sources, strict=True)]


def shares(outcomes: Iterable[Outcome]) -> dict[str, tuple[int, int, int]]:
    """Number, right first, right among three: by kind, and all together."""
    table: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        table[outcome.query.kind].append(outcome)
        table["all"].append(outcome)
    return {
        kind: (len(found), sum(outcome.first for outcome in found), sum(outcome.among_three for outcome in found))
        for kind, found in sorted(table.items(), key=lambda item: (item[0] == "all", item[0]))
    }


def report(title: str, outcomes: Sequence[Outcome], misses: bool) -> None:
    """Print the shares of outcomes, and if asked to every query that did not have a right term first."""
    print(f"{title:<16}{'queries':>8}{'first':>9}{'three':>9}")
    for kind, (number, first, three) in shares(outcomes).items():
        print(f"{kind:<16}{number:>8}{first / number:>9.1%}{three / number:>9.1%}")
    for outcome in outcomes if misses else ():
        if not outcome.first:
            print(outcome.query.line().replace("\t", " · "), "→", " ".join(outcome.found[:4]) or NOTHING)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--half", choices=["tune", "report", "both"], default="both")
    parser.add_argument("--corpus", choices=["published", "planned"], action="append", help="one index only")
    parser.add_argument("--misses", action="store_true", help="print every query that did not have a right term first")
    options = parser.parse_args()
    queries = [query for query in read() if options.half in (query.half, "both")]
    for name in options.corpus or ("published", "planned"):
        index = getattr(corpus, name)
        report(name, evaluate(queries, {language: index(language) for language in ("en", "zh")}), options.misses)


if __name__ == "__main__":
    main()
