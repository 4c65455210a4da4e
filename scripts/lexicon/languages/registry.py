"""Which locale serves a language."""

from __future__ import annotations

from functools import cache

from lexicon.languages.chinese import Chinese
from lexicon.languages.english import English
from lexicon.languages.locale import Locale

LOCALES = {"en": English, "zh": Chinese}
"""The languages with a module of their own, by the primary subtag of their BCP 47 tags."""


def locale_of(tag: str) -> Locale:
    """The locale of a BCP 47 tag: that of its primary subtag, or else one that fits any language."""
    return _made(LOCALES.get(tag.partition("-")[0].lower(), Locale))


@cache
def _made(kind: type[Locale]) -> Locale:
    return kind()
