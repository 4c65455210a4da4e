"""The pinyin table of a search index: readings of characters, and names that are exceptions."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pypinyin import Style, pinyin

from lexicon.languages.pinyin import plain, run_syllables
from lexicon.text import HAN_RUN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True)
class PinyinTable:
    """Characters by usual and by rare reading (with tone marks), and the readings of names that are exceptions."""

    usual: Mapping[str, str]
    rare: Mapping[str, str]
    exceptions: Mapping[str, str]


def build_table(names: Iterable[str], given: Mapping[str, str]) -> PinyinTable:
    """The pinyin table of the Chinese characters in `names`; `given` are the authors' readings by name."""
    spoken = {name: pairs for name in names if (pairs := _spoken(name, given))}
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for pairs in spoken.values():
        for character, syllable in pairs:
            counts[character][syllable] += 1
    usual = {character: _most_frequent(counter) for character, counter in counts.items()}
    exceptions = {
        name: " ".join(syllable for _, syllable in pairs)
        for name, pairs in spoken.items()
        if any(usual[character] != syllable for character, syllable in pairs)
    }
    rare = {character: _rare(character, usual[character]) for character in usual}
    by_reading = _by_reading((character, (reading,)) for character, reading in usual.items())
    return PinyinTable(by_reading, _by_reading(rare.items()), exceptions)


def _spoken(name: str, given: Mapping[str, str]) -> list[tuple[str, str]]:
    """The Chinese characters of a name, each with its syllable in this name."""
    runs = HAN_RUN.findall(name)
    characters = "".join(runs)
    own = [part for part in given.get(name, "").split() if not part.isascii()]
    syllables = own if len(own) == len(characters) else [syllable for run in runs for syllable in run_syllables(run)]
    return list(zip(characters, syllables, strict=True))


def _most_frequent(counter: Counter[str]) -> str:
    return max(sorted(counter), key=lambda syllable: counter[syllable])


def _rare(character: str, usual: str) -> tuple[str, ...]:
    """At most two other readings with different letters, most common first."""
    others = pinyin(character, style=Style.TONE, heteronym=True)[0]
    by_letters = {plain(other): other for other in reversed(others) if plain(other) != plain(usual)}
    return tuple(list(reversed(by_letters.values()))[:2])


def _by_reading(readings: Iterable[tuple[str, Iterable[str]]]) -> dict[str, str]:
    found: defaultdict[str, str] = defaultdict(str)
    for character, syllables in readings:
        for syllable in syllables:
            found[syllable] += character
    return dict(sorted(found.items()))
