"""How Chinese names are read aloud: pinyin for display, for sorting and for the letters of the A–Z page."""

from __future__ import annotations

import re
import unicodedata

from pypinyin import Style, pinyin
from pypinyin.constants import PHRASES_DICT, PINYIN_DICT
from pypinyin.seg.mmseg import seg

from lexicon.text import HAN, HAN_RUN

_HAN_OR_WORD = re.compile(rf"[{HAN}]|[^\s{HAN}]+")
_RUN_OR_WORD = re.compile(rf"[{HAN}]+|[^\s{HAN}]+")
_OFTEN_MISREAD = frozenset("重长调行传降参差校朴弹曾乘强")
"""Characters that have two everyday readings, with different first letters or far apart in a list."""
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
"""Words of the field that the dictionary lacks, and whose characters it would read as in other words."""
_SIGN_APART = re.compile(r" ([-–—·/]) ")
OTHER = "#"
"""The letter of names that begin with none."""

PHRASES_DICT.update({word: [[syllable] for syllable in read.split()] for word, read in _WORDS.items()})
seg.train(iter(_WORDS))


def has_han(text: str) -> bool:
    """Whether a text holds any Chinese character."""
    return bool(HAN_RUN.search(text))


def syllables(name: str) -> list[str]:
    """The reading of a name with tone marks, Latin words kept: `softmax 函数` gives softmax, hán, shù."""
    parts = _RUN_OR_WORD.findall(name)
    return [syllable for part in parts for syllable in (aloud(part) if has_han(part) else (part,))]


def aloud(run: str) -> list[str]:
    """The reading of Chinese characters with tone marks: of words where the dictionary has them, else of each alone.

    The same as pypinyin's `lazy_pinyin`, which takes six times as long with styles that are not wanted here.
    """
    found: list[str] = []
    for word in seg.cut(run):
        if word in PHRASES_DICT:
            found += [choices[0] for choices in PHRASES_DICT[word]]
        else:
            found += [PINYIN_DICT.get(ord(character), character).partition(",")[0] for character in word]
    return found


def reading(name: str, given: str | None = None) -> str:
    """The reading of a name: the one an author has given, else the automatic one."""
    return given or " ".join(syllables(name))


def as_text(reading_: str) -> str:
    """A reading as it is shown, its signs set as among Latin words: `chá xún, jiàn hé zhí`."""
    return _SIGN_APART.sub(r"\1", reading_.replace(" 、 ", ", "))


def possible(name: str) -> list[set[str]]:
    """For every character of a name the readings that it has anywhere, for every Latin word the word itself."""
    return [_readings(part) if has_han(part) else {part.casefold()} for part in _HAN_OR_WORD.findall(name)]


def unsure(name: str) -> list[str]:
    """The readings of a name's first character, if no word known to the dictionary says which of them it is."""
    if name[:1] not in _OFTEN_MISREAD or len(next(seg.cut(name))) > 1:
        return []
    return sorted(_readings(name[0]))


def _readings(character: str) -> set[str]:
    return set(pinyin(character, style=Style.TONE, heteronym=True)[0])


def plain(reading_: str) -> str:
    """A reading without tone marks, in lower case; ü becomes v, as it is typed."""
    decomposed = unicodedata.normalize("NFD", reading_.lower().replace("ü", "v"))
    decomposed = re.sub("u(?=[\u0300\u0301\u0304\u030c]?\u0308)", "v", decomposed)
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def sort_key(name: str, given: str | None = None) -> tuple[str, str, str]:
    """Key that sorts names as a reader of the language expects: by letters, Chinese by pinyin and then tones."""
    spoken = reading(name, given) if has_han(name) else name
    return plain(spoken), spoken.casefold(), name


def letter(key: tuple[str, str, str]) -> str:
    """The capital under which a name with this key stands, or `#`."""
    first = key[0][:1].upper()
    return first if first.isascii() and first.isalpha() else OTHER
