"""The safety check of `lexicon fix`: it parses a file before and after the repair and compares the content."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from lexicon.glossary import REPEATABLE_FIELD, find_front_matter, visible_text
from lexicon.links import term_link
from lexicon.tex import PHRASE_MATH
from lexicon.text import (
    Kind,
    Source,
    YamlError,
    YamlMapping,
    YamlScalar,
    YamlSequence,
    parse_markdown,
    parse_yaml,
    repeated_items,
)

if TYPE_CHECKING:
    from lexicon.text import MarkdownElement, YamlNode

_AS_TYPED = str.maketrans("。“”‘’", ".\"\"''")
_IDENTIFIERS = ("doi", "arxiv")
"""Fields in which a repair may strip the resolver's URL from an identifier."""
_TEX = "tex"


def keeps_content(name: str, before: str, after: str) -> bool:
    """Whether two versions of a file differ only in punctuation, whitespace, case, repetitions and hidden characters.

    YAML may gain fields and entries but not lose any; formulas, code and markup must be equal. In a file that cannot
    be parsed, only whitespace and hidden characters may differ.
    """
    before, after = visible_text(before), visible_text(after)
    if name.endswith(".md"):
        return _keeps_text(before, after)
    return _keeps_yaml(before, after) if name.endswith(".yml") else _squeezed(before) == _squeezed(after)


def _keeps_text(before: str, after: str) -> bool:
    old, new = find_front_matter(before), find_front_matter(after)
    if old is None or new is None:
        return _squeezed(before) == _squeezed(after)
    fields = before[old.start : old.end], after[new.start : new.end]
    prose = before[old.body :], after[new.body :]
    return _keeps_yaml(*fields) and (prose[0] == prose[1] or _signature(prose[0]) == _signature(prose[1]))


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _letters(text: str) -> str:
    """A text without whitespace, case-folded, with full-width and typographic punctuation as ASCII."""
    return _squeezed(unicodedata.normalize("NFKC", text.translate(_AS_TYPED))).casefold()


# YAML


def _keeps_yaml(before: str, after: str) -> bool:
    if before == after:
        return True
    try:
        old = parse_yaml(Source("", before))
    except YamlError:
        return _squeezed(before) == _squeezed(after)
    try:
        return _keeps(old, parse_yaml(Source("", after)))
    except YamlError:
        return False


def _keeps(old: YamlNode | None, new: YamlNode | None, field: str = "") -> bool:
    if isinstance(old, YamlMapping) and isinstance(new, YamlMapping):
        return _keeps_fields(old, new)
    if isinstance(old, YamlSequence) and isinstance(new, YamlSequence):
        return _keeps_items(old, new, field)
    if isinstance(old, YamlScalar) and isinstance(new, YamlScalar):
        return _keeps_scalar(old, new, field)
    # A list may replace an empty field.
    return old is new is None or (isinstance(old, YamlScalar) and old.kind == "null" and isinstance(new, YamlSequence))


def _keeps_fields(old: YamlMapping, new: YamlMapping) -> bool:
    """Whether every field is kept, under its name or one that differs only in case."""
    folded = {entry.key.value.casefold(): entry.value for entry in new.entries}
    if len(new.entries) < len(old.entries) or len(new.duplicates) > len(old.duplicates):
        return False
    return all(
        _keeps(value, new.get(key.value) or folded.get(key.value.casefold()), key.value) for key, value in old.entries
    )


def _keeps_items(old: YamlSequence, new: YamlSequence, field: str) -> bool:
    """Whether all items are kept in order; of repeated ones, one must remain."""
    repeated = set() if field == REPEATABLE_FIELD else {index for index, _ in repeated_items(old)}
    found = iter(new.items)
    kept = (item for index, item in enumerate(old.items) if index not in repeated)
    return all(any(_keeps(item, other) for other in found) for item in kept)


def _keeps_scalar(old: YamlScalar, new: YamlScalar, field: str) -> bool:
    if old.kind != new.kind:
        return new.kind == "str" and old.value == new.value
    if field == _TEX:
        return old.value == new.value
    if field in _IDENTIFIERS:
        return bool(new.value) and new.value in old.value
    return _phrase(old.value) == _phrase(new.value)


def _phrase(text: str) -> list[str]:
    """The parts of a phrase that must be equal: normalized text and, at odd indices (from 0), formulas."""
    return [part if at % 2 else _letters(part) for at, part in enumerate(PHRASE_MATH.split(text))]


# Prose


def _signature(text: str) -> list[object]:
    """The parts of prose that must be equal: markup, formulas, code, addresses and normalized text."""
    signature: list[object] = []
    words = ""
    for element in parse_markdown(Source("", text), 0).elements:
        if element.kind is Kind.TEXT:
            words += _letters(element.value)
        else:
            signature += [words, _markup(element)]
            words = ""
    return [*signature, words]


def _markup(element: MarkdownElement) -> tuple[object, ...]:
    value = _letters(element.value) if element.kind is Kind.HEADING else element.value.rstrip("\n")
    link = term_link(element.target)
    return element.kind, value, link[0] if link else element.target, element.title, element.within
