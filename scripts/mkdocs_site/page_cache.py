"""The form in which finished pages are kept in a cache."""

from __future__ import annotations

import json
import zlib

from lexicon.sitecheck import PageFacts

_LEVEL = 1
"""Of compression: the least, for it has to be faster than making the page."""


def encode_page(html: str, facts: PageFacts) -> bytes:
    """A page and its facts as compressed text: the facts as JSON on the first line, the page after it."""
    return zlib.compress(f"{json.dumps(vars(facts))}\n{html}".encode(), _LEVEL)


def decode_page(value: bytes) -> tuple[str, PageFacts]:
    """A page and its facts."""
    facts, _, html = zlib.decompress(value).decode().partition("\n")
    return html, PageFacts(**{name: tuple(found) for name, found in json.loads(facts).items()})
