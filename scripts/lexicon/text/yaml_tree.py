"""Parsing of YAML into a tree of scalars, sequences and mappings with spans."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import yaml

from lexicon.text.errors import LexiconError
from lexicon.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lexicon.text.source import Source

MAX_DEPTH = 12
"""The maximum nesting depth of a YAML text."""
_TOO_DEEP = "too many levels inside each other"
_SUSPICIOUS = 2000
"""The number of indicator characters from which the depth is checked before parsing, to protect the C stack."""
_NEAR = 256
"""The distance, in characters, within which the next character of a value is searched in the source."""
_TAG_PREFIX = "tag:yaml.org,2002:"


class YamlError(LexiconError):
    """Invalid or unsupported YAML at `span`; `message` and `help` are those of a fault."""

    def __init__(self, span: Span, message: str, help: str = "") -> None:
        super().__init__(message)
        self.span, self.message, self.help = span, message, help


@lru_cache(maxsize=64)
def _offsets(value: str, span: Span) -> list[int]:
    """The offsets, within the span, of all characters of a value and of its end."""
    raw, at, found = span.text, 0, []
    step = 2 if raw.startswith("'") else 1
    for character in value:
        near = raw.find(character, at, at + _NEAR)
        at = near if near != -1 else at
        found.append(at)
        at += step if raw.startswith("''", at) else 1
    return [*found, min(at, len(raw))]


class YamlScalar(NamedTuple):
    """A scalar; `kind` is its YAML type: `str`, `int`, `float`, `bool`, `null`, `timestamp`, and so on."""

    value: str
    kind: str
    span: Span

    def offset(self, index: int) -> int:
        """The source offset of the character at a 0-based index of the value, whatever the quotes and folding.

        The result is approximate if the source spells characters as escapes.
        """
        offsets = _offsets(self.value, self.span)
        return self.span.start + offsets[min(index, len(offsets) - 1)]


class YamlSequence(NamedTuple):
    """A sequence and its span."""

    items: tuple[YamlNode, ...]
    span: Span


class YamlEntry(NamedTuple):
    """A key and its value in a mapping."""

    key: YamlScalar
    value: YamlNode


class YamlMapping(NamedTuple):
    """A mapping in file order. `duplicates` pairs each repeated key with its first occurrence."""

    entries: tuple[YamlEntry, ...]
    span: Span
    duplicates: tuple[tuple[YamlScalar, YamlScalar], ...] = ()

    def get(self, key: str) -> YamlNode | None:
        """Return the value of a key, or None."""
        return next((entry.value for entry in self.entries if entry.key.value == key), None)


YamlNode = YamlScalar | YamlSequence | YamlMapping


def parse_yaml(source: Source, start: int = 0, end: int | None = None) -> YamlNode | None:
    """Parse a source between two character offsets (by default all of it); None if it is empty. Raises YamlError."""
    text = source.text[start:end]
    if (deep := _too_deep(text)) is not None:
        raise YamlError(source.span(start + deep), _TOO_DEEP)
    try:
        root = yaml.compose(text, yaml.CSafeLoader)
    except yaml.reader.ReaderError as error:
        at = start + (error.position if isinstance(error.position, int) else 0)
        raise YamlError(source.span(at), "a character that YAML does not allow", "remove it") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = start + (mark.index if mark else 0)
        at = min(at, max(start, start + len(text.rstrip()) - 1))
        raise YamlError(source.span(at), _problem(error), _hint(source, at)) from None
    except RecursionError:
        raise YamlError(source.span(start), _TOO_DEEP) from None
    if root is None:
        return None
    return _Builder(source, start).node(root, 0)


def _too_deep(text: str) -> int | None:
    """The offset at which a text is nested far deeper than MAX_DEPTH, or None.

    PyYAML's composer is recursive in C and overflows the stack at about 30,000 levels; its event parser is not.
    """
    if sum(map(text.count, "[{-?")) < _SUSPICIOUS:
        return None
    depth = 0
    try:
        for event in yaml.parse(text, yaml.CSafeLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > 10 * MAX_DEPTH:
                return int(event.start_mark.index) if event.start_mark else 0
    except yaml.YAMLError:
        # The composer raises the same error before it can overflow, and that one is reported.
        return None
    return None


def _problem(error: yaml.MarkedYAMLError) -> str:
    problem = str(error.problem or error.context or "not valid YAML")
    return problem.replace("did not find expected", "expected").replace("mapping values are", "a field is")


def _hint(source: Source, at: int) -> str:
    line = source.line(source.position(at)[0])
    for opening, closing in ("[]", "{}"):
        if line.count(opening) > line.count(closing):
            return f"close the bracket with `{closing}`"
    if ": " in line.partition(": ")[2]:
        return "put the value into single quotes: a colon inside it ends the key"
    return "look at the quotes, brackets and indentation here and on the line before"


class _Builder:
    """Converts PyYAML's nodes; rejects anchors (which allow a "billion laughs" attack), tags and deep nesting."""

    def __init__(self, source: Source, start: int) -> None:
        self.source, self.start = source, start
        self.seen: set[int] = set()

    def node(self, node: yaml.Node, depth: int) -> YamlNode:
        """Convert a node at a nesting depth."""
        span = self.span(node)
        if id(node) in self.seen:
            raise YamlError(span, "a YAML anchor or alias", "write the value out: anchors are not allowed")
        self.seen.add(id(node))
        if depth > MAX_DEPTH:
            raise YamlError(span, _TOO_DEEP)
        first = self.source.text[span.start : span.start + 1]
        if first == "&":
            raise YamlError(span, "a YAML anchor or alias", "write the value out: anchors are not allowed")
        if not node.tag.startswith(_TAG_PREFIX) or first == "!":
            raise YamlError(span, "a YAML tag", "write the plain value: tags are not allowed")
        if isinstance(node, yaml.SequenceNode):
            return YamlSequence(tuple(self.node(item, depth + 1) for item in node.value), span)
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, span, depth)
        is_plain = isinstance(node, yaml.ScalarNode) and not node.style
        kind = node.tag.removeprefix(_TAG_PREFIX) if is_plain else "str"
        return YamlScalar(node.value, kind, span)

    def mapping(self, node: yaml.MappingNode, span: Span, depth: int) -> YamlMapping:
        """Convert a mapping."""
        first: dict[str, YamlScalar] = {}
        entries, duplicates = [], []
        for key_node, value_node in node.value:
            key, value = self.node(key_node, depth + 1), self.node(value_node, depth + 1)
            if not isinstance(key, YamlScalar):
                raise YamlError(key.span, "a key that is not a word")
            if key.value in first:
                duplicates.append((key, first[key.value]))
                continue
            first[key.value] = key
            entries.append(YamlEntry(key, value))
        return YamlMapping(tuple(entries), span, tuple(duplicates))

    def span(self, node: yaml.Node) -> Span:
        """The span of a node without trailing white space."""
        start, end = self.start + node.start_mark.index, self.start + node.end_mark.index
        text = self.source.text[start:end]
        return Span(self.source, start, max(start + len(text.rstrip()), start + 1) if text else start)


def yaml_scalars(node: YamlNode | None) -> Iterator[YamlScalar]:
    """The scalar values in a tree, without keys."""
    if isinstance(node, YamlScalar):
        yield node
    elif isinstance(node, YamlSequence):
        for item in node.items:
            yield from yaml_scalars(item)
    elif isinstance(node, YamlMapping):
        for entry in node.entries:
            yield from yaml_scalars(entry.value)
