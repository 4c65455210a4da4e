"""When two names count as the same."""

from __future__ import annotations

import unicodedata

_IGNORED = {ord(character): None for character in " -‐‑_"}


def name_key(name: str) -> str:
    """What two spellings must share to count as the same name: case, width, spaces and hyphens do not matter."""
    folded = name.casefold() if name.isascii() else unicodedata.normalize("NFKC", name).casefold()
    return folded.translate(_IGNORED)
