"""Checking slugs given on the command line, and deriving slugs from names."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from lexicon.authoring.invalid_request import InvalidRequestError
from lexicon.glossary import SLUG, SLUG_HELP, is_reserved_id
from lexicon.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from lexicon.glossary import Glossary

_UNSUITABLE = re.compile(r"[^a-z0-9]+")
_DROPPED = re.compile(r"['’`]")


def require_terms(slugs: Iterable[str], known: Collection[str]) -> None:
    """Raise InvalidRequestError if a slug is unknown, suggesting the nearest known one."""
    for slug in slugs:
        if slug not in known:
            raise InvalidRequestError(f"there is no term `{slug}`. {did_you_mean(slug, known)}".strip())


def slug_errors(glossary: Glossary, slug: str, owner: str | None = None) -> Iterator[str]:
    """Messages about why a slug cannot be used; `owner` is a term that may reuse its own former slug."""
    if not SLUG.match(slug):
        yield f"`{slug}` is not a slug: {SLUG_HELP}"
    if slug in glossary.folders:
        yield f"the term `{slug}` exists already"
    if glossary.slug_redirects.get(slug, owner) != owner:
        yield f"`{slug}` is a former address of the term `{glossary.slug_redirects[slug]}` and leads there for ever"
    if is_reserved_id(slug):
        yield f"`{slug}` is an anchor or a page of the site itself: qualify the slug"
    if slug in {section.id for section in glossary.schema.sections}:
        yield f"`{slug}` is the anchor of a section on every page that has it: qualify the slug"


def slug_from_name(name: str) -> str:
    """The slug of an English name: `Kullback–Leibler divergence` gives `kullback-leibler-divergence`. Can be empty."""
    letters = unicodedata.normalize("NFKD", _DROPPED.sub("", name)).lower()
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _UNSUITABLE.sub("-", plain).strip("-")
