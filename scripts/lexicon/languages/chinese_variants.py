"""Mappings from traditional characters, and from words of Taiwan and Hong Kong, to the simplified forms in an index.

The conversions are those of OpenCC (https://github.com/BYVoid/OpenCC).
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import rjieba
from opencc import OpenCC

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_FIRST, _LAST = 0x3400, 0x9FFF
_HAN = re.compile(r"[\u3400-\u9fff]+")


def traditional(text: str) -> tuple[str, str]:
    """The traditional variants of the characters in `text` and their simplified forms, as strings of equal length."""
    used = set(text)
    pairs = [(old, new) for old, new in _simplified().items() if new in used and old not in used]
    return "".join(old for old, _ in pairs), "".join(new for _, new in pairs)


def regional(names: Iterable[str], texts: str) -> list[tuple[str, str]]:
    """Pairs of a regional word in simplified characters (网路) and the mainland word (网络), longest first.

    The pairs convert every Chinese name from the words of Taiwan and of Hong Kong. A regional word is left out if it
    occurs in `texts`, because then it is a mainland word as well.
    """
    pairs: dict[str, str] = {}
    words = _words([name for name in names if not name.isascii() and "\n" not in name])
    for configuration in ("s2twp", "s2hkp"):
        for word, other in zip(words, _convert(words, configuration, "t2s"), strict=True):
            if other != word and len(other) > 1 and other not in texts:
                pairs.setdefault(other, word)
    return list(_needed(sorted(pairs.items(), key=lambda pair: (len(pair[0]), pair))))[::-1]


def _words(names: Sequence[str]) -> list[str]:
    """The words of names and their parts, most frequent first; then the names that consist of Chinese only."""
    counts = Counter(word for name in names for word in rjieba.cut_for_search(name, False) if len(word) > 1)
    whole = sorted({name for name in names if _HAN.fullmatch(name)} - counts.keys())
    return [*sorted(counts, key=lambda word: (-counts[word], word)), *whole]


def _needed(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The pairs, given shortest first, that do not follow from shorter ones."""
    kept: list[tuple[str, str]] = []
    for other, word in pairs:
        made = other
        for short, long in kept:
            made = made.replace(short, long)
        if made != word:
            kept.append((other, word))
            yield other, word


def _convert(words: Sequence[str], *configurations: str) -> list[str]:
    """Convert words by OpenCC configurations, one word per line so that each is converted without context."""
    text = "".join(f"{word}\n" for word in words)
    for configuration in configurations:
        text = str(_converter(configuration).convert(text))
    return text.split("\n")[:-1]


@cache
def _converter(configuration: str) -> OpenCC:
    """A converter by the name of its configuration. Cached, because loading the dictionaries is slow."""
    return OpenCC(configuration)


@cache
def _simplified() -> dict[str, str]:
    """The simplified form of every character that has a different one, variants of Taiwan and Hong Kong included."""
    found: dict[str, str] = {}
    characters = [chr(code) for code in range(_FIRST, _LAST + 1)]
    for configuration in ("t2s", "tw2s", "hk2s"):
        for old, new in zip(characters, _convert(characters, configuration), strict=True):
            if old != new and len(new) == 1:
                found.setdefault(old, new)
    return found
