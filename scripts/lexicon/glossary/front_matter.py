"""The grammar of front matter: fields between two lines of three hyphens, at the very beginning of a text."""

from __future__ import annotations

import re
from typing import NamedTuple

_OPENING = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^---[ \t]*$", re.MULTILINE)


class FrontMatter(NamedTuple):
    """Offsets: the fields stand from `start` to `end`, where the closing line begins; the prose begins at `body`."""

    start: int
    end: int
    body: int


def opens_front_matter(text: str) -> bool:
    """Whether a text begins with the line that opens front matter."""
    return bool(_OPENING.match(text))


def find_front_matter(text: str) -> FrontMatter | None:
    """The place of the front matter; None for a text that has none, or none that is closed."""
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
    if not opening or not closing:
        return None
    return FrontMatter(opening.end(), closing.start(), text.find("\n", closing.start()) + 1 or len(text))
