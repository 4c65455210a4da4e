"""The subset of SVG allowed in drawings: no scripts, no styles, no references to other files.

A drawing stands inside a page, where it is read as HTML, and is checked here as XML. Its text therefore keeps to what
both read alike: tags with values in double quotes on one line, and the five entities of XML.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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
_REFERRING = ("href", "clip-path")
MAX_DEPTH = 16
"""The maximum nesting depth of elements."""
MAX_DRAWN = 10_000
"""The maximum number of elements after all references are expanded."""
_TEXT = r"(?:[^<>&]|&(?:amp|lt|gt|quot|apos);)"
_VALUE = r'"(?:[^<>&"\n\t]|&(?:amp|lt|gt|quot|apos);)*"'
_PLAIN = re.compile(rf"{_TEXT}+|</[A-Za-z]+>|<[A-Za-z]+(?:\s+[A-Za-z0-9-]+={_VALUE})*\s*/?>")
_PAINT = re.compile(r"none|currentColor|var\(--[a-z-]+\)|#[0-9a-fA-F]{3,8}")
_LENGTHS = re.compile(r"[\w\s.,()%+-]*")
_VALUES: Mapping[str, re.Pattern[str]] = {
    "fill": _PAINT,
    "stroke": _PAINT,
    "href": re.compile(r"#[\w.-]+"),
    "clip-path": re.compile(r"url\(#[\w.-]+\)"),
    "id": re.compile(r"[a-z0-9-]+"),
    "xmlns": re.compile(re.escape(NAMESPACE)),
}
"""Patterns of attribute values; all other attributes hold numbers, lengths and keywords."""


@dataclass(frozen=True)
class Violation:
    """A construct that is not allowed, and its offset in bytes."""

    offset: int
    message: str


@dataclass
class _Element:
    """An element and its children; `refers` maps `href` and `clip-path` to the ids they refer to."""

    name: str
    offset: int
    id: str
    refers: Mapping[str, str]
    children: list[_Element] = field(default_factory=list)

    def all(self) -> Iterator[_Element]:
        yield self
        for child in self.children:
            yield from child.all()


class _StopError(Exception):
    """Ends the parsing of a drawing early."""


def violations(text: str, prefix: str) -> list[Violation]:
    """The violations in a drawing; empty if it is safe to embed in a page.

    Ids must be `prefix` and a number.
    """
    reader = _Reader()
    reader.read(text)
    found = reader.found
    if not text.lstrip().startswith(f'<svg xmlns="{NAMESPACE}"'):
        found.append(Violation(0, "a beginning other than an `svg` element with its namespace"))
    if not found and (odd := _odd_place(text)) is not None:
        shown = text[odd : odd + 30].partition("\n")[0]
        message = f"`{shown}`, which HTML may read otherwise than XML,"
        found.append(Violation(len(text[:odd].encode()), message))
    if not found and reader.root:
        found += _id_violations(reader.root, prefix)
    return found


def _odd_place(text: str) -> int | None:
    """The offset of the first text that HTML may parse differently from XML, or None."""
    at, end = 0, len(text)
    while at < end:
        match = _PLAIN.match(text, at)
        if match is None:
            return at
        at = match.end()
    return None


class _Reader:
    """Builds the tree of a drawing and collects the violations of single elements."""

    def __init__(self) -> None:
        self.found: list[Violation] = []
        self.root: _Element | None = None
        self._open: list[_Element] = []

    def read(self, text: str) -> None:
        parser = self._parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.StartDoctypeDeclHandler = lambda *_: self._stop("a document type")
        parser.StartCdataSectionHandler = lambda: self._stop("a CDATA section")
        parser.ProcessingInstructionHandler = lambda *_: self._stop("a processing instruction")
        parser.CommentHandler = lambda _: self._stop("a comment")
        try:
            parser.Parse(text.encode(), True)
        except expat.ExpatError as error:
            self.found.append(Violation(parser.ErrorByteIndex, f"not XML: {expat.errors.messages[error.code]}"))
        except _StopError:
            pass
        finally:
            # They hold the parser, which holds them.
            parser.StartElementHandler = parser.EndElementHandler = parser.StartDoctypeDeclHandler = None
            parser.StartCdataSectionHandler = parser.ProcessingInstructionHandler = parser.CommentHandler = None

    def _note(self, message: str) -> None:
        self.found.append(Violation(self._parser.CurrentByteIndex, message))

    def _stop(self, message: str) -> None:
        self._note(message)
        raise _StopError

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        if len(self._open) >= MAX_DEPTH:
            self._stop(f"more than {MAX_DEPTH} elements inside each other")
        if name not in ELEMENTS or (name == "svg" and self._open):
            self._note(f"the element <{name}>")
        for attribute, value in attributes.items():
            self._attribute(name, attribute, value)
        refers = {key: attributes[key].partition("#")[2].rstrip(")") for key in _REFERRING if key in attributes}
        element = _Element(name, self._parser.CurrentByteIndex, attributes.get("id", ""), refers)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)

    def _attribute(self, element: str, name: str, value: str) -> None:
        belongs = {"href": "use", "xmlns": "svg"}.get(name, element) == element
        if name not in ATTRIBUTES or not belongs:
            self._note(f"the attribute `{name}` of <{element}>")
        elif not _VALUES.get(name, _LENGTHS).fullmatch(value):
            self._note(f"the value `{value[:40]}` of `{name}`")

    def _end(self, _: str) -> None:
        self._open.pop()


def _id_violations(root: _Element, prefix: str) -> Iterator[Violation]:
    """Yield the violations of ids and references; elements are counted only if there are none."""
    by_id: dict[str, _Element] = {}
    good = True
    for element in root.all():
        if element.id and not re.fullmatch(re.escape(prefix) + r"\d+", element.id):
            good = False
            yield Violation(element.offset, f"an id other than `{prefix}` and a number")
        if element.id and by_id.setdefault(element.id, element) is not element:
            good = False
            yield Violation(element.offset, f"the id `{element.id}` a second time")
    referring = {"href": _ids_around(by_id, "href"), "clip-path": _ids_around(by_id, *_REFERRING)}
    for element in root.all():
        for attribute, target in element.refers.items():
            if message := _reference_flaw(attribute, target, by_id, referring[attribute]):
                good = False
                yield Violation(element.offset, message)
    if good and (drawn := _drawn(root, by_id, {})) > MAX_DRAWN:
        yield Violation(0, f"{drawn:,} elements, counted as often as they are drawn ({MAX_DRAWN:,} are allowed),")


def _ids_around(by_id: Mapping[str, _Element], *attributes: str) -> frozenset[str]:
    """The ids of elements that contain a reference by one of the attributes."""
    return frozenset(
        name for name, element in by_id.items() if any(part.refers.keys() & set(attributes) for part in element.all())
    )


def _reference_flaw(attribute: str, target: str, by_id: Mapping[str, _Element], referring: frozenset[str]) -> str:
    if target not in by_id:
        return f"a reference to `#{target}`, which is not in it,"
    if attribute == "clip-path" and by_id[target].name != "clipPath":
        return f"a `clip-path` that is no <clipPath>: `#{target}`"
    return f"a reference to `#{target}`, which refers to others itself," if target in referring else ""


def _drawn(element: _Element, by_id: Mapping[str, _Element], known: dict[str, int]) -> int:
    """The number of elements drawn for one; `known` caches it by id. References must not lead to further references."""
    count = 1 + sum(_drawn(child, by_id, known) for child in element.children)
    for target in element.refers.values():
        if target not in known:
            known[target] = _drawn(by_id[target], by_id, known)
        count += known[target]
    return count
