"""How the characters of an index are read: one table of readings, and the names that are read otherwise."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pypinyin import Style, pinyin

from lexicon.han import HAN_RUN
from lexicon.readings import aloud, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True)
class Sounds:
    """Characters by their usual and their further readings (with tone marks), and whole names that differ."""

    usual: Mapping[str, str]
    rare: Mapping[str, str]
    exceptions: Mapping[str, str]


def table(names: Iterable[str], given: Mapping[str, str]) -> Sounds:
    """The readings of all Chinese characters in some names; `given` are those of whole names by their authors."""
    spoken = {name: spoken for name in names if (spoken := _spoken(name, given))}
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name, syllables in spoken.items():
        for character, syllable in zip(_han(name), syllables, strict=True):
            counts[character][syllable] += 1
    usual = {character: _most_frequent(counter) for character, counter in counts.items()}
    exceptions = {
        name: " ".join(syllables)
        for name, syllables in spoken.items()
        if syllables != [usual[character] for character in _han(name)]
    }
    rare = {character: _rare(character, usual[character]) for character in usual}
    by_reading = _by_reading((character, (reading,)) for character, reading in usual.items())
    return Sounds(by_reading, _by_reading(rare.items()), exceptions)


def _spoken(name: str, given: Mapping[str, str]) -> list[str]:
    """The syllables of the Chinese characters of a name."""
    characters = _han(name)
    own = [part for part in given.get(name, "").split() if not part.isascii()]
    if characters and len(own) == len(characters):
        return own
    return [syllable for run in HAN_RUN.findall(name) for syllable in aloud(run)]


def _han(name: str) -> list[str]:
    return [character for run in HAN_RUN.findall(name) for character in run]


def _most_frequent(counter: Counter[str]) -> str:
    return max(sorted(counter), key=lambda syllable: counter[syllable])


def _rare(character: str, usual: str) -> tuple[str, ...]:
    """The other readings that are typed otherwise, most common first; more than two are never meant."""
    others = pinyin(character, style=Style.TONE, heteronym=True)[0]
    by_letters = {plain(other): other for other in reversed(others) if plain(other) != plain(usual)}
    return tuple(list(reversed(by_letters.values()))[:2])


def _by_reading(readings: Iterable[tuple[str, Iterable[str]]]) -> dict[str, str]:
    found: defaultdict[str, str] = defaultdict(str)
    for character, syllables in readings:
        for syllable in syllables:
            found[syllable] += character
    return dict(sorted(found.items()))
