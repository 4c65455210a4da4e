"""Slugs as people type them: checked, and made from names."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from lexicon.authoring.refusal import Refused
from lexicon.load import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_UNSUITABLE = re.compile(r"[^a-z0-9]+")
_DROPPED = re.compile(r"['’`]")


def require(slugs: Iterable[str], known: Collection[str]) -> None:
    """See that all slugs are known. Raises Refused with the nearest one."""
    for slug in slugs:
        if slug not in known:
            raise Refused(f"there is no term `{slug}`. {did_you_mean(slug, known)}".strip())


def from_name(name: str) -> str:
    """The slug of an English name: `Kullback–Leibler divergence` gives `kullback-leibler-divergence`; may be empty."""
    letters = unicodedata.normalize("NFKD", _DROPPED.sub("", name)).lower()
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _UNSUITABLE.sub("-", plain).strip("-")
