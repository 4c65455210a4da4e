"""Minimal edits of YAML texts, which keep comments and formatting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lexicon.text.edits import Edit
from lexicon.text.source import Source, Span
from lexicon.text.yaml_tree import YamlScalar, YamlSequence, parse_yaml

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from lexicon.text.yaml_tree import YamlEntry, YamlMapping, YamlNode


def yaml_key(node: YamlNode) -> Hashable:
    """A key that is equal for nodes with equal content, whatever the order of fields."""
    if isinstance(node, YamlScalar):
        return node.kind, node.value
    if isinstance(node, YamlSequence):
        return tuple(yaml_key(item) for item in node.items)
    return frozenset((entry.key.value, yaml_key(entry.value)) for entry in node.entries)


def repeated_items(sequence: YamlSequence) -> Iterator[tuple[int, YamlNode]]:
    """The 0-based indices of repeated items, each with the first item of equal content."""
    if len(sequence.items) < 2:
        return
    first: dict[Hashable, YamlNode] = {}
    for index, item in enumerate(sequence.items):
        other = first.setdefault(yaml_key(item), item)
        if other is not item:
            yield index, other


def yaml_string(word: str) -> str:
    """Quote a word if YAML would not read it as a string: `2024` becomes `'2024'`."""
    node = parse_yaml(Source("", word))
    return word if isinstance(node, YamlScalar) and node.kind == "str" else f"'{word}'"


# Order of fields


def reorder(mapping: YamlMapping, order: Sequence[str]) -> tuple[Edit, ...]:
    """The edits that sort the fields of a mapping by `order`; none if a field is unknown or duplicated."""
    names = [entry.key.value for entry in mapping.entries]
    if mapping.duplicates or not set(names) <= set(order):
        return ()
    wanted = sorted(mapping.entries, key=lambda entry: order.index(entry.key.value))
    slots = [_segment(mapping, entry) for entry in mapping.entries]
    segments = dict(zip(names, slots, strict=True))
    moves = [(slot, segments[entry.key.value]) for slot, entry in zip(slots, wanted, strict=True)]
    return tuple(Edit(slot, segment.text) for slot, segment in moves if slot != segment)


def _segment(mapping: YamlMapping, entry: YamlEntry) -> Span:
    """The span that moves with a field; in block style it includes the comments above it and at the end of its line."""
    source = mapping.span.source
    text, start, end = source.text, entry.key.span.start, _end(entry)
    if text[mapping.span.start] == "{":
        return Span(source, start, end)
    end = _line_end(text, end)
    if entry is mapping.entries[0]:
        return Span(source, start, end)
    while (above := text.rfind("\n", 0, start)) > 0:
        line_start = text.rfind("\n", 0, above) + 1
        line = text[line_start:above]
        if not line.lstrip().startswith("#"):
            break
        start = line_start + len(line) - len(line.lstrip())
    return Span(source, start, end)


def _end(entry: YamlEntry) -> int:
    """The offset of the end of a field's value; the span of an empty value is not counted."""
    value = entry.value
    is_nothing = isinstance(value, YamlScalar) and value.kind == "null" and not value.value
    return value.span.start if is_nothing else value.span.end


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found == -1 else found


# Items of lists


def remove_item(sequence: YamlSequence, index: int) -> Edit:
    """The edit that removes the item at a 0-based index together with its comma or its line."""
    items, source = sequence.items, sequence.span.source
    if index:
        start, end = items[index - 1].span.end, items[index].span.end
        if not _is_flow(sequence):
            start, end = _line_end(source.text, start), _line_end(source.text, end)
        return Edit(Span(source, start, end), "")
    if len(items) > 1:
        return Edit(Span(source, items[0].span.start, items[1].span.start), "")
    return Edit(items[0].span, "") if _is_flow(sequence) else Edit(sequence.span, "[]")


def _is_flow(sequence: YamlSequence) -> bool:
    return sequence.span.source.text.startswith("[", sequence.span.start)


def add_item(root: YamlMapping, order: Sequence[str], field: str, item: str) -> Edit:
    """The edit that appends an item, given as YAML, to the list of a field, and adds the field if it is missing.

    `order` is the order of the fields of the mapping. If the value of the field is not a list, the result may be
    invalid YAML.
    """
    entry = next((entry for entry in root.entries if entry.key.value == field), None)
    return _new_field(root, order, field, item) if entry is None else _addition(entry, item)


def _addition(entry: YamlEntry, item: str) -> Edit:
    value, source = entry.value, entry.key.span.source
    if not isinstance(value, YamlSequence):
        return Edit(Span(source, _end(entry), _end(entry)), f" [{item}]")
    if not value.items:
        return Edit(value.span, f"[{item}]")
    last = value.items[-1].span
    if _is_flow(value):
        return Edit(Span(source, last.end, last.end), f", {item}")
    line_start = source.text.rfind("\n", 0, value.items[0].span.start) + 1
    dash = source.text[line_start : value.items[0].span.start]
    at = _line_end(source.text, last.end)
    return Edit(Span(source, at, at), f"\n{dash}{item}")


def _new_field(root: YamlMapping, order: Sequence[str], field: str, item: str) -> Edit:
    source = root.span.source
    earlier = order[: order.index(field)]
    before = [entry for entry in root.entries if entry.key.value in earlier]
    if not before:
        return Edit(Span(source, root.span.start, root.span.start), f"{field}: [{item}]\n")
    at = _line_end(source.text, _end(before[-1]))
    return Edit(Span(source, at, at), f"\n{field}: [{item}]")
