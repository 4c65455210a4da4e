"""Traditional characters, and words of Taiwan and Hong Kong, for the simplified ones that an index uses."""

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
    """The characters that may be typed for others of `text`, and those others, as two strings of the same length."""
    used = set(text)
    pairs = [(old, new) for old, new in _simplified().items() if new in used and old not in used]
    return "".join(old for old, _ in pairs), "".join(new for _, new in pairs)


def regional(names: Iterable[str], texts: str) -> list[tuple[str, str]]:
    """Words of Taiwan and Hong Kong in simplified characters (网路), and what they are here (网络), longest first.

    Every Chinese name can be typed in the words of either region: by its words, or where these would make another name
    of it, as a whole. Only such words as occur neither in names nor in `texts` are replaced.
    """
    pairs: dict[str, str] = {}
    words = _words([name for name in names if not name.isascii()])
    for configuration in ("s2twp", "s2hkp"):
        for word, other in zip(words, _each(words, configuration, "t2s"), strict=True):
            if other != word and len(other) > 1 and other not in texts:
                pairs.setdefault(other, word)
    return list(_needed(sorted(pairs.items(), key=lambda pair: (len(pair[0]), pair))))[::-1]


def _words(names: Sequence[str]) -> list[str]:
    """The words of names and the words within these, the most frequent first; then the names that are all Chinese."""
    counts = Counter(word for name in names for word in rjieba.cut_for_search(name, False) if len(word) > 1)
    whole = sorted({name for name in names if _HAN.fullmatch(name)} - counts.keys())
    return [*sorted(counts, key=lambda word: (-counts[word], word)), *whole]


def _needed(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The pairs, shortest first, that do not follow from shorter ones."""
    kept: list[tuple[str, str]] = []
    for other, word in pairs:
        made = other
        for short, long in kept:
            made = made.replace(short, long)
        if made != word:
            kept.append((other, word))
            yield other, word


def _each(words: Sequence[str], *configurations: str) -> list[str]:
    """Words in other characters: a line for each, so that none is read together with its neighbours."""
    text = "".join(f"{word}\n" for word in words)
    for configuration in configurations:
        text = str(_converter(configuration).convert(text))
    return text.split("\n")[:-1]


@cache
def _converter(configuration: str) -> OpenCC:
    """Kept, for it takes longer to read its dictionaries than to convert all words of a glossary."""
    return OpenCC(configuration)


@cache
def _simplified() -> dict[str, str]:
    """Every character that has another simplified form; those of Taiwan and Hong Kong included."""
    found: dict[str, str] = {}
    characters = [chr(code) for code in range(_FIRST, _LAST + 1)]
    for configuration in ("t2s", "tw2s", "hk2s"):
        for old, new in zip(characters, _each(characters, configuration), strict=True):
            if old != new and len(new) == 1:
                found.setdefault(old, new)
    return found
