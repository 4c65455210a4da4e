"""Which characters are Chinese ones."""

from __future__ import annotations

import re

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
"""Their ranges, for use between the brackets of a regular expression."""
HAN_RUN = re.compile(f"[{HAN}]+")


def is_han(character: str) -> bool:
    """Whether a single character is a Chinese one."""
    return "\u4e00" <= character <= "\u9fff" or "\u3400" <= character <= "\u4dbf"


def is_latin(character: str) -> bool:
    """Whether a single character is a letter or digit that is not a Chinese one."""
    return character.isalnum() and not is_han(character)
