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

_IMPORT = re.compile(r'^import (?:\{[^}]*\}|\w+) from "\./([\w-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=const|class|function)", re.MULTILINE)
_COMMENT = re.compile(r"^ *(?:/\*\*.*?\*/|//[^\n]*)\n", re.MULTILINE | re.DOTALL)
_INDENT = re.compile(r"^ +", re.MULTILINE)


def worker_script(web: Path = WEB) -> bytes:
    """The search worker as one script: its modules in the order in which they need each other, without comments.

    A classic script, for Material starts no module workers; in a function, so that it defines nothing globally.
    """
    parts = [_EXPORT.sub("", _IMPORT.sub("", text)) for text in _modules(web / FOLDER, ENTRY, set())]
    script = "".join(_INDENT.sub("", _COMMENT.sub("", part)) for part in parts)
    body = "\n".join(line for line in script.splitlines() if line)
    return f'"use strict";\n(() => {{\n{body}\n}})();\n'.encode()


def _modules(folder: Path, name: str, seen: set[str]) -> Iterator[str]:
    """A module after those that it imports, each once."""
    if name in seen:
        return
    seen.add(name)
    text = (folder / name).read_text("utf-8")
    for match in _IMPORT.finditer(text):
        yield from _modules(folder, match[1], seen)
    yield text


def query(index: bytes, queries: Sequence[str], most: int = 10, web: Path = WEB) -> list[list[dict[str, Any]]]:
    """The results for each query, best first, from the same engine as in the browser. Raises NodeError.

    A result has slug, location, way (how it was found), names, matched, pinyin and excerpt; texts are lists of pieces,
    every second one a match.
    """
    job = {"index": json.loads(index), "queries": list(queries), "most": most}
    results: list[list[dict[str, Any]]] = run_node(web / FOLDER / "query.mjs", job, task="the search", seconds=TIMEOUT)
    return results
