"""The sitemap for search engines, with the addresses of every page in all languages."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lexicon.glossary import Schema


def sitemap(pages: Iterable[str], schema: Schema, origin: str) -> str:
    """The sitemap as XML; `origin` is the URL of the site. It has no dates, so that builds are reproducible."""
    others = tuple(language.root for language in schema.languages if language.root)
    addresses = sorted(
        page.removesuffix("index.html") for page in pages if page.endswith("index.html") and not page.startswith(others)
    )
    entries = []
    for page in addresses:
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{language.tag}"'
            f' href="{html.escape(origin + language.root + page)}"/>'
            for language in schema.languages
        )
        entries += [
            f"<url><loc>{html.escape(origin + language.root + page)}</loc>{links}</url>"
            for language in schema.languages
        ]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    return "\n".join([f'{head} xmlns:xhtml="http://www.w3.org/1999/xhtml">', *entries, "</urlset>\n"])
