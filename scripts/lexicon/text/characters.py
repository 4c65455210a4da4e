"""Unicode scripts of characters, as far as word boundaries and spacing depend on them."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
"""The common ranges of Chinese characters, for a character class of a regular expression."""
HAN_RUN = re.compile(f"[{HAN}]+")


class Script(Enum):
    """The script of a character; `SPACED` stands for all scripts that separate words by spaces, and for digits."""

    HAN = re.compile("[々〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
    HIRAGANA = re.compile("[\u3041-\u309f]")
    KATAKANA = re.compile("[\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f]")
    SPACED = re.compile(r"[^\W_]")
    NONE = re.compile("")


def script(character: str) -> Script:
    """Return the script of a single character."""
    return next(script for script in Script if script.value.match(character))


UNSPACED = frozenset({Script.HAN, Script.HIRAGANA, Script.KATAKANA})
"""Scripts that put no spaces between words; their characters are twice as wide as Latin ones."""


def is_han(character: str) -> bool:
    """Whether a single character is Chinese."""
    return "\u4e00" <= character <= "\u9fff" or "\u3400" <= character <= "\u4dbf"


def is_latin(character: str) -> bool:
    """Whether a single character is a Latin letter or a decimal digit of any script."""
    return character.isdecimal() or (character.isalpha() and "LATIN" in unicodedata.name(character, ""))
