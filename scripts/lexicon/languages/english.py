"""The locale of English."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lexicon.languages.locale import Locale

if TYPE_CHECKING:
    from collections.abc import Iterator

_SINGULAR_IN_S = ("ss", "as", "us")
_SIBILANTS = ("s", "x", "z", "ch", "sh")
_WORD = re.compile(r"[^\W\d_]+")
_FUNCTION_WORD = re.compile(
    r"(?:an?|the|is|are|was|be|of|or|and|also|called|see|known|as|it|this|that|in|for|to|with)\Z"
)


class English(Locale):
    """English: mentions include regular plurals, and function words are not content words."""

    def inflections(self, name: str) -> Iterator[str]:
        """The name and its regular plural."""
        yield name
        if name[-1:].isalpha() and (not name.endswith("s") or name.endswith(_SINGULAR_IN_S)):
            if name.endswith("y") and name[-2:-1] not in "aeiou":
                yield name[:-1] + "ies"
            else:
                yield name + ("es" if name.endswith(_SIBILANTS) else "s")

    def count_content_words(self, text: str) -> int:
        """The number of words that are not function words."""
        return sum(not _FUNCTION_WORD.match(word) for word in _WORD.findall(text.lower()))
