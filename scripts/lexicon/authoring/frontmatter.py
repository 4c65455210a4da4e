"""Where the front matter of a text stands."""

from __future__ import annotations

import re

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<fields>.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)


def bounds(text: str) -> tuple[int, int] | None:
    """Offsets at which the fields begin and the closing line begins; None for a text without front matter."""
    match = _FRONT_MATTER.match(text)
    return match.span("fields") if match else None


def body(text: str, end: int) -> int:
    """Where the prose begins: after the line that closes the front matter and begins at `end`."""
    return text.find("\n", end) + 1 or len(text)
