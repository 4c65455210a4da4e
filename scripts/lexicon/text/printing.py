"""Safe printing of contributed text: it cannot control a terminal, hide anything or give commands to a CI runner."""

from __future__ import annotations

import json
import unicodedata

_HIDDEN = frozenset(("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))
"""Unicode categories of invisible and control characters; `Cs` stands for bytes that could not be decoded."""
_LOST = "\N{REPLACEMENT CHARACTER}"
# GitHub's runner obeys lines that begin with the one, and lines that hold the other anywhere.
_COMMAND, _OLD_COMMAND = "::", "##["


def visible(text: str) -> str:
    """The text on one line, with invisible and control characters replaced by U+FFFD."""
    if not text.isprintable():
        text = "".join(" " if c in "\n\t" else _LOST if _is_hidden(c) else c for c in text)
    return text.replace(_OLD_COMMAND, f"#{_LOST}[")


def printable_lines(text: str) -> str:
    """The text with every line made safe to print."""
    return "\n".join(begins_no_command(visible(line)) for line in text.split("\n"))


def begins_no_command(line: str) -> str:
    """The line, with its first colon replaced if it would begin a workflow command of GitHub."""
    return line.replace(":", _LOST, 1) if line.lstrip().startswith(_COMMAND) else line


def _is_hidden(character: str) -> bool:
    return unicodedata.category(character) in _HIDDEN


def printable_json(value: object) -> str:
    """JSON that is safe to print: the affected characters are written as escapes, so that its content is unchanged."""
    text = json.dumps(value, ensure_ascii=False, indent=2).replace(_OLD_COMMAND, r"#\u0023[")
    if text.replace("\n", "").isprintable():
        return text
    return "".join(json.dumps(c)[1:-1] if _is_hidden(c) and c != "\n" else c for c in text)
