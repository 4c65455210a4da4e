"""Pinyin of Chinese names, for display, sorting and search. Readings are those of pypinyin."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pypinyin import Style, lazy_pinyin, load_phrases_dict, pinyin

from lexicon.languages.locale import without_marks
from lexicon.text import HAN, HAN_RUN

_HAN_OR_WORD = re.compile(rf"[{HAN}]|[^\s{HAN}]+")
_RUN_OR_WORD = re.compile(rf"[{HAN}]+|[^\s{HAN}]+")
_OFTEN_MISREAD = frozenset("重长调行传降参差校朴弹曾乘强")
"""Characters with two common readings that are sorted far apart."""
_WORDS = {
    "残差": "cán chā",
    "方差": "fāng chā",
    "标准差": "biāo zhǔn chā",
    "倒数": "dào shù",
    "调优": "tiáo yōu",
    "精调": "jīng tiáo",
    "微调": "wēi tiáo",
    "似然": "sì rán",
    "图卷积": "tú juǎn jī",
    "文本": "wén běn",
}
"""Readings of words that pypinyin's dictionary lacks and would read wrongly."""
_U_DIAERESIS = re.compile("u(?=[\u0300\u0301\u0304\u030c]?\u0308)")
_SIGN_APART = re.compile(r" ([-–—·/]) ")

load_phrases_dict({word: [[syllable] for syllable in read.split()] for word, read in _WORDS.items()})


def syllables(name: str) -> list[str]:
    """The syllables of a name with tone marks, Latin words kept: `softmax 函数` gives softmax, hán, shù."""
    parts = _RUN_OR_WORD.findall(name)
    return [syllable for part in parts for syllable in (run_syllables(part) if HAN_RUN.match(part) else (part,))]


@lru_cache(maxsize=4096)
def run_syllables(run: str) -> tuple[str, ...]:
    """The syllables of a run of Chinese characters with tone marks, by the longest words in the dictionary."""
    return tuple(lazy_pinyin(run, style=Style.TONE))


def reading(name: str, given: str | None = None) -> str:
    """The reading of a name: the author's if given, else the automatic one."""
    return given or " ".join(syllables(name))


def as_text(reading_: str) -> str:
    """A reading for display, punctuated as Latin text: `chá xún, jiàn hé zhí`."""
    return _SIGN_APART.sub(r"\1", reading_.replace(" 、 ", ", "))


def possible(name: str) -> list[set[str]]:
    """The set of all readings of each character of a name; for a Latin word the word itself, case-folded."""
    return [_readings(part) if HAN_RUN.match(part) else {part.casefold()} for part in _HAN_OR_WORD.findall(name)]


def ambiguous_readings(name: str) -> list[str]:
    """The readings of the first character, if it has several and the dictionary does not know the word."""
    if name[:1] not in _OFTEN_MISREAD:
        return []
    choices = pinyin(name, style=Style.TONE, heteronym=True)[0]
    return sorted(choices) if len(choices) > 1 else []


def _readings(character: str) -> set[str]:
    return set(pinyin(character, style=Style.TONE, heteronym=True)[0])


def plain(reading_: str) -> str:
    """A reading in lower case and without tone marks; ü becomes v, as in input methods."""
    return without_marks(_U_DIAERESIS.sub("v", unicodedata.normalize("NFD", reading_.lower())))
