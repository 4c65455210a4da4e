"""Parsing of Markdown into a flat list of elements with spans.

The parser is pulldown-cmark (through pyromark), because it reports the byte range of every element, inline elements and
formulas included. Python-Markdown, which renders the pages, and markdown-it do not report columns.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import pyromark

from lexicon.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lexicon.text.source import Source

_OPTIONS = (
    pyromark.Options.ENABLE_MATH
    | pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_FOOTNOTES
)


MAX_NESTING = 40
"""The maximum nesting depth that is read; rules forbid deeper nesting long before."""


class Kind(Enum):
    """The kind of a Markdown element; the values are pulldown-cmark's names."""

    PARAGRAPH = "Paragraph"
    HEADING = "Heading"
    QUOTE = "BlockQuote"
    LIST = "List"
    ITEM = "Item"
    TABLE = "Table"
    TABLE_HEAD = "TableHead"
    TABLE_ROW = "TableRow"
    TABLE_CELL = "TableCell"
    CODE_BLOCK = "CodeBlock"
    HTML_BLOCK = "HtmlBlock"
    RULE = "Rule"
    FOOTNOTE = "FootnoteDefinition"
    TEXT = "Text"
    CODE = "Code"
    MATH = "InlineMath"
    DISPLAY_MATH = "DisplayMath"
    LINK = "Link"
    IMAGE = "Image"
    EMPHASIS = "Emphasis"
    STRONG = "Strong"
    STRIKETHROUGH = "Strikethrough"
    HTML = "InlineHtml"
    FOOTNOTE_MARK = "FootnoteReference"
    BREAK = "HardBreak"
    SOFT_BREAK = "SoftBreak"

    __hash__ = object.__hash__  # faster than Enum's, which hashes the name


VERBATIM = (Kind.CODE_BLOCK, Kind.CODE, Kind.MATH, Kind.DISPLAY_MATH, Kind.HTML_BLOCK, Kind.HTML, Kind.BREAK)
"""Kinds whose text is literal, so that no rule may correct it."""


class MarkdownElement(NamedTuple):
    """A block or inline element of Markdown and its span.

    `value` is the text, the code, the TeX or the text of a heading. `target` depends on the kind: the address of a
    link or image, the language of a code block, the level of a heading (`H2`), the first number of an ordered list, or
    the alignments of the columns of a table (`None,Center`). `title` is that of a link or image. `style` is
    pulldown-cmark's type of a link or image, and `fenced` for a fenced code block. `within` is the set of kinds of the
    enclosing elements, and `depth` the number of enclosing elements.
    """

    kind: Kind
    span: Span
    value: str = ""
    target: str = ""
    title: str = ""
    within: frozenset[Kind] = frozenset()
    style: str = ""
    depth: int = 0

    @property
    def value_span(self) -> Span:
        """The span of `value`, or of `target` for links and images; the whole span if the source escapes it."""
        wanted = self.target if self.kind in (Kind.LINK, Kind.IMAGE) else self.value
        raw = self.span.text
        at = (raw.rfind(wanted) if wanted is self.target else raw.find(wanted)) if wanted else -1
        return self.span.part(at, at + len(wanted)) if at != -1 else self.span


def _start(element: MarkdownElement) -> int:
    return element.span.start


@dataclass(frozen=True)
class Prose:
    """A span of Markdown and its elements in document order, parents before their children."""

    span: Span
    elements: tuple[MarkdownElement, ...]

    def of(self, *kinds: Kind) -> Iterator[MarkdownElement]:
        """The elements of the given kinds."""
        return (element for element in self.elements if element.kind in kinds)

    def part(self, start: int, end: int) -> Prose:
        """The elements that start in the range of source offsets `start` (inclusive) to `end` (exclusive)."""
        first, last = (bisect_left(self.elements, offset, key=_start) for offset in (start, end))
        return Prose(self.span.source.span(start, end), self.elements[first:last])

    @property
    def formulas(self) -> Iterator[MarkdownElement]:
        """The inline and display formulas."""
        return self.of(Kind.MATH, Kind.DISPLAY_MATH)


def parse_markdown(source: Source, start: int, end: int | None = None) -> Prose:
    """Parse the Markdown between two character offsets of a source; `end` defaults to the end of the text."""
    span = source.span(start, len(source.text) if end is None else end)
    events = pyromark.events_with_range(span.text, options=_OPTIONS)
    return Prose(span, tuple(_merge_text(_Reader(span, events).elements())))


_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


def unclosed_fence(element: MarkdownElement) -> str:
    """The opening fence of a fenced code block without a closing fence; "" for other elements."""
    opening = _FENCE.match(element.span.text) if element.style == "fenced" else None
    last = element.span.text.rstrip().rpartition("\n")[2].strip(" >")
    closed = opening and last and set(last) == {opening[1][0]} and len(last) >= len(opening[1])
    return opening[1] if opening and not closed else ""


def plain_text(prose: Prose | Iterable[MarkdownElement], math: bool = True) -> str:
    """The text without markup, on one line; formulas become `$TeX$` if `math`, else they are omitted."""
    words = []
    elements = prose.elements if isinstance(prose, Prose) else prose
    last_block_end = -1
    for element in elements:
        if element.kind in (Kind.PARAGRAPH, Kind.ITEM, Kind.HEADING) and element.span.start > last_block_end:
            words.append("\n")
            last_block_end = element.span.start
        elif element.kind in (Kind.TEXT, Kind.CODE):
            words.append(element.value)
        elif element.kind in (Kind.SOFT_BREAK, Kind.BREAK):
            words.append(" ")
        elif element.kind in (Kind.MATH, Kind.DISPLAY_MATH) and math:
            words.append(f"${element.value.strip()}$")
    return " ".join("".join(words).split())


class MarkdownNode(NamedTuple):
    """An element and its children."""

    element: MarkdownElement
    children: list[MarkdownNode]


def markdown_tree(elements: Iterable[MarkdownElement]) -> list[MarkdownNode]:
    """Convert a flat list of elements to trees, and return their roots."""
    roots: list[MarkdownNode] = []
    opened: list[MarkdownNode] = []
    for element in elements:
        while opened and element.depth <= opened[-1].element.depth:
            opened.pop()
        node = MarkdownNode(element, [])
        (opened[-1].children if opened else roots).append(node)
        opened.append(node)
    return roots


class _Reader:
    """Converts pulldown-cmark's nested events with byte ranges to elements with character spans."""

    def __init__(self, span: Span, events: Iterable[tuple[Any, Any]]) -> None:
        self.span, self.events = span, events
        self.characters = _CharacterOffsets(span.text)

    def elements(self) -> Iterator[MarkdownElement]:
        """Yield the elements in document order."""
        outer: list[frozenset[Kind]] = []
        within: frozenset[Kind] = frozenset()
        for event, byte_range in self.events:
            name, data = next(iter(event.items())) if isinstance(event, dict) else (event, None)
            if name == "End":
                within = outer.pop()
                continue
            starts = name == "Start"
            if starts:
                name, data = next(iter(data.items())) if isinstance(data, dict) else (data, None)
            kind = _KINDS.get(name)
            if kind is not None and len(outer) < MAX_NESTING:
                yield self.element(kind, data, byte_range, within)._replace(depth=len(outer))
            if starts:
                outer.append(within)
                within = _inside(within, kind) if kind else within

    def element(self, kind: Kind, data: Any, byte_range: dict[str, int], within: frozenset[Kind]) -> MarkdownElement:
        """Convert an event."""
        start, end = self.characters.between(byte_range["start"], byte_range["end"])
        span = Span(self.span.source, self.span.start + start, self.span.start + end)
        if kind in (Kind.LINK, Kind.IMAGE):
            return MarkdownElement(kind, span, "", data["dest_url"], data["title"], within, data["link_type"])
        if kind is Kind.HEADING:
            return MarkdownElement(kind, span, _heading_text(span.text), str(data["level"]), "", within)
        if kind is Kind.CODE_BLOCK:
            fenced = isinstance(data, dict)
            return MarkdownElement(
                kind, span, "", data["Fenced"] if fenced else "", "", within, "fenced" if fenced else ""
            )
        if kind is Kind.LIST:
            return MarkdownElement(kind, span, "", "" if data is None else str(data), "", within)
        if kind is Kind.TABLE:
            return MarkdownElement(kind, span, "", ",".join(data), "", within)
        return MarkdownElement(kind, span, data if isinstance(data, str) else "", "", "", within)


@cache
def _inside(within: frozenset[Kind], kind: Kind) -> frozenset[Kind]:
    """Return `within` and one more kind. Cached, because few combinations occur."""
    return within | {kind}


class _CharacterOffsets:
    """Converts byte ranges of the UTF-8 encoding to character ranges; calls must be ordered by `start`."""

    def __init__(self, text: str) -> None:
        self.ascii = text.isascii()
        self.data = b"" if self.ascii else text.encode()
        self.byte, self.character = 0, 0

    def between(self, start: int, end: int) -> tuple[int, int]:
        """Convert a byte range to a character range; both are 0-based with an exclusive end."""
        if self.ascii:
            return start, end
        self.character += len(self.data[self.byte : start].decode())
        self.byte = start
        return self.character, self.character + len(self.data[start:end].decode())


_KINDS = {kind.value: kind for kind in Kind} | {"Html": Kind.HTML}


def _heading_text(raw: str) -> str:
    return raw.strip().lstrip("#").rstrip("#").strip() if raw.startswith("#") else raw.strip().splitlines()[0]


def _merge_text(elements: Iterable[MarkdownElement]) -> Iterator[MarkdownElement]:
    """Join adjacent text elements, which the parser splits at possible markup, and move code into its code block."""
    run: list[MarkdownElement] = []
    for element in elements:
        if run and not _continues(run, element):
            yield _joined(run)
            run = []
        run.append(element)
    if run:
        yield _joined(run)


def _continues(run: list[MarkdownElement], element: MarkdownElement) -> bool:
    """Whether an element continues the code block or the text of a run."""
    if run[0].kind is Kind.CODE_BLOCK:
        return Kind.CODE_BLOCK in element.within
    left = run[-1]
    if left.kind is not Kind.TEXT or element.kind is not Kind.TEXT or left.within != element.within:
        return False
    return left.span.end == element.span.start and left.span.text == left.value and element.span.text == element.value


def _joined(run: list[MarkdownElement]) -> MarkdownElement:
    if len(run) == 1:
        return run[0]
    first, value = run[0], "".join(element.value for element in run)
    end = first.span.end if first.kind is Kind.CODE_BLOCK else run[-1].span.end
    return first._replace(span=Span(first.span.source, first.span.start, end), value=value)
