"""The registry of figures, and their SVG files in each language."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lexicon.glossary import drawn_id, read_schema

from figures import drawings, svg
from figures.style import Say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.figure import Figure

GLOSSARY = Path(__file__).resolve().parents[2] / "glossary"
Draw = Callable[[Say], "Figure"]


@dataclass(frozen=True)
class Drawing:
    """A figure of a term; `draw` takes a function that chooses labels, and returns a matplotlib figure."""

    slug: str
    name: str
    draw: Draw

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield paths relative to the glossary and SVG contents, one for each language."""
        for language in read_schema(GLOSSARY).languages:
            figure = self.draw(_label_function(language.id))
            name, prefix = f"{self.name}.{language.id}.svg", drawn_id(self.slug, self.name)
            yield f"{self.slug}/{name}", svg.to_svg(figure, prefix)


DRAWINGS: list[Drawing] = []


def figure(slug: str, name: str) -> Callable[[Draw], Draw]:
    """Register a function as the figure `name` of the term `slug`."""

    def declare(draw: Draw) -> Draw:
        DRAWINGS.append(Drawing(slug, name, draw))
        return draw

    return declare


def all_drawings() -> list[Drawing]:
    """Every figure, sorted by term and name."""
    for module in pkgutil.iter_modules(drawings.__path__):
        importlib.import_module(f"{drawings.__name__}.{module.name}")
    return sorted(DRAWINGS, key=lambda drawing: (drawing.slug, drawing.name))


def _label_function(language: str) -> Say:
    """The function that chooses a label in the given language, or in English if it has none."""

    def say(english: str, chinese: str, **others: str) -> str:
        return {"zh": chinese, **others}.get(language, english)

    return say
