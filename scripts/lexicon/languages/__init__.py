"""Language-specific behaviour behind one interface."""

from __future__ import annotations

from lexicon.languages.chinese_typography import PLACEHOLDER, Glyph, corrections
from lexicon.languages.locale import OTHER, Locale, SearchTables, SortKey
from lexicon.languages.registry import locale_of

__all__ = [
    "OTHER",
    "PLACEHOLDER",
    "Glyph",
    "Locale",
    "SearchTables",
    "SortKey",
    "corrections",
    "locale_of",
]
