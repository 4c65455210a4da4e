"""The ids of generated page elements, which slugs must not collide with because slugs are ids too."""

from __future__ import annotations

import re
from enum import Enum


class HeadingId(str, Enum):
    """The ids of the headings of pages that list terms."""

    A_TO_Z = "a-z"
    HOME = "home"
    START = "start"
    TOPIC = "topic"
    TOPICS = "topics"


_RESERVED = frozenset(("index", "words", *(heading.value for heading in HeadingId)))
"""`index` is the page of a folder rather than an id; `words` is used in `docs/overrides/main.html`."""
_RESERVED_SHAPE = re.compile(r"letter-(?:\w{1,3}|other)|_.*")
"""Letters of the A–Z list, and ids of the theme, which begin with underscores."""


def is_reserved_id(name: str) -> bool:
    """Whether a slug, an id or an anchor is used by the site itself."""
    return name in _RESERVED or _RESERVED_SHAPE.fullmatch(name) is not None


def letter_id(letter: str) -> str:
    """The id of a letter in the A–Z list."""
    return f"letter-{letter.lower() if letter.isalpha() else 'other'}"


def formula_id(formula: str) -> str:
    """The id of a formula's card."""
    return f"formula-{formula}"


def figure_id(figure: str) -> str:
    """The id of a figure."""
    return f"figure-{figure}"


def drawn_id(slug: str, figure: str) -> str:
    """The prefix of the ids inside a drawing; a number follows."""
    return f"{slug}-{figure}-"
