"""Caches on disk: results that may be lost at any time and are never out of date."""

from __future__ import annotations

from lexicon.cache.environment import environment_fingerprint
from lexicon.cache.store import Store

__all__ = [
    "Store",
    "environment_fingerprint",
]
