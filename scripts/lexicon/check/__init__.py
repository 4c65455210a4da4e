"""Analysis of a glossary before pages are built, and its cache."""

from __future__ import annotations

from lexicon.check.analysis import Analysis, analyse, pending_analysis
from lexicon.check.term_cache import TermCache

__all__ = [
    "Analysis",
    "TermCache",
    "analyse",
    "pending_analysis",
]
