"""The word that was probably meant."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice that was probably meant, or None."""
    found = difflib.get_close_matches(word, list(choices), n=1, cutoff=0.65)
    return found[0] if found else None


def same_but_for_case(word: str, choices: Iterable[str]) -> str | None:
    """The one choice that differs from a word in capitals only, or None."""
    found = [choice for choice in choices if choice.casefold() == word.casefold()]
    return found[0] if len(found) == 1 else None


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """A help line naming the nearest choice, or nothing."""
    found = nearest(word, choices)
    return f"did you mean `{found}`?" if found else ""
