"""Redirects from former addresses of terms."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from lexicon.sitecheck import policy_element

if TYPE_CHECKING:
    from lexicon.glossary import Glossary, Language

ICON = "assets/favicon.svg"


def redirect(glossary: Glossary, language: Language, slug: str) -> str:
    """The HTML page at a former address of the term `slug`, which redirects by a `refresh` meta element."""
    text = glossary.terms[slug].texts[language.id]
    name, target = html.escape(text.name.value), f"../{slug}/"
    icon = "../" * (2 + language.root.count("/")) + ICON  # without an icon element browsers request /favicon.ico
    return (
        f'<!doctype html>\n<html lang="{language.tag}">\n<head>\n<meta charset="utf-8">\n'
        f"{policy_element(())}\n<title>{name}</title>\n"
        f'<meta name="description" content="{name}">\n<meta name="robots" content="noindex">\n'
        f'<meta http-equiv="refresh" content="0; url={target}">\n<link rel="canonical" href="{target}">\n'
        f'<link rel="icon" href="{icon}">\n</head>\n'
        f'<body>\n<p>{html.escape(glossary.schema.phrase("moved", language.id))} <a href="{target}">{name}</a></p>\n'
        "</body>\n</html>\n"
    )
