"""Everything that differs by language."""

from __future__ import annotations

from lexicon.languages.chinese_typography import Glyph, corrections, line_end, thing, unknown
from lexicon.languages.locale import OTHER, Locale, SearchTables, SortKey
from lexicon.languages.registry import locale_of

__all__ = [
    "OTHER",
    "Glyph",
    "Locale",
    "SearchTables",
    "SortKey",
    "corrections",
    "line_end",
    "locale_of",
    "thing",
    "unknown",
]
