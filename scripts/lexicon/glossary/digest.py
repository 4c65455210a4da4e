"""A digest of prose that tells whether a translation still renders its source."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lexicon.glossary.model import Text

LENGTH = 8


def prose_digest(text: Text) -> str:
    """Digest of a text's prose, blind to how its lines are wrapped; front matter does not count."""
    start = text.definition.prose.span.start
    words = " ".join(text.source.text[start:].split())
    return hashlib.sha256(words.encode()).hexdigest()[:LENGTH]


def is_stale(text: Text, source: Text) -> bool:
    """Whether a translation does not say that it renders the present source: it names another one, or none."""
    return text.translates is None or text.translates.value != prose_digest(source)
