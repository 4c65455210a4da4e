"""Keys by which names are compared."""

from __future__ import annotations

import unicodedata

_IGNORED = {ord(character): None for character in " -‐‑_"}


def name_key(name: str) -> str:
    """A key that is equal for spellings of the same name: case, width, spaces, hyphens and underscores are ignored.

    Names are normalized to NFKC (Unicode Standard Annex 15) and case-folded.
    """
    folded = name.casefold() if name.isascii() else unicodedata.normalize("NFKC", name).casefold()
    return folded.translate(_IGNORED)
