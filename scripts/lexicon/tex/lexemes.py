r"""The lexical grammar of TeX (`\frac`, `{`, `12`, `x`), and a cursor for parsers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LEXEME = re.compile(r"\\(?:[A-Za-z]+\*?|.)|\d+(?:\.\d+)?|\s+|.", re.DOTALL)
"""A command, a number, white space, or any other single character; the lexemes of a formula cover all of it."""

MAX_DEPTH = 30
"""The maximum nesting depth of groups and arguments that is parsed."""

T = TypeVar("T")


class Cursor(Generic[T]):
    """A position in a sequence of lexemes. Iterating consumes them, so a nested loop continues at the same position."""

    def __init__(self, lexemes: Sequence[T]) -> None:
        self.lexemes = lexemes
        self.at = 0

    def __iter__(self) -> Iterator[T]:
        while self.at < len(self.lexemes):
            self.at += 1
            yield self.lexemes[self.at - 1]

    @property
    def following(self) -> T | None:
        """The next lexeme, without consuming it; None at the end."""
        return self.lexemes[self.at] if self.at < len(self.lexemes) else None
