"""The registry of locales by language tag."""

from __future__ import annotations

from functools import cache

from lexicon.languages.chinese import Chinese
from lexicon.languages.english import English
from lexicon.languages.locale import Locale

LOCALES = {"en": English, "zh": Chinese}
"""The locales with a module of their own, by the primary subtag of the BCP 47 tag."""


def locale_of(tag: str) -> Locale:
    """The locale for a BCP 47 tag, by its primary subtag; the default `Locale` for languages without a module."""
    return _instance(LOCALES.get(tag.partition("-")[0].lower(), Locale))


@cache
def _instance(kind: type[Locale]) -> Locale:
    return kind()
