"""Results that are kept on disk from one run to the next and may be lost at any time."""

from __future__ import annotations

from lexicon.cache.store import Store

__all__ = [
    "Store",
]
