"""What stops a command before it has changed anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lexicon.text import LexiconError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection


class RefusedError(LexiconError):
    """A request that cannot be met, in one line."""


def require(what: str, word: str, known: Collection[str]) -> None:
    """See that a word is one of a few. Raises Refused with the nearest one, or with all of them."""
    if word not in known:
        raise RefusedError(f"there is no {what} `{word}`: {did_you_mean(word, known) or 'one of ' + ', '.join(known)}")
