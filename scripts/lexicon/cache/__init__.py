"""Results that are kept on disk from one run to the next, may be lost at any time, and are never out of date."""

from __future__ import annotations

from lexicon.cache.environment import surroundings
from lexicon.cache.store import Store

__all__ = [
    "Store",
    "surroundings",
]
