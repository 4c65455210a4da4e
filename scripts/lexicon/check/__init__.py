"""Everything known about a glossary before pages are made, and its cache."""

from __future__ import annotations

from lexicon.check.analysis import Analysis, analyse, examining
from lexicon.check.term_cache import TermCache

__all__ = [
    "Analysis",
    "TermCache",
    "analyse",
    "examining",
]
