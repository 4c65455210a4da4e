"""Source files, and spans of characters in them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")


@dataclass(frozen=True)
class Source:
    """The decoded text of a file.

    `path` is the path to display. `slug` is the slug of the term that the file belongs to, "" for a file of the
    whole glossary.
    """

    path: str
    text: str
    slug: str = ""

    @cached_property
    def line_starts(self) -> list[int]:
        """The 0-based character offsets of the starts of lines. Only LF ends a line, as in editors."""
        starts = [0]
        at = self.text.find("\n")
        while at != -1:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    def position(self, offset: int) -> tuple[int, int]:
        """The line and the column (in characters) of a 0-based character offset, both 1-based."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a line (1-based) without its line end. Raises IndexError."""
        start = self.line_starts[number - 1]
        end = self.line_starts[number] if number < len(self.line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def run_start(self, offset: int, characters: str) -> int:
        """The start of the longest run of `characters` that ends at `offset`."""
        while offset and self.text[offset - 1] in characters:
            offset -= 1
        return offset

    def span(self, start: int, end: int | None = None) -> Span:
        """The span from `start` to `end` (exclusive, `start` + 1 by default), clamped to the text."""
        start = max(0, min(start, len(self.text)))
        end = start + 1 if end is None else end
        return Span(self, start, max(start, min(end, len(self.text))))


class Span(NamedTuple):
    """A range of characters of a source, by 0-based offsets; `end` is exclusive.

    Spans, Markdown elements and links are named tuples, because a term has hundreds of them.
    """

    source: Source
    start: int
    end: int

    def __repr__(self) -> str:
        line, column = self.position
        return f"<{self.source.path}:{line}:{column} {self.text[:30]!r}>"

    @property
    def text(self) -> str:
        """The text of the span."""
        return self.source.text[self.start : self.end]

    @property
    def position(self) -> tuple[int, int]:
        """The line and the column of the first character, both 1-based."""
        return self.source.position(self.start)

    @property
    def sort_key(self) -> tuple[str, int, int]:
        """A key that sorts spans by path and position."""
        return self.source.path, self.start, self.end

    def part(self, start: int, end: int) -> Span:
        """The subspan from `start` to `end` (exclusive), 0-based offsets within this span."""
        return self.source.span(self.start + start, min(self.start + end, self.end))


class Spanned(NamedTuple, Generic[T]):
    """A value and the span in which it is written."""

    value: T
    span: Span


class SpanIndex:
    """Spans of one source, merged where they overlap, for lookups in logarithmic time."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(spans, key=lambda span: span.start):
            if self._ends and span.start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], span.end)
            elif span.end > span.start:
                self._starts.append(span.start)
                self._ends.append(span.end)

    def overlaps(self, start: int, end: int) -> bool:
        """Whether a span overlaps the range from `start` to `end` (exclusive)."""
        first = bisect_right(self._ends, start)
        return first < len(self._starts) and self._starts[first] < end
