"""The error of a command that refuses a request before changing anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lexicon.text import LexiconError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection


class InvalidRequestError(LexiconError):
    """A request that cannot be fulfilled; the message is one line."""


def require_known(what: str, word: str, known: Collection[str]) -> None:
    """Raise InvalidRequestError if a word is unknown, suggesting the nearest known one or listing all."""
    if word not in known:
        suggestion = did_you_mean(word, known) or "one of " + ", ".join(known)
        raise InvalidRequestError(f"there is no {what} `{word}`: {suggestion}")
