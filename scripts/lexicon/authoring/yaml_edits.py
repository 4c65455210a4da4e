"""Repairs of YAML that change only the characters concerned, so that comments and the way of writing stay."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from lexicon.text import Edit, Source, YamlError, YamlMapping, YamlScalar, YamlSequence, apply_edits, parse_yaml

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from lexicon.glossary import Schema
    from lexicon.text import YamlEntry, YamlNode

_TRAILING_SPACES = re.compile(r"[ \t]+$", re.MULTILINE)


MAY_REPEAT = "authors"
"""The field in whose list the same words may stand for two things."""


@dataclass(frozen=True)
class Area:
    """The part of a file that is YAML: all of it, or its front matter. `record` names its fields in the schema."""

    text: str
    start: int
    end: int
    record: str

    @cached_property
    def root(self) -> YamlMapping | None:
        """The fields, or None for anything that is no valid mapping."""
        try:
            root = parse_yaml(Source("", self.text), self.start, self.end)
        except YamlError:
            return None
        return root if isinstance(root, YamlMapping) else None

    def edited(self, edits: list[Edit]) -> Area:
        """The area after edits within it."""
        if not edits:
            return self
        text = apply_edits(self.text, edits)
        return Area(text, self.start, self.end + len(text) - len(self.text), self.record)


def data(node: YamlNode | None) -> object:
    """A tree as plain data: equal for trees that say the same, in whatever order their keys stand."""
    if isinstance(node, YamlScalar):
        return node.kind, node.value
    if isinstance(node, YamlSequence):
        return [data(item) for item in node.items]
    if isinstance(node, YamlMapping):
        return {entry.key.value: data(entry.value) for entry in node.entries}
    return None


def repaired(area: Area, schema: Schema) -> Area:
    """An area with its fields in the order of the schema and without repeated entries in lists."""
    area = without_repeated(area)
    while (better := _first_in_order(area, schema)) is not None:
        area = better
    return area


def _first_in_order(area: Area, schema: Schema) -> Area | None:
    """The area with the first record that was out of order in order; None if there is none."""
    root = area.root
    for mapping, fields in _records(root, area.record, schema) if root else ():
        after = area.edited(_reorder(mapping, fields))
        if after.text != area.text and data(root) == data(after.root):
            return after
    return None


def listed_record(kind: str, schema: Schema) -> str | None:
    """The record that the items of a list are, by the type of the list (`formulas` holds each a `formula`), or None."""
    record = kind.removesuffix("s")
    return record if record != kind and record in schema.fields else None


def _records(root: YamlMapping, record: str, schema: Schema) -> Iterator[tuple[YamlMapping, dict[str, str]]]:
    """Every mapping that is a record, with its fields and their types in the order of the schema."""
    fields = {field.name: field.type for field in schema.fields[record]}
    yield root, fields
    for entry in root.entries:
        kind = fields.get(entry.key.value, "")
        if kind == "translated" and isinstance(entry.value, YamlMapping):
            yield entry.value, {language.id: "text" for language in schema.languages}
        if (inner := listed_record(kind, schema)) and isinstance(entry.value, YamlSequence):
            for item in entry.value.items:
                if isinstance(item, YamlMapping):
                    yield from _records(item, inner, schema)


def without_trailing_spaces(area: Area) -> Area:
    """An area without spaces at the ends of lines, unless they belong to a value."""
    edits = [
        Edit(match.start(), match.end(), "") for match in _TRAILING_SPACES.finditer(area.text, area.start, area.end)
    ]
    after = area.edited(edits)
    return after if area.root is not None and data(area.root) == data(after.root) else area


# The order of fields


def _reorder(mapping: YamlMapping, fields: dict[str, str]) -> list[Edit]:
    """The edits that put the fields of a record in order; none where some are not known."""
    order = {name: index for index, name in enumerate(fields)}
    names = [entry.key.value for entry in mapping.entries]
    if mapping.duplicates or not all(name in order for name in names):
        return []
    wanted = sorted(mapping.entries, key=lambda entry: order[entry.key.value])
    slots = [_segment(mapping, entry) for entry in mapping.entries]
    segments = dict(zip(names, slots, strict=True))
    text = mapping.span.source.text
    return [
        Edit(*slot, text[slice(*segments[entry.key.value])])
        for slot, entry in zip(slots, wanted, strict=True)
        if slot != segments[entry.key.value]
    ]


def _segment(mapping: YamlMapping, entry: YamlEntry) -> tuple[int, int]:
    """The characters that move with a field: in block style also the comments above it and at its end."""
    text = mapping.span.source.text
    start, end = entry.key.span.start, _end(entry)
    if text[mapping.span.start] == "{":
        return start, end
    line_end = text.find("\n", end)
    end = len(text) if line_end == -1 else line_end
    if entry is mapping.entries[0]:
        return start, end
    while (above := text.rfind("\n", 0, start)) > 0:
        line_start = text.rfind("\n", 0, above) + 1
        line = text[line_start:above]
        if not line.lstrip().startswith("#"):
            break
        start = line_start + len(line) - len(line.lstrip())
    return start, end


def _end(entry: YamlEntry) -> int:
    """Where the value of a field ends; that of an empty one is no character."""
    value = entry.value
    is_nothing = isinstance(value, YamlScalar) and value.kind == "null" and not value.value
    return value.span.start if is_nothing else value.span.end


# Repeated entries


def without_repeated(area: Area) -> Area:
    """An area in whose lists nothing stands twice. Two authors may have one name."""
    root = area.root
    if root is None:
        return area
    after = area.edited([_removal(sequence, index) for sequence in _sequences(root) for index in _repeated(sequence)])
    return after if data(after.root) == _distinct(root) else area


def _sequences(node: YamlNode) -> Iterator[YamlSequence]:
    if isinstance(node, YamlSequence):
        yield node
        for item in node.items:
            yield from _sequences(item)
    elif isinstance(node, YamlMapping):
        for entry in node.entries:
            if entry.key.value != MAY_REPEAT:
                yield from _sequences(entry.value)


def _repeated(sequence: YamlSequence) -> Iterator[int]:
    """Where items stand that stood before."""
    seen = set()
    for index, item in enumerate(sequence.items):
        key = _key(item)
        if key in seen:
            yield index
        seen.add(key)


def _key(node: YamlNode) -> Hashable:
    """The same for nodes that say the same."""
    if isinstance(node, YamlScalar):
        return node.kind, node.value
    if isinstance(node, YamlSequence):
        return tuple(_key(item) for item in node.items)
    return frozenset((entry.key.value, _key(entry.value)) for entry in node.entries)


def _distinct(node: YamlNode) -> object:
    """A tree as plain data, without what its lists repeat."""
    if isinstance(node, YamlSequence):
        repeated = set(_repeated(node))
        return [_distinct(item) for index, item in enumerate(node.items) if index not in repeated]
    if isinstance(node, YamlMapping):
        fields = [(entry.key.value, entry.value) for entry in node.entries]
        return {key: data(value) if key == MAY_REPEAT else _distinct(value) for key, value in fields}
    return data(node)


def _removal(sequence: YamlSequence, index: int) -> Edit:
    """Takes away an item that is not the first, with its comma or its line."""
    start, end = sequence.items[index - 1].span.end, sequence.items[index].span.end
    if _is_flow(sequence):
        return Edit(start, end, "")
    text = sequence.span.source.text
    return Edit(_line_end(text, start), _line_end(text, end), "")


def _is_flow(sequence: YamlSequence) -> bool:
    return sequence.span.text.startswith("[")


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found == -1 else found


# Additions


def with_item(area: Area, schema: Schema, name: str, item: str) -> Area:
    """An area with one more entry (as YAML writes it) in the list of a field, which is created if it is missing."""
    root = area.root
    if root is None:
        return area
    entry = next((entry for entry in root.entries if entry.key.value == name), None)
    after = area.edited([_new_field(area, root, schema, name, item) if entry is None else _addition(entry, item)])
    return after if _gained(root, after.root, name, item) else area


def without_item(area: Area, name: str, item: str) -> Area:
    """An area without an entry of a list."""
    value = area.root.get(name) if area.root else None
    items = value.items if isinstance(value, YamlSequence) else ()
    index = next((at for at, node in enumerate(items) if isinstance(node, YamlScalar) and node.value == item), None)
    if index is None or not isinstance(value, YamlSequence):
        return area
    if index:
        return area.edited([_removal(value, index)])
    # The first: up to the second, or with the whole list.
    end = items[1].span.start if len(items) > 1 else items[0].span.end
    return area.edited([Edit(items[0].span.start, end, "") if len(items) > 1 or _is_flow(value) else _emptied(value)])


def _emptied(sequence: YamlSequence) -> Edit:
    return Edit(sequence.span.start, sequence.span.end, "[]")


def _addition(entry: YamlEntry, item: str) -> Edit:
    value = entry.value
    if not isinstance(value, YamlSequence):
        # Nothing stands there, or something that is no list; what comes of that is judged afterwards.
        return Edit(_end(entry), _end(entry), f" [{item}]")
    if not value.items:
        return Edit(value.span.start, value.span.end, f"[{item}]")
    last = value.items[-1].span
    if _is_flow(value):
        return Edit(last.end, last.end, f", {item}")
    text = value.span.source.text
    line_start = text.rfind("\n", 0, value.items[0].span.start) + 1
    dash = text[line_start : value.items[0].span.start]
    at = _line_end(text, last.end)
    return Edit(at, at, f"\n{dash}{item}")


def _new_field(area: Area, root: YamlMapping, schema: Schema, name: str, item: str) -> Edit:
    order = [field.name for field in schema.fields[area.record]]
    earlier = order[: order.index(name)]
    before = [entry for entry in root.entries if entry.key.value in earlier]
    if not before:
        return Edit(root.span.start, root.span.start, f"{name}: [{item}]\n")
    at = _line_end(area.text, _end(before[-1]))
    return Edit(at, at, f"\n{name}: [{item}]")


def _gained(before: YamlMapping, after: YamlMapping | None, name: str, item: str) -> bool:
    """Whether a tree has one more entry in a list, and nothing else has changed."""
    old, new = data(before), data(after)
    if not isinstance(old, dict) or not isinstance(new, dict):
        return False
    listed = old.get(name, [])
    listed = listed if isinstance(listed, list) else [] if listed == ("null", "") else None
    return listed is not None and new == {**old, name: [*listed, ("str", item.strip("'"))]}
