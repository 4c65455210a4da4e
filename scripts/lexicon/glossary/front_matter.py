"""The grammar of front matter: fields between two lines `---` at the beginning of a text."""

from __future__ import annotations

import re
from typing import NamedTuple

_OPENING = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^---[ \t]*$", re.MULTILINE)


class FrontMatter(NamedTuple):
    """Character offsets, 0-based: the fields span `start` to `end` (exclusive); the prose starts at `body`."""

    start: int
    end: int
    body: int


def opens_front_matter(text: str) -> bool:
    """Whether a text starts with the opening line of front matter."""
    return bool(_OPENING.match(text))


def find_front_matter(text: str) -> FrontMatter | None:
    """The offsets of the front matter; None if it is missing or not closed."""
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
    if not opening or not closing:
        return None
    return FrontMatter(opening.end(), closing.start(), text.find("\n", closing.start()) + 1 or len(text))
