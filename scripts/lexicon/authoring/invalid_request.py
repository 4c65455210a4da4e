"""What stops a command before it has changed anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lexicon.text import LexiconError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection


class InvalidRequestError(LexiconError):
    """A request that cannot be met, in one line."""


def require_known(what: str, word: str, known: Collection[str]) -> None:
    """See that a word is one of a few. Raises InvalidRequestError with the nearest one, or with all of them."""
    if word not in known:
        suggestion = did_you_mean(word, known) or "one of " + ", ".join(known)
        raise InvalidRequestError(f"there is no {what} `{word}`: {suggestion}")
