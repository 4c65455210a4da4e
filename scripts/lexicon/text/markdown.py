"""Markdown prose as a flat list of pieces with their places, read by pulldown-cmark.

pulldown-cmark (through pyromark) reports the byte range of everything it finds, also inside a line and for
mathematics; Python-Markdown, which later renders the page, and markdown-it know no columns.
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


class Kind(Enum):
    """What a piece of Markdown is."""

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

    __hash__ = object.__hash__  # there is one of each, and Enum's own looks at the name


VERBATIM = (Kind.CODE_BLOCK, Kind.CODE, Kind.MATH, Kind.DISPLAY_MATH, Kind.HTML_BLOCK, Kind.HTML, Kind.BREAK)
"""What is written as it is meant to the letter, so that nothing in it may be set right."""


class Piece(NamedTuple):
    """A stretch of Markdown.

    `value` is the text, code (also that of a block), TeX or heading text; `target` the address of a link, the
    language of a code block, the level of a heading (h2), the first number of a list or the alignments of a table's
    columns (`None,Center`); `within` the kinds that enclose the piece, `depth` their number.
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
    def inner(self) -> Span:
        """The characters of the value, or of the address of a link; the whole where they are written differently."""
        wanted = self.target if self.kind in (Kind.LINK, Kind.IMAGE) else self.value
        raw = self.span.text
        at = (raw.rfind(wanted) if wanted is self.target else raw.find(wanted)) if wanted else -1
        return self.span.part(at, at + len(wanted)) if at != -1 else self.span


def _begins(piece: Piece) -> int:
    return piece.span.start


@dataclass(frozen=True)
class Prose:
    """A stretch of Markdown and its pieces in reading order."""

    span: Span
    pieces: tuple[Piece, ...]

    def of(self, *kinds: Kind) -> Iterator[Piece]:
        """The pieces of some kinds."""
        return (piece for piece in self.pieces if piece.kind in kinds)

    def part(self, start: int, end: int) -> Prose:
        """What begins between two offsets of the source."""
        first, last = (bisect_left(self.pieces, offset, key=_begins) for offset in (start, end))
        return Prose(self.span.source.span(start, end), self.pieces[first:last])

    @property
    def formulas(self) -> Iterator[Piece]:
        """The formulas, in a line and displayed."""
        return self.of(Kind.MATH, Kind.DISPLAY_MATH)


def parse_markdown(source: Source, start: int, end: int | None = None) -> Prose:
    """Read the Markdown between two offsets of a source."""
    span = source.span(start, len(source.text) if end is None else end)
    events = pyromark.events_with_range(span.text, options=_OPTIONS)
    return Prose(span, tuple(_merge_text(_Reader(span, events).pieces())))


_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


def unclosed_fence(piece: Piece) -> str:
    """The fence of a code block that is never closed, or nothing."""
    opening = _FENCE.match(piece.span.text) if piece.style == "fenced" else None
    last = piece.span.text.rstrip().rpartition("\n")[2].strip(" >")
    closed = opening and last and set(last) == {opening[1][0]} and len(last) >= len(opening[1])
    return opening[1] if opening and not closed else ""


def plain_text(prose: Prose | Iterable[Piece], math: bool = True) -> str:
    """Text without markup, on one line; formulas as TeX in dollars, or left out."""
    words = []
    pieces = prose.pieces if isinstance(prose, Prose) else prose
    last_block_end = -1
    for piece in pieces:
        if piece.kind in (Kind.PARAGRAPH, Kind.ITEM, Kind.HEADING) and piece.span.start > last_block_end:
            words.append("\n")
            last_block_end = piece.span.start
        elif piece.kind in (Kind.TEXT, Kind.CODE):
            words.append(piece.value)
        elif piece.kind in (Kind.SOFT_BREAK, Kind.BREAK):
            words.append(" ")
        elif piece.kind in (Kind.MATH, Kind.DISPLAY_MATH) and math:
            words.append(f"${piece.value.strip()}$")
    return " ".join("".join(words).split())


class MarkdownNode(NamedTuple):
    """A piece with the pieces inside it."""

    piece: Piece
    children: list[MarkdownNode]


def markdown_tree(pieces: Iterable[Piece]) -> list[MarkdownNode]:
    """The pieces as a tree."""
    roots: list[MarkdownNode] = []
    opened: list[MarkdownNode] = []
    for piece in pieces:
        while opened and piece.depth <= opened[-1].piece.depth:
            opened.pop()
        node = MarkdownNode(piece, [])
        (opened[-1].children if opened else roots).append(node)
        opened.append(node)
    return roots


class _Reader:
    """Turns pulldown-cmark's nested events with byte ranges into pieces with character spans."""

    def __init__(self, span: Span, events: Iterable[tuple[Any, Any]]) -> None:
        self.span, self.events = span, events
        self.characters = _CharacterOffsets(span.text)

    def pieces(self) -> Iterator[Piece]:
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
            if kind is not None:
                yield self.piece(kind, data, byte_range, within)._replace(depth=len(outer))
            if starts:
                outer.append(within)
                within = _inside(within, kind) if kind else within

    def piece(self, kind: Kind, data: Any, byte_range: dict[str, int], within: frozenset[Kind]) -> Piece:
        start, end = self.characters.between(byte_range["start"], byte_range["end"])
        span = Span(self.span.source, self.span.start + start, self.span.start + end)
        if kind in (Kind.LINK, Kind.IMAGE):
            return Piece(kind, span, "", data["dest_url"], data["title"], within, data["link_type"])
        if kind is Kind.HEADING:
            return Piece(kind, span, _heading_text(span.text), str(data["level"]), "", within)
        if kind is Kind.CODE_BLOCK:
            fenced = isinstance(data, dict)
            return Piece(kind, span, "", data["Fenced"] if fenced else "", "", within, "fenced" if fenced else "")
        if kind is Kind.LIST:
            return Piece(kind, span, "", "" if data is None else str(data), "", within)
        if kind is Kind.TABLE:
            return Piece(kind, span, "", ",".join(data), "", within)
        return Piece(kind, span, data if isinstance(data, str) else "", "", "", within)


@cache
def _inside(within: frozenset[Kind], kind: Kind) -> frozenset[Kind]:
    """The kinds that enclose what stands in one more; few are ever met, so each is kept once."""
    return within | {kind}


class _CharacterOffsets:
    """Maps ranges of bytes of a text's UTF-8 form to ranges of characters, in the order in which they begin."""

    def __init__(self, text: str) -> None:
        self.ascii = text.isascii()
        self.data = b"" if self.ascii else text.encode()
        self.byte, self.character = 0, 0

    def between(self, start: int, end: int) -> tuple[int, int]:
        if self.ascii:
            return start, end
        self.character += len(self.data[self.byte : start].decode())
        self.byte = start
        return self.character, self.character + len(self.data[start:end].decode())


_KINDS = {kind.value: kind for kind in Kind} | {"Html": Kind.HTML}


def _heading_text(raw: str) -> str:
    return raw.strip().lstrip("#").rstrip("#").strip() if raw.startswith("#") else raw.strip().splitlines()[0]


def _merge_text(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Join text that the parser split at characters that might have begun markup, and give code blocks their text."""
    last: Piece | None = None
    for piece in pieces:
        if last and last.kind is Kind.CODE_BLOCK and Kind.CODE_BLOCK in piece.within:
            last = last._replace(value=last.value + piece.value)
            continue
        if last and last.kind is piece.kind is Kind.TEXT and _joins(last, piece):
            whole = Span(last.span.source, last.span.start, piece.span.end)
            last = last._replace(span=whole, value=last.value + piece.value)
            continue
        if last:
            yield last
        last = piece
    if last:
        yield last


def _joins(left: Piece, right: Piece) -> bool:
    exact = left.span.text == left.value and right.span.text == right.value
    return exact and left.span.end == right.span.start and left.within == right.within
