"""Corrections of spacing and punctuation in Chinese text, as far as there is exactly one right answer.

Most come from AutoCorrect (https://github.com/huacnlee/autocorrect). Formulas, code and markup are replaced by one
placeholder each before AutoCorrect runs, so that it sees the context of the text but cannot change them.
"""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import autocorrect_py

from lexicon.text import Edit, is_han, is_latin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from lexicon.text import Span

PLACEHOLDER = "Q"
"""Stands for a formula or code in AutoCorrect's input: a Latin letter, because the same spacing rules apply."""

_FULL_WIDTH = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", ".": "。"}
_FULL_WIDTH_MARKS = frozenset("，。！？；：、（）《》「」『』【】“”‘’")
_NO_SPACE_BEFORE = frozenset("，。！？；：、）》」』】")
_NO_SPACE_AFTER = frozenset("，。！？；：、（《「『【")
_CLOSING = frozenset("）》」』】”’")
_OPENING = frozenset("（《「『【“")
_AFTER_LATIN = frozenset("%+#°")
"""Signs that may end a Latin word or a number, as in C++ and 10%."""


@dataclass(frozen=True)
class Glyph:
    """A character of text, or an `opaque` placeholder of a formula, code or a line end, with its span."""

    character: str
    span: Span
    opaque: bool = False

    @property
    def is_han(self) -> bool:
        """Whether it is a Chinese character of the text."""
        return not self.opaque and is_han(self.character)

    @property
    def is_code_or_formula(self) -> bool:
        """Whether it is a formula or code."""
        return self.opaque and self.character == PLACEHOLDER


def corrections(glyphs: Sequence[Glyph], gap: Callable[[Glyph, Glyph], Span]) -> list[tuple[Edit, ...]]:
    """The edits that correct a run of Chinese text. Edits that must be applied together, as for brackets, are grouped.

    `gap` returns the span at which a space between two glyphs is inserted.
    """
    if not any(glyph.is_han for glyph in glyphs):
        return []
    single = [*_marks(glyphs), *_stray_spaces(glyphs), *_autocorrect(glyphs, gap)]
    return [*((edit,) for edit in single), *_pairs(glyphs)]


def _marks(glyphs: Sequence[Glyph]) -> Iterator[Edit]:
    """Make half-width marks full-width that certainly belong to Chinese text, in particular beside placeholders."""
    opened: Counter[str] = Counter()
    for index, glyph in enumerate(glyphs):
        if glyph.opaque:
            continue
        if glyph.character in _FULL_WIDTH and _is_chinese_mark(glyphs, index, _is_open(opened)):
            yield Edit(glyph.span, _FULL_WIDTH[glyph.character])
        opened[glyph.character] += glyph.character in "()[]"


def _is_open(counts: Mapping[str, int]) -> bool:
    """Whether there are more opening than closing brackets of a kind."""
    return counts["("] > counts[")"] or counts["["] > counts["]"]


def _pairs(glyphs: Sequence[Glyph]) -> Iterator[tuple[Edit, Edit]]:
    """Make pairs of brackets and quotation marks full-width that belong to Chinese text."""
    for first, last, pair in [*_brackets(glyphs), *_quotes(glyphs)]:
        yield Edit(first.span, pair[0]), Edit(last.span, pair[1])


def _stray_spaces(glyphs: Sequence[Glyph]) -> Iterator[Edit]:
    """Delete spaces beside full-width marks, except curly quotation marks, which English uses too."""
    for index, glyph in enumerate(glyphs[1:-1], 1):
        before, after = glyphs[index - 1], glyphs[index + 1]
        beside_mark = before.character in _NO_SPACE_AFTER or after.character in _NO_SPACE_BEFORE
        if (
            glyph.character == " "
            and not glyph.opaque
            and beside_mark
            and "\n" not in (before.character, after.character)
        ):
            yield Edit(glyph.span, "")


def _is_chinese_mark(glyphs: Sequence[Glyph], index: int, is_argument: bool) -> bool:
    """Whether a mark belongs to Chinese text; `is_argument` means inside brackets as in `f(x, …)`."""
    mark = glyphs[index].character
    before = glyphs[index - 1] if index else None
    after = glyphs[index + 1] if index + 1 < len(glyphs) else None
    if before is None or _is_doubled(glyphs, index):
        return False
    ends = after is None or after.character in " \n" or after.character in _FULL_WIDTH_MARKS
    follows_chinese = before.is_han or before.character in _CLOSING
    if mark == ".":
        return (follows_chinese or before.is_code_or_formula) and (ends or (after is not None and after.is_han))
    if follows_chinese:
        return True
    if before.is_code_or_formula and after is not None and after.is_han:
        return True
    if before.is_code_or_formula and ends:
        following = next((at for at in range(index + 1, len(glyphs)) if glyphs[at].character not in " \n"), None)
        return following is None or glyphs[following].is_han
    if mark in ",;" and not is_argument and _leads_to_chinese(glyphs, index):
        return True
    # `5!的` is a factorial, `10:30` a time.
    return mark in ":?" and before.character.isalnum() and after is not None and after.is_han


def _leads_to_chinese(glyphs: Sequence[Glyph], index: int) -> bool:
    """Whether Chinese text follows the mark at `index`, at most one space away."""
    following = glyphs[index + 1 : index + 3]
    if following and following[0].character == " ":
        following = following[1:]
    return bool(following) and (following[0].is_han or following[0].character in _OPENING)


def _is_doubled(glyphs: Sequence[Glyph], index: int) -> bool:
    """Whether the mark at `index` is next to another one, whose combination is ambiguous (`...`, `?!`)."""
    return any(
        glyph.character in _FULL_WIDTH for glyph in (*glyphs[max(0, index - 1) : index], *glyphs[index + 1 : index + 2])
    )


def _brackets(glyphs: Sequence[Glyph]) -> Iterator[tuple[Glyph, Glyph, str]]:
    """Pairs of parentheses after or around Chinese text, except those of calls like `f(…)`."""
    opened: list[int] = []
    chinese = [0, *itertools.accumulate(glyph.is_han for glyph in glyphs)]
    for index, glyph in enumerate(glyphs):
        if glyph.opaque:
            continue
        if glyph.character == "(":
            opened.append(index)
        elif glyph.character == ")" and opened:
            first = opened.pop()
            behind = glyphs[first - 1] if first else None
            call = behind is not None and (behind.is_code_or_formula or behind.character in _CALLS)
            around = not call and chinese[index] > chinese[first + 1]
            if around or (behind is not None and behind.is_han):
                yield glyphs[first], glyph, "（）"


_CALLS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_)]")


def _quotes(glyphs: Sequence[Glyph]) -> Iterator[tuple[Glyph, Glyph, str]]:
    """Pairs of straight quotation marks around Chinese text."""
    found = [index for index, glyph in enumerate(glyphs) if glyph.character == '"' and not glyph.opaque]
    if len(found) % 2:
        return
    for first, last in zip(found[::2], found[1::2], strict=True):
        inner = glyphs[first + 1 : last]
        if any(glyph.is_han for glyph in inner) and not (inner[0].character + inner[-1].character).isspace():
            yield glyphs[first], glyphs[last], "“”"


def _autocorrect(glyphs: Sequence[Glyph], gap: Callable[[Glyph, Glyph], Span]) -> Iterator[Edit]:
    """AutoCorrect's changes as edits of single characters."""
    before = "".join(glyph.character for glyph in glyphs)
    after = autocorrect_py.format(before)
    old, new = _words(before), _words(after)
    if after == before or len(old) != len(new):
        return
    for here, there in zip(old, new, strict=True):
        glyph = glyphs[here]
        certain = _is_certain(before[here], after[there]) and not _is_doubled(glyphs, here)
        if before[here] != after[there] and not glyph.opaque and certain:
            yield Edit(glyph.span, after[there])
    for (left, right), (new_left, new_right) in zip(_neighbours(old), _neighbours(new), strict=True):
        had_space, has_space = right - left > 1, new_right - new_left > 1
        if has_space and not had_space and _belong_apart(glyphs[left], glyphs[right]):
            yield Edit(gap(glyphs[left], glyphs[right]), " ")
        elif had_space and not has_space and _belong_together(glyphs[left], glyphs[right]):
            spaces = glyphs[left + 1 : right]
            if all(space.character == " " and not space.opaque for space in spaces):
                yield from (Edit(space.span, "") for space in spaces)


def _words(text: str) -> list[int]:
    """The indices of the characters that are not white space."""
    return [index for index, character in enumerate(text) if not character.isspace()]


def _neighbours(places: Sequence[int]) -> list[tuple[int, int]]:
    return list(itertools.pairwise(places))


def _is_certain(before: str, after: str) -> bool:
    """Whether a replacement makes a mark full-width, or a full-width letter or digit half-width (ASCII)."""
    return _FULL_WIDTH.get(before) == after or (after.isalnum() and after.isascii() and not before.isascii())


def _belong_apart(left: Glyph, right: Glyph) -> bool:
    """Whether a space belongs between: one is Chinese, and the other a Latin letter, a digit, a formula or code."""
    if left.is_han:
        return right.is_code_or_formula or is_latin(right.character)
    if right.is_han:
        return left.is_code_or_formula or is_latin(left.character) or left.character in _AFTER_LATIN
    return False


def _belong_together(left: Glyph, right: Glyph) -> bool:
    return left.character in _FULL_WIDTH_MARKS or right.character in _FULL_WIDTH_MARKS
