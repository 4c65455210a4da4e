"""Spacing and punctuation of the Chinese phrases in YAML: names, legends, titles and reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lexicon.authoring.yaml_edits import data
from lexicon.languages import Glyph, corrections, thing
from lexicon.tex import PHRASE_MATH
from lexicon.text import YamlMapping, YamlScalar, YamlSequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lexicon.authoring.yaml_edits import Area
    from lexicon.text import YamlNode

CHINESE = "zh"
_IN_CHINESE_TEXT = ("name", "aliases", "avoid")
"""Fields of a Chinese text that are printed. Not `spellings`: those are meant to be what others write."""
_MAX_ROUNDS = 8


def repaired(area: Area, language: str) -> Area:
    """An area whose Chinese phrases are set right; `language` is that of the text it belongs to, if any."""
    for _ in range(_MAX_ROUNDS):
        better = _one_round(area, language)
        if better.text == area.text:
            break
        area = better
    return area


def _one_round(area: Area, language: str) -> Area:
    root = area.root
    for phrase in _phrases(root, language):
        edits = corrections(_glyphs(phrase), lambda left, _: left.end)
        after = area.edited(edits)
        # Only one phrase in each attempt: where YAML forbids a correction, the others are still made.
        if after.text != area.text and _same_shape(data(root), data(after.root)):
            return after
    return area


def _phrases(node: YamlNode | None, language: str) -> Iterator[YamlScalar]:
    """The scalars that are Chinese prose and stand in the file letter by letter."""
    if isinstance(node, YamlSequence):
        for item in node.items:
            yield from _phrases(item, language)
    elif isinstance(node, YamlMapping):
        for entry in node.entries:
            if entry.key.value == CHINESE or (language == CHINESE and entry.key.value in _IN_CHINESE_TEXT):
                yield from _prose(entry.value)
            elif not language:
                yield from _phrases(entry.value, language)


def _prose(node: YamlNode) -> Iterator[YamlScalar]:
    """The phrases of a field. What is to be avoided is quoted as it is; the reason is prose."""
    if isinstance(node, YamlScalar):
        if node.kind == "str" and node.value and node.value in node.span.text:
            yield node
    elif isinstance(node, YamlSequence):
        for item in node.items:
            yield from _prose(item)
    elif isinstance(node, YamlMapping) and (reason := node.get("reason")) is not None:
        yield from _prose(reason)


def _glyphs(phrase: YamlScalar) -> list[Glyph]:
    start = phrase.span.start + phrase.span.text.index(phrase.value)
    glyphs, at = [], 0
    for match in PHRASE_MATH.finditer(phrase.value):
        glyphs += _characters(phrase.value, at, match.start(), start)
        glyphs.append(thing(start + match.start(), start + match.end()))
        at = match.end()
    return glyphs + _characters(phrase.value, at, len(phrase.value), start)


def _characters(text: str, first: int, last: int, start: int) -> list[Glyph]:
    return [Glyph(text[at], start + at, start + at + 1) for at in range(first, last)]


def _same_shape(before: object, after: object) -> bool:
    """Whether two trees differ only inside texts."""
    if isinstance(before, dict) and isinstance(after, dict):
        return before.keys() == after.keys() and all(_same_shape(before[key], after[key]) for key in before)
    if isinstance(before, list) and isinstance(after, list):
        return len(before) == len(after) and all(map(_same_shape, before, after))
    if isinstance(before, tuple) and isinstance(after, tuple):
        return bool(before[0] == after[0])
    return before == after
