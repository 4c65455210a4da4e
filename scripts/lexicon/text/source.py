"""Texts of files and positions in them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Source:
    """A file as it was read: `path` as shown to people, `text` with the line ends it had.

    `slug` is that of the term it belongs to; empty for a file of the glossary as a whole.
    """

    path: str
    text: str
    slug: str = ""

    @cached_property
    def line_starts(self) -> list[int]:
        """Offsets at which lines begin; only LF ends a line, as in every editor that shows the column."""
        starts = [0]
        at = self.text.find("\n")
        while at != -1:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of a character, both counted from 1."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """Text of a line (counted from 1) without its line end."""
        start = self.line_starts[number - 1]
        end = self.line_starts[number] if number < len(self.line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def span(self, start: int, end: int | None = None) -> Span:
        """The characters from `start` up to `end` (one character if not given), kept inside the text."""
        start = max(0, min(start, len(self.text)))
        end = start + 1 if end is None else end
        return Span(self, start, max(start, min(end, len(self.text))))


class Span(NamedTuple):
    """A stretch of characters in a source, by offsets; `end` is exclusive.

    A tuple, as are pieces and links, for a glossary has a hundred of them for each term.
    """

    source: Source
    start: int
    end: int

    def __repr__(self) -> str:
        line, column = self.position
        return f"<{self.source.path}:{line}:{column} {self.text[:30]!r}>"

    @property
    def text(self) -> str:
        """The characters themselves."""
        return self.source.text[self.start : self.end]

    @property
    def position(self) -> tuple[int, int]:
        """Line and column of the first character, counted from 1."""
        return self.source.position(self.start)

    @property
    def order(self) -> tuple[str, int, int]:
        """Key that sorts spans by path and position."""
        return self.source.path, self.start, self.end

    def part(self, start: int, end: int) -> Span:
        """The characters `start` to `end` of this span."""
        return self.source.span(self.start + start, min(self.start + end, self.end))


class Located(NamedTuple, Generic[T]):
    """A value together with the place where somebody wrote it."""

    value: T
    span: Span
