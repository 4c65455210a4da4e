"""Formulas drawn by MathJax: TeX as SVG to see and MathML to hear, each drawn once and kept in a cache."""

from __future__ import annotations

import functools
import hashlib
import json
import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from lexicon.cache import Store
from lexicon.node import HINT, WEB, NodeError, run_node

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

PROGRAM = "math/batch.mjs"
CACHE_FILE = "formulas.sqlite"
FORM = b"1"
"""Of the values in the cache; to be changed with them."""

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
        store = Store(self._cache_file, self._version)
        kept = store.read(map(_key, wanted))
        known = {tex: _decoded(kept[_key(tex)]) for tex in wanted if _key(tex) in kept}
        missing = [tex for tex in wanted if tex not in known]
        if missing:
            drawn = self._draw(missing)
            store.write({_key(tex): _encoded(outcome) for tex, outcome in drawn.items()})
            known |= drawn
        return {tex: known[tex] for tex in wanted}

    @functools.cached_property
    def _version(self) -> bytes:
        """A digest of all that a value in the cache depends on besides its TeX."""
        modules = sorted((self._web / PROGRAM).parent.glob("*.mjs"))
        program = b"".join(module.read_bytes() for module in modules)
        return hashlib.sha256(FORM + program + json.dumps(_locked_packages(self._web)).encode()).digest()

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


def _key(tex: Tex) -> bytes:
    return f"{tex.display:d} {tex.source}".encode(errors="surrogatepass")


def _encoded(outcome: Rendered | Rejected) -> bytes:
    return json.dumps(asdict(outcome)).encode()


def _decoded(value: bytes) -> Rendered | Rejected:
    fields = json.loads(value)
    return Rejected(**fields) if "position" in fields else Rendered(**fields)
