"""The OpenSearch description, by which a browser can add the site as a search engine."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lexicon.glossary import Schema

_LONGEST_NAME = 16
"""Maximum number of characters of a ShortName in OpenSearch 1.1."""


def opensearch_description(schema: Schema, language: str, site_url: str) -> bytes:
    """The description of a language as XML in UTF-8; `site_url` ends in a slash."""
    own = schema.language(language)
    home = f"{site_url}{own.root}"
    fields = {
        "ShortName": schema.phrase("site", language)[:_LONGEST_NAME].strip(),
        "Description": schema.phrase("lead", language),
        "Language": own.tag,
        "InputEncoding": "UTF-8",
        "OutputEncoding": "UTF-8",
    }
    lines = [f"  <{name}>{escape(value, quote=False)}</{name}>" for name, value in fields.items()]
    lines.append(f'  <Image width="16" height="16" type="image/svg+xml">{escape(site_url)}assets/favicon.svg</Image>')
    lines.append(f'  <Url type="text/html" method="get" template="{escape(home)}?q={{searchTerms}}"/>')
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">'
    )
    return "\n".join([head, *lines, "</OpenSearchDescription>\n"]).encode()
