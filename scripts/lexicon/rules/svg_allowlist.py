"""What a drawing may hold: an allow-list of SVG that can bring neither script nor style nor a foreign address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMESPACE = "http://www.w3.org/2000/svg"
ELEMENTS = frozenset(
    (
        *("svg", "g", "defs", "clipPath", "path", "rect", "use", "text"),
        *("tspan", "line", "circle", "ellipse", "polygon", "polyline"),
    )
)
ATTRIBUTES = frozenset(
    (
        *("clip-path", "cx", "cy", "d", "dx", "dy", "fill", "fill-opacity", "fill-rule", "font-size", "font-style"),
        *("font-weight", "height", "href", "id", "opacity", "points", "r", "rx", "ry", "stroke", "stroke-dasharray"),
        *("stroke-linecap", "stroke-linejoin", "stroke-opacity", "stroke-width", "text-anchor", "transform", "viewBox"),
        *("width", "x", "x1", "x2", "xmlns", "y", "y1", "y2"),
    )
)
_LINKED = frozenset(("href", "clip-path"))


@dataclass(frozen=True)
class Violation:
    """What a drawing must not hold, and the offset in bytes at which it stands."""

    offset: int
    message: str


class _StopError(Exception):
    """Enough was seen."""


def violations(text: str) -> list[Violation]:
    """Everything in a drawing that is not allowed; empty if it is safe to stand inside a page."""
    found: list[Violation] = []
    parser = expat.ParserCreate()

    def note(message: str) -> None:
        found.append(Violation(parser.CurrentByteIndex, message))

    def element(name: str, attributes: Mapping[str, str]) -> None:
        if name not in ELEMENTS:
            note(f"the element <{name}>")
        for attribute, value in attributes.items():
            if attribute not in ATTRIBUTES:
                note(f"the attribute `{attribute}`")
            elif _is_foreign(attribute, value):
                note(f"the address `{value[:40]}`")

    def declaration(*_: object) -> None:
        note("a document type")
        raise _StopError

    parser.StartElementHandler = element
    parser.StartDoctypeDeclHandler = declaration
    parser.ProcessingInstructionHandler = lambda *_: note("a processing instruction")
    parser.CommentHandler = lambda _: note("a comment")
    try:
        parser.Parse(text.encode(), True)
    except expat.ExpatError as error:
        found.append(Violation(parser.ErrorByteIndex, f"not XML: {expat.errors.messages[error.code]}"))
    except _StopError:
        pass
    finally:
        # They hold the parser, which holds them.
        parser.StartElementHandler = parser.StartDoctypeDeclHandler = None
        parser.ProcessingInstructionHandler = parser.CommentHandler = None
    if not text.lstrip().startswith(f'<svg xmlns="{NAMESPACE}"'):
        found.append(Violation(0, "a beginning other than an `svg` element with its namespace"))
    return found


def _is_foreign(attribute: str, value: str) -> bool:
    """Whether a value leads anywhere but to a part of the same drawing, or could."""
    if attribute == "href":
        return not value.startswith("#")
    lowered = value.lower()
    if "url(" in lowered:
        return attribute not in _LINKED or not lowered.startswith("url(#")
    return attribute != "xmlns" and ":" in value
