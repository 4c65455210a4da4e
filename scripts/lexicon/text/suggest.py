"""Suggestions for misspelt words."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST = 100
"""The maximum length of a word, in characters, for which suggestions are made: difflib takes quadratic time."""


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice that is most similar to `word` (difflib ratio of at least 0.65), or None."""
    found = difflib.get_close_matches(word, list(choices), n=1, cutoff=0.65) if len(word) <= _LONGEST else ()
    return found[0] if found else None


def match_ignoring_case(word: str, choices: Iterable[str]) -> str | None:
    """The choice that equals `word` except for case; None if there is none or more than one."""
    found = [choice for choice in choices if choice.casefold() == word.casefold()]
    return found[0] if len(found) == 1 else None


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """A help message with the nearest choice, or ""."""
    found = nearest(word, choices)
    return f"did you mean `{found}`?" if found else ""
