"""The search engine in JavaScript: bundled for the browser, and run in Node."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from lexicon.node import WEB, run_node

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

FOLDER = "search"
ENTRY = "worker.js"
TIMEOUT = 60
"""Seconds after which a search by Node is stopped."""

_IMPORT = re.compile(r'^import (?:\{[^}]*\}|\w+) from "\./([\w-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=const|class|function)", re.MULTILINE)
_COMMENT = re.compile(r"^ *(?:/\*\*.*?\*/|//[^\n]*)\n", re.MULTILINE | re.DOTALL)
_INDENT = re.compile(r"^ +", re.MULTILINE)


def worker_script(web: Path = WEB) -> bytes:
    """The search worker bundled into one script in UTF-8, without comments and indentation.

    It is a classic script, because Material starts no module workers, and wrapped in a function, so that it defines no
    globals.
    """
    parts = [_EXPORT.sub("", _IMPORT.sub("", text)) for text in _modules(web / FOLDER, ENTRY, set())]
    script = "".join(_INDENT.sub("", _COMMENT.sub("", part)) for part in parts)
    body = "\n".join(line for line in script.splitlines() if line)
    return f'"use strict";\n(() => {{\n{body}\n}})();\n'.encode()


def _modules(folder: Path, name: str, seen: set[str]) -> Iterator[str]:
    """The source of a module, preceded by the modules it imports; each module once."""
    if name in seen:
        return
    seen.add(name)
    text = (folder / name).read_text("utf-8")
    for match in _IMPORT.finditer(text):
        yield from _modules(folder, match[1], seen)
    yield text


def query(index: bytes, queries: Sequence[str], most: int = 10, web: Path = WEB) -> list[list[dict[str, Any]]]:
    """The results of each query, at most `most` and the best first, from the browser's engine. Raises NodeError.

    A result has the keys `slug`, `location`, `way` (the kind of match), `names`, `matched`, `pinyin` and `excerpt`.
    Texts are lists of pieces; those at odd indices (from 0) are matches.
    """
    job = {"index": json.loads(index), "queries": list(queries), "most": most}
    results: list[list[dict[str, Any]]] = run_node(web / FOLDER / "query.mjs", job, task="the search", seconds=TIMEOUT)
    return results
