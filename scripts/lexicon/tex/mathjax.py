"""Formulas drawn by MathJax: TeX as SVG to see and MathML to hear, each drawn once and kept in a cache."""

from __future__ import annotations

import functools
import hashlib
import json
import re
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lexicon.node import HINT, WEB, NodeError, run_node

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

PROGRAM = "math/batch.mjs"
CACHE_FILE = "formulas.sqlite"

SECONDS_TO_START = 60.0
SECONDS_PER_FORMULA = 0.05
"""How long Node may take before it is stopped: some ten times what it needs."""


@dataclass(frozen=True, slots=True)
class Tex:
    """A formula as it was written, without its dollar signs."""

    source: str
    display: bool


@dataclass(frozen=True, slots=True)
class Rendered:
    """A formula as HTML takes it: one or more `<svg>`, and one `<math>`."""

    svg: str
    mathml: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """What is wrong with a formula, and where: an index into the characters of its source, or their number."""

    message: str
    position: int


class MathRenderer:
    """Draws formulas with MathJax; what any process drew before comes from a file in the folder `cache`."""

    def __init__(self, cache: Path, *, web: Path = WEB, seconds_to_start: float = SECONDS_TO_START) -> None:
        self._cache_file = cache / CACHE_FILE
        self._web = web
        self._seconds_to_start = seconds_to_start

    def render(self, formulas: Iterable[Tex]) -> dict[Tex, Rendered | Rejected]:
        """Each formula drawn, in the order given; those not in the cache are drawn in one Node process.

        Raises NodeError if that process is needed and fails.
        """
        wanted = list(dict.fromkeys(formulas))
        if not wanted:
            return {}
        cache = _Cache(self._cache_file, self._version)
        known = cache.read(wanted)
        missing = [tex for tex in wanted if tex not in known]
        if missing:
            drawn = self._draw(missing)
            cache.write(drawn)
            known |= drawn
        return {tex: known[tex] for tex in wanted}

    @functools.cached_property
    def _version(self) -> str:
        """A digest of all that the look of a formula depends on besides its TeX."""
        modules = sorted((self._web / PROGRAM).parent.glob("*.mjs"))
        program = b"".join(module.read_bytes() for module in modules)
        return hashlib.sha256(program + json.dumps(_locked_packages(self._web)).encode()).hexdigest()

    def _draw(self, formulas: Sequence[Tex]) -> dict[Tex, Rendered | Rejected]:
        answer = self._run_node(formulas)
        pinned = _locked_packages(self._web)["mathjax"]["version"]
        if answer["mathjax"] != pinned:
            raise NodeError(f"formulas need MathJax {pinned}, but {answer['mathjax']} is installed: {HINT}")
        return dict(zip(formulas, map(_outcome, answer["results"]), strict=True))

    def _run_node(self, formulas: Sequence[Tex]) -> Any:
        """The answer of our program in Node; on standard error it lists the formulas that it has begun."""
        modules = self._web / "node_modules"
        if not (modules / "mathjax").is_dir():
            raise NodeError(f"formulas need MathJax, which is not in {modules}: {HINT}")
        return run_node(
            self._web / PROGRAM,
            [{"tex": tex.source, "display": tex.display} for tex in formulas],
            task="drawing formulas",
            seconds=self._seconds_to_start + SECONDS_PER_FORMULA * len(formulas),
            where=lambda said: _last_begun(formulas, said),
        )


def _outcome(result: Mapping[str, Any]) -> Rendered | Rejected:
    fault = result.get("error")
    return Rejected(fault["message"], fault["position"]) if fault else Rendered(result["svg"], result["mathml"])


def _locked_packages(web: Path) -> dict[str, dict[str, str]]:
    """The npm packages that draw formulas, as they are pinned."""
    packages = json.loads((web / "package-lock.json").read_text("utf-8"))["packages"]
    return {name: packages[f"node_modules/{name}"] for name in ("mathjax", "@mathjax/mathjax-newcm-font")}


def _last_begun(formulas: Sequence[Tex], said: str) -> str:
    """The formula that Node was busy with, as it is added to a message."""
    indices = re.findall(r"^(\d+)$", said, re.MULTILINE)
    return f" at `{' '.join(formulas[int(indices[-1])].source.split())}`" if indices else ""


class _Cache:
    """Drawn formulas in an SQLite file, which may be shared, damaged, read-only or deleted at any time."""

    # Then the file is sound, and only out of reach: work without it.
    _OUT_OF_REACH = frozenset(
        {
            sqlite3.SQLITE_BUSY,
            sqlite3.SQLITE_CANTOPEN,
            sqlite3.SQLITE_FULL,
            sqlite3.SQLITE_IOERR,
            sqlite3.SQLITE_LOCKED,
            sqlite3.SQLITE_PERM,
            sqlite3.SQLITE_READONLY,
        }
    )
    _AT_ONCE = 500
    _TABLE = (
        "CREATE TABLE IF NOT EXISTS formula"
        " (key BLOB PRIMARY KEY, version TEXT, svg TEXT, mathml TEXT, message TEXT, position INTEGER)"
    )

    def __init__(self, file: Path, version: str) -> None:
        self._file = file
        self._version = version

    def read(self, formulas: Sequence[Tex]) -> dict[Tex, Rendered | Rejected]:
        """Those of the formulas that are known."""
        try:
            with closing(self._open()) as database:
                return self._read(database, {self._key(tex): tex for tex in formulas})
        except OSError:
            return {}
        except (sqlite3.Error, TypeError) as error:
            self._discard_if_damaged(error)
            return {}

    def write(self, outcomes: Mapping[Tex, Rendered | Rejected]) -> None:
        """Remember the formulas, and forget those of other versions."""
        rows = [(self._key(tex), self._version, *_columns(outcome)) for tex, outcome in outcomes.items()]
        try:
            with closing(self._open()) as database, database:
                database.execute("DELETE FROM formula WHERE version <> ?", (self._version,))
                database.executemany("INSERT OR REPLACE INTO formula VALUES (?, ?, ?, ?, ?, ?)", rows)
        except OSError:
            return
        except sqlite3.Error as error:
            self._discard_if_damaged(error)

    def _open(self) -> sqlite3.Connection:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(self._file, timeout=30)
        try:
            database.execute(self._TABLE)
        except sqlite3.Error:
            database.close()
            raise
        return database

    def _read(self, database: sqlite3.Connection, wanted: Mapping[bytes, Tex]) -> dict[Tex, Rendered | Rejected]:
        keys = list(wanted)
        known: dict[Tex, Rendered | Rejected] = {}
        for start in range(0, len(keys), self._AT_ONCE):
            some = keys[start : start + self._AT_ONCE]
            marks = ",".join("?" * len(some))
            query = f"SELECT key, svg, mathml, message, position FROM formula WHERE key IN ({marks})"
            for key, *columns in database.execute(query, some):
                known[wanted[key]] = _from_columns(*columns)
        return known

    def _key(self, tex: Tex) -> bytes:
        content = f"{self._version} {tex.display:d} {tex.source}"
        return hashlib.blake2b(content.encode(errors="surrogatepass"), digest_size=16).digest()

    def _discard_if_damaged(self, error: Exception) -> None:
        # The lowest byte is the primary code: https://www.sqlite.org/rescode.html
        if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF in self._OUT_OF_REACH:
            return
        with suppress(OSError):
            self._file.unlink(missing_ok=True)
            self._file.with_name(f"{self._file.name}-journal").unlink(missing_ok=True)


def _columns(outcome: Rendered | Rejected) -> tuple[str | None, str | None, str | None, int | None]:
    if isinstance(outcome, Rejected):
        return None, None, outcome.message, outcome.position
    return outcome.svg, outcome.mathml, None, None


def _from_columns(svg: object, mathml: object, message: object, position: object) -> Rendered | Rejected:
    if isinstance(svg, str) and isinstance(mathml, str):
        return Rendered(svg, mathml)
    if isinstance(message, str) and isinstance(position, int):
        return Rejected(message, position)
    raise TypeError("not a row that was written here")
