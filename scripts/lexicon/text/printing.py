"""Text of others as it may be printed: nothing of it moves a cursor, hides something or commands a CI runner."""

from __future__ import annotations

import json
import unicodedata

_HIDDEN = frozenset(("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))
"""Categories of characters that do not show or that a terminal obeys; `Cs` stands for bytes that are no text."""
_LOST = "\N{REPLACEMENT CHARACTER}"
# GitHub's runner obeys lines that begin with the one, and lines that hold the other anywhere.
_COMMAND, _OLD_COMMAND = "::", "##["


def visible(text: str) -> str:
    """A text on one line, as it may be printed behind other words."""
    if not text.isprintable():
        text = "".join(" " if c in "\n\t" else _LOST if _is_hidden(c) else c for c in text)
    return text.replace(_OLD_COMMAND, f"#{_LOST}[")


def printable_lines(text: str) -> str:
    """A text of several lines as they may be printed."""
    return "\n".join(begins_no_command(visible(line)) for line in text.split("\n"))


def begins_no_command(line: str) -> str:
    """A line whose first sign is replaced if it would begin a command to a CI runner."""
    return line.replace(":", _LOST, 1) if line.lstrip().startswith(_COMMAND) else line


def _is_hidden(character: str) -> bool:
    return unicodedata.category(character) in _HIDDEN


def printable_json(value: object) -> str:
    """JSON that may be printed: what must not be is written as escapes, and so is the same to who reads it."""
    text = json.dumps(value, ensure_ascii=False, indent=2).replace(_OLD_COMMAND, r"#\u0023[")
    if text.replace("\n", "").isprintable():
        return text
    return "".join(json.dumps(c)[1:-1] if _is_hidden(c) and c != "\n" else c for c in text)
