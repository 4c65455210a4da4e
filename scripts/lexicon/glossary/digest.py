"""Digests of prose, by which outdated translations are detected."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lexicon.glossary.model import Text

LENGTH = 8
"""Number of hexadecimal digits of a digest."""


def prose_digest(text: Text) -> str:
    """The SHA-256 digest of a text's prose, truncated to `LENGTH`; white space and front matter are ignored."""
    start = text.definition.prose.span.start
    words = " ".join(text.source.text[start:].split())
    return hashlib.sha256(words.encode()).hexdigest()[:LENGTH]


def is_stale(text: Text, source: Text) -> bool:
    """Whether the digest in a translation's `translates` is missing or is not that of the source text."""
    return text.translates is None or text.translates.value != prose_digest(source)
