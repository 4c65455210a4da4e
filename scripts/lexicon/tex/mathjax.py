"""Conversion of TeX to SVG and, for screen readers, MathML by MathJax, with a cache on disk."""

from __future__ import annotations

import functools
import hashlib
import json
import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from lexicon.cache import Store
from lexicon.node import SETUP_HINT, WEB, NodeError, run_node

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

PROGRAM = "math/batch.mjs"
CACHE_FILE = "formulas.sqlite"
FORMAT_VERSION = b"1"
"""Format of the cached values; increase it when the format changes."""

SECONDS_TO_START = 60.0
SECONDS_PER_FORMULA = 0.05
"""Timeout of Node per formula, about ten times what it usually needs."""


@dataclass(frozen=True, slots=True)
class Tex:
    """The TeX of a formula as written, without its dollar signs; `display` for display style."""

    source: str
    display: bool


@dataclass(frozen=True, slots=True)
class Rendered:
    """A drawn formula as HTML: one or more `<svg>` elements, and one `<math>` element."""

    svg: str
    mathml: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """An error in a formula; `position` is a 0-based character offset in its TeX, at most its length."""

    message: str
    position: int


class MathRenderer:
    """Draws formulas with MathJax and caches the results in a file in the folder `cache`.

    `web` is the folder with the JavaScript and `node_modules`; `seconds_to_start` is added to Node's timeout.
    """

    def __init__(self, cache: Path, *, web: Path = WEB, seconds_to_start: float = SECONDS_TO_START) -> None:
        self._cache_file = cache / CACHE_FILE
        self._web = web
        self._seconds_to_start = seconds_to_start

    def render(self, formulas: Iterable[Tex]) -> dict[Tex, Rendered | Rejected]:
        """Draw formulas, in one Node process for those not in the cache; the result is in the order of the input.

        Raises NodeError if Node is needed and fails.
        """
        wanted = list(dict.fromkeys(formulas))
        if not wanted:
            return {}
        store = Store(self._cache_file, self._version)
        stored = store.read(map(_key, wanted))
        outcomes = {tex: _decoded(stored[_key(tex)]) for tex in wanted if _key(tex) in stored}
        missing = [tex for tex in wanted if tex not in outcomes]
        if missing:
            drawn = self._draw(missing)
            store.write({_key(tex): _encoded(outcome) for tex, outcome in drawn.items()})
            outcomes |= drawn
        return {tex: outcomes[tex] for tex in wanted}

    @functools.cached_property
    def _version(self) -> bytes:
        """A digest of everything that cached values depend on besides their TeX."""
        modules = sorted((self._web / PROGRAM).parent.glob("*.mjs"))
        program = b"".join(module.read_bytes() for module in modules)
        return hashlib.sha256(FORMAT_VERSION + program + json.dumps(_locked_packages(self._web)).encode()).digest()

    def _draw(self, formulas: Sequence[Tex]) -> dict[Tex, Rendered | Rejected]:
        answer = self._run_node(formulas)
        pinned = _locked_packages(self._web)["mathjax"]["version"]
        if answer["mathjax"] != pinned:
            raise NodeError(f"formulas need MathJax {pinned}, but {answer['mathjax']} is installed: {SETUP_HINT}")
        return dict(zip(formulas, map(_outcome, answer["results"]), strict=True))

    def _run_node(self, formulas: Sequence[Tex]) -> Any:
        """Run `PROGRAM` in Node. Its standard error lists the index of each formula as it is begun."""
        modules = self._web / "node_modules"
        if not (modules / "mathjax").is_dir():
            raise NodeError(f"formulas need MathJax, which is not in {modules}: {SETUP_HINT}")
        return run_node(
            self._web / PROGRAM,
            [{"tex": tex.source, "display": tex.display} for tex in formulas],
            task="drawing formulas",
            seconds=self._seconds_to_start + SECONDS_PER_FORMULA * len(formulas),
            locate=lambda stderr: _last_begun(formulas, stderr),
        )


def _outcome(result: Mapping[str, Any]) -> Rendered | Rejected:
    error = result.get("error")
    return Rejected(error["message"], error["position"]) if error else Rendered(result["svg"], result["mathml"])


def _locked_packages(web: Path) -> dict[str, dict[str, str]]:
    """The entries of `package-lock.json` for the packages that draw formulas."""
    packages = json.loads((web / "package-lock.json").read_text("utf-8"))["packages"]
    return {name: packages[f"node_modules/{name}"] for name in ("mathjax", "@mathjax/mathjax-newcm-font")}


def _last_begun(formulas: Sequence[Tex], stderr: str) -> str:
    """The formula that Node was drawing when it failed, as a suffix for an error message; "" if there is none."""
    indices = re.findall(r"^(\d+)$", stderr, re.MULTILINE)
    return f" at `{' '.join(formulas[int(indices[-1])].source.split())}`" if indices else ""


def _key(tex: Tex) -> bytes:
    return f"{tex.display:d} {tex.source}".encode(errors="surrogatepass")


def _encoded(outcome: Rendered | Rejected) -> bytes:
    return json.dumps(asdict(outcome)).encode()


def _decoded(value: bytes) -> Rendered | Rejected:
    fields = json.loads(value)
    return Rejected(**fields) if "position" in fields else Rendered(**fields)
