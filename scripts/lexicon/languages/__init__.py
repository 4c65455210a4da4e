"""Everything that differs by language."""

from __future__ import annotations

from lexicon.languages.chinese_typography import Glyph
from lexicon.languages.pinyin import aloud, has_han, plain, syllables

__all__ = [
    "Glyph",
    "aloud",
    "has_han",
    "plain",
    "syllables",
]
