"""Repairs of Markdown: trailing spaces and, in Chinese, spacing and punctuation; formulas and code stay as they are."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from lexicon.languages import Glyph, corrections, line_end, thing, unknown
from lexicon.text import Edit, Kind, Source, apply_edits, parse_markdown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lexicon.text import Piece, Prose

MAX_ROUNDS = 8
_TRAILING_SPACES = re.compile(r"[ \t]+$", re.MULTILINE)
_VERBATIM = (Kind.CODE_BLOCK, Kind.CODE, Kind.MATH, Kind.DISPLAY_MATH, Kind.HTML_BLOCK, Kind.HTML, Kind.BREAK)
_NESTED = (Kind.LINK, Kind.EMPHASIS, Kind.STRONG, Kind.STRIKETHROUGH)
_NOT_PROSE = {Kind.CODE_BLOCK, Kind.HEADING, Kind.IMAGE}
_AS_TYPED = str.maketrans("。“”‘’", ".\"\"''")


def verbatim(text: str, start: int = 0) -> list[tuple[int, int]]:
    """Where formulas, code and the like stand, in which nothing may change."""
    return [(piece.span.start, piece.span.end) for piece in parse_markdown(Source("", text), start).of(*_VERBATIM)]


def without_trailing_spaces(text: str, start: int) -> str:
    """The file without spaces at the ends of lines, except in code, formulas and where they force a line break."""
    if not _TRAILING_SPACES.search(text, start):
        return text
    kept = verbatim(text, start)
    edits = [
        Edit(match.start(), match.end(), "")
        for match in _TRAILING_SPACES.finditer(text, start)
        if not any(first < match.end() and match.start() < last for first, last in kept)
    ]
    return _if_same(text, apply_edits(text, edits), start)


def chinese(text: str, start: int) -> str:
    """The file with the spacing and punctuation of its Chinese prose set right."""
    present = text
    for _ in range(MAX_ROUNDS):
        better = _one_round(present, start)
        if better == present:
            return present
        present = better
    return text


def _one_round(text: str, start: int) -> str:
    prose = parse_markdown(Source("", text), start)
    nests = [(piece.span.start, piece.span.end) for piece in prose.of(*_NESTED)]
    by_run = [corrections(run, _Gap(nests)) for run in _runs(text, prose)]
    together = apply_edits(text, [edit for edits in by_run for edit in edits])
    if together == text or _signature(together, start) == _signature(text, start):
        return together
    # Somewhere a correction would have become markup: make those of every paragraph by themselves.
    for edits in reversed(by_run):
        text = _if_same(text, apply_edits(text, edits), start)
    return text


class _Gap:
    """Where a space between two glyphs goes: outside of emphasis and links, which begin or end between them."""

    def __init__(self, nests: Sequence[tuple[int, int]]) -> None:
        self.nests = nests

    def __call__(self, left: Glyph, right: Glyph) -> int:
        return min(range(left.end, right.start + 1), key=self.depth)

    def depth(self, at: int) -> int:
        return sum(start < at < end for start, end in self.nests)


def _runs(text: str, prose: Prose) -> Iterator[list[Glyph]]:
    """The glyphs of every stretch of prose that reads as one line: a paragraph, an item, a cell of a table."""
    run: list[Glyph] = []
    for piece in prose.pieces:
        if piece.kind in _NESTED:
            continue
        glyphs = None if piece.within & _NOT_PROSE else _glyphs(text, piece)
        new_cell = run and Kind.TABLE in piece.within and "|" in text[run[-1].end : piece.span.start]
        if glyphs is None or new_cell:
            yield run
            run = []
        run += glyphs or []
    yield run


def _glyphs(text: str, piece: Piece) -> list[Glyph] | None:
    """The glyphs of a piece; None for one that stands between two runs."""
    start, end = piece.span.start, piece.span.end
    if piece.kind is Kind.TEXT:
        if piece.value == piece.span.text and not _is_address(text, piece):
            return [_character(text, at) for at in range(start, end)]
        return [unknown(start, end)]
    if piece.kind in (Kind.MATH, Kind.CODE):
        return [thing(start, end)]
    if piece.kind is Kind.SOFT_BREAK:
        return [line_end(start, end)]
    return None


def _is_address(text: str, piece: Piece) -> bool:
    """Whether a text is the address inside `<…>`."""
    return Kind.LINK in piece.within and text[piece.span.start - 1 : piece.span.start] == "<"


def _character(text: str, at: int) -> Glyph:
    """A character; one behind a backslash stays as it is, for only half-width marks can be escaped."""
    return Glyph(text[at], at, at + 1, opaque=text[at - 1 : at] == "\\")


def _if_same(before: str, after: str, start: int) -> str:
    """A repaired file, unless the repair changed more than marks and spaces of the text."""
    return after if before == after or _signature(after, start) == _signature(before, start) else before


def _signature(text: str, start: int) -> list[object]:
    """What a repair must leave alone: all markup, formulas, code and addresses, and the letters of the text."""
    signature: list[object] = []
    letters = ""
    for piece in parse_markdown(Source("", text), start).pieces:
        if piece.kind is Kind.TEXT:
            letters += "".join(unicodedata.normalize("NFKC", piece.value.translate(_AS_TYPED)).split())
            continue
        signature += [letters, (piece.kind, piece.value.rstrip("\n"), piece.target, piece.title, piece.within)]
        letters = ""
    return [*signature, letters]
