"""Formulas: TeX into SVG for the eye and MathML for the ear, drawn once and then remembered on disk."""

from __future__ import annotations

import functools
import hashlib
import json
import re
import sqlite3
import subprocess
from contextlib import closing, suppress
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexicon.node import node_program
from lexicon.text import LexiconError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

WEB = Path(__file__).resolve().parents[2] / "web"
PROGRAM = "render-math.mjs"
CACHE_FILE = "formulas.sqlite"
HINT = "run `make setup`"

SECONDS_TO_START = 60.0
SECONDS_PER_FORMULA = 0.05
"""How long Node may take before it is stopped: some ten times what it needs."""

DEPTHS = range(1, 101)
"""How far inline formulas may reach below the line, in tenths of an ex: render-math.mjs rounds up to one of these."""

MATHML_CLASS = "math__speech"


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


class MathJaxError(LexiconError):
    """Formulas cannot be drawn here; the message says in one line why and what to do."""


class MathRenderer:
    """Draws formulas with MathJax; what any process drew before comes from a file in the folder `cache`."""

    def __init__(self, cache: Path, *, web: Path = WEB, seconds_to_start: float = SECONDS_TO_START) -> None:
        self._cache_file = cache / CACHE_FILE
        self._web = web
        self._seconds_to_start = seconds_to_start

    def render(self, formulas: Iterable[Tex]) -> dict[Tex, Rendered | Rejected]:
        """Each formula drawn, in the order given; those not in the cache are drawn in one Node process.

        Raises `MathUnavailable` if that process is needed and fails.
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
        program = (self._web / PROGRAM).read_bytes()
        return hashlib.sha256(program + json.dumps(_locked_packages(self._web)).encode()).hexdigest()

    def _draw(self, formulas: Sequence[Tex]) -> dict[Tex, Rendered | Rejected]:
        answer = self._run_node(formulas)
        pinned = _locked_packages(self._web)["mathjax"]["version"]
        if answer["mathjax"] != pinned:
            raise MathJaxError(f"formulas need MathJax {pinned}, but {answer['mathjax']} is installed: {HINT}")
        return dict(zip(formulas, map(_outcome, answer["results"]), strict=True))

    def _run_node(self, formulas: Sequence[Tex]) -> Any:
        """What our Node program makes of the formulas; it says on standard error which it is busy with."""
        modules = self._web / "node_modules"
        if not (modules / "mathjax").is_dir():
            raise MathJaxError(f"formulas need MathJax, which is not in {modules}: {HINT}")
        jobs = json.dumps([{"tex": tex.source, "display": tex.display} for tex in formulas]).encode()
        seconds = self._seconds_to_start + SECONDS_PER_FORMULA * len(formulas)
        try:
            command = [node_program(), self._web / PROGRAM]
            done = subprocess.run(command, input=jobs, capture_output=True, timeout=seconds)
        except subprocess.TimeoutExpired as error:
            where = _begun(formulas, error.stderr)
            raise MathJaxError(f"drawing formulas took over {seconds:g} s and was stopped{where}") from None
        except OSError as error:
            raise MathJaxError(f"Node does not start ({error}): {HINT}") from error
        if done.returncode:
            where = _begun(formulas, done.stderr)
            raise MathJaxError(f"drawing formulas failed{where}: {_cause(done)}")
        return json.loads(done.stdout)


def _outcome(result: Mapping[str, Any]) -> Rendered | Rejected:
    fault = result.get("error")
    return Rejected(fault["message"], fault["position"]) if fault else Rendered(result["svg"], result["mathml"])


def _locked_packages(web: Path) -> dict[str, dict[str, str]]:
    """The npm packages that draw formulas, as they are pinned."""
    packages = json.loads((web / "package-lock.json").read_text("utf-8"))["packages"]
    return {name: packages[f"node_modules/{name}"] for name in ("mathjax", "@mathjax/mathjax-newcm-font")}


def _begun(formulas: Sequence[Tex], said: bytes | None) -> str:
    """Which formula was the last to be begun."""
    indices = re.findall(rb"^(\d+)$", said or b"", re.MULTILINE)
    return f" at `{' '.join(formulas[int(indices[-1])].source.split())}`" if indices else ""


def _cause(done: subprocess.CompletedProcess[bytes]) -> str:
    """The line in which Node says what it died of."""
    lines = done.stderr.decode(errors="replace").splitlines()
    causes = (line.strip() for line in lines if re.match(r"\s*(\w*Error|FATAL ERROR)\b", line))
    return next(causes, f"Node ended with status {done.returncode}")


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


_ARITHMATEX = re.compile(r'<(span|div) class="arithmatex">\\(?:\((.*?)\\\)|\[(.*?)\\\])</\1>', re.DOTALL)
"""What pymdownx.arithmatex with `generic: true` makes of a formula, its TeX escaped for HTML."""


def stylesheet() -> str:
    """The style of drawn formulas: the same for any formulas, so that it does not depend on which were drawn."""
    depths = "".join(f".va{depth}{{vertical-align:-{depth / 10:g}ex}}" for depth in DEPTHS)
    return f"{_CSS}{depths}\n"


def formulas_in(html: str) -> set[Tex]:
    """The formulas of a page that are still TeX."""
    return {_tex(match) for match in _ARITHMATEX.finditer(html)}


def typeset(html: str, rendered: Mapping[Tex, Rendered]) -> str:
    """The page with its formulas drawn; those that are not among `rendered` stay as they are."""

    def drawn(match: re.Match[str]) -> str:
        tex = _tex(match)
        return markup(tex, rendered[tex]) if tex in rendered else match[0]

    return _ARITHMATEX.sub(drawn, html)


def markup(tex: Tex, rendered: Rendered) -> str:
    """A drawn formula for a page: `data-tex` to copy, the drawing to see, MathML to hear."""
    tag, name = ("div", "math math--display") if tex.display else ("span", "math")
    spoken = f'<span class="{MATHML_CLASS}">{rendered.mathml}</span>'
    return f'<{tag} class="{name}" data-tex="{escape(tex.source)}">{rendered.svg}{spoken}</{tag}>'


def _tex(match: re.Match[str]) -> Tex:
    inline, display = match[2], match[3]
    return Tex(unescape(display if inline is None else inline).strip(), display is not None)


# Themes shrink and stretch every `svg`, hence `.math.math`. Only the outermost may overflow: inner ones cut extensible
# braces to length. An inline formula that cannot be broken shrinks to the column; a displayed one scrolls.
_CSS = f"""\
.math{{position:relative}}
.math.math>svg{{overflow:visible;height:auto;max-width:100%}}
.math--display{{margin:1em 0;padding:.2em 0;overflow:auto hidden}}
.math.math--display>svg{{display:block;max-width:none;margin:0 auto}}
.{MATHML_CLASS}{{position:absolute;top:0;left:0;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);\
white-space:nowrap;-webkit-user-select:none;user-select:none}}
"""
