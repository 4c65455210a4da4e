r"""The grammar of TeX's pieces (`\frac`, `{`, `12`, `x`), shared by everything that reads them from left to right."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PIECE = re.compile(r"\\(?:[A-Za-z]+\*?|.)|\d+(?:\.\d+)?|\s+|.", re.DOTALL)
"""A command, a number, white space, or any other character; every character of a formula is in one piece."""

T = TypeVar("T")


class Cursor(Generic[T]):
    """A place in a sequence of pieces. Iterating gives those not yet read, also where one loop reads inside another."""

    def __init__(self, pieces: Sequence[T]) -> None:
        self.pieces = pieces
        self.at = 0

    def __iter__(self) -> Iterator[T]:
        while self.at < len(self.pieces):
            self.at += 1
            yield self.pieces[self.at - 1]

    @property
    def following(self) -> T | None:
        """The next piece, without reading it."""
        return self.pieces[self.at] if self.at < len(self.pieces) else None
