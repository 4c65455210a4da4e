"""The encoding of finished pages in the cache."""

from __future__ import annotations

import json
import zlib

from lexicon.sitecheck import PageFacts

_LEVEL = 1
"""The lowest level of compression: reading the cache has to be faster than rendering."""


def encode_page(html: str, facts: PageFacts) -> bytes:
    """A page and its facts, compressed by zlib: the facts as JSON on the first line, then the HTML."""
    return zlib.compress(f"{json.dumps(vars(facts))}\n{html}".encode(), _LEVEL)


def decode_page(value: bytes) -> tuple[str, PageFacts]:
    """The HTML and facts of a page, from `encode_page`."""
    facts, _, html = zlib.decompress(value).decode().partition("\n")
    return html, PageFacts(**{name: tuple(found) for name, found in json.loads(facts).items()})
