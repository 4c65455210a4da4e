"""Reading of YAML fields by the schema, with a fault for each value that does not fit."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from lexicon.text import YamlError
from lexicon.text import parse_yaml
from lexicon.text import yaml_scalars
from lexicon.glossary.decoding import escaped_characters
from lexicon.diagnostics import Note
from lexicon.text import Spanned
from lexicon.text import Edit, did_you_mean, remove_item, reorder, repeated_items, match_ignoring_case
from lexicon.text import YamlMapping
from lexicon.text import YamlScalar
from lexicon.text import YamlSequence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lexicon.diagnostics import Faults
    from lexicon.glossary.schema import Field
    from lexicon.glossary.schema import Schema
    from lexicon.text import Source
    from lexicon.text import YamlNode

Part = TypeVar("Part")
REPEATABLE_FIELD = "authors"
"""The field whose list may contain equal items: two authors may share a name."""
_KIND_NAMES = {
    "int": "a number",
    "float": "a number",
    "bool": "true or false",
    "null": "nothing",
    "timestamp": "a date",
}


class Fields:
    """Reads fields and appends faults to `faults`; missing and unusable values are None or empty."""

    def __init__(self, schema: Schema, faults: Faults) -> None:
        self.schema, self.faults = schema, faults

    def parse_yaml(self, source: Source, start: int = 0, end: int | None = None) -> YamlMapping | None:
        """Parse YAML that must be a mapping; None and a fault otherwise."""
        return self.mapping(self.tree(source, start, end))

    def tree(self, source: Source, start: int = 0, end: int | None = None) -> YamlNode | None:
        """Parse YAML; an empty text becomes an empty mapping, and unreadable YAML None and a fault."""
        tabs = self.tabs(source, start, end)
        try:
            root = parse_yaml(source, start, end)
        except YamlError as error:
            if not tabs:
                self.faults.add("broken-yaml", error.span, error.message, help=error.help)
            return None
        self.escapes(root)
        return root or YamlMapping((), source.span(start, start))

    def escapes(self, root: YamlNode | None) -> None:
        """Report hidden characters that are written as escape sequences in double-quoted scalars."""
        for scalar in yaml_scalars(root) if root and '"' in root.span.text else ():
            for rule, fault in escaped_characters(scalar.value, scalar.span) if scalar.span.text.startswith('"') else ():
                self.faults.append(rule, fault)

    def tabs(self, source: Source, start: int, end: int | None) -> bool:
        """Report the first tab in a range of a source; return whether there is one."""
        at = source.text.find("\t", start, end)
        if at == -1:
            return False
        self.faults.add("tab-in-yaml", source.span(at), "a tab in YAML", help="type spaces instead")
        return True

    def mapping(self, node: YamlNode | None) -> YamlMapping | None:
        """The node if it is a mapping, else None and a fault."""
        if node is None or isinstance(node, YamlMapping):
            return node
        self.faults.add("wrong-type", node.span, "expected fields, each as `name: value`")
        return None

    def fields(self, node: YamlMapping, record: str, source: Source) -> dict[str, YamlNode]:
        """The known, non-empty fields of a mapping by name; report unknown, missing, repeated and misplaced ones."""
        known = {field.name: field for field in self.schema.fields[record]}
        found: dict[str, YamlNode] = {}
        for entry in node.entries:
            if entry.key.value not in known:
                self.unknown_field(entry.key, known)
            elif not self.empty(entry.value, known[entry.key.value]):
                found[entry.key.value] = entry.value
        self.duplicates(node)
        self.in_order(node, list(known))
        given = {entry.key.value for entry in node.entries}
        for field in known.values():
            if field.required and field.name not in given:
                self.missing_field(node, field, record, source)
        return found

    def duplicates(self, node: YamlMapping) -> None:
        """Report repeated fields."""
        for key, first in node.duplicates:
            self.faults.add(
                "duplicate-key",
                key.span,
                f"`{key.value}` is given twice",
                label="given again here",
                help="remove one of the two",
                note=Note(first.span, "first given here"),
            )

    def in_order(self, node: YamlMapping, order: list[str]) -> None:
        """Report the first field that is not in the given order."""
        for before, key in pairwise([entry.key for entry in node.entries if entry.key.value in order]):
            if order.index(key.value) < order.index(before.value):
                help = "the order is: " + ", ".join(order)
                message = f"`{key.value}` belongs before `{before.value}`"
                self.faults.add("field-order", key.span, message, help=help, fix=reorder(node, order))
                return

    def unknown_field(self, key: YamlScalar, known: dict[str, Field]) -> None:
        """Report a field that the record does not have."""
        help = did_you_mean(key.value, known) or "the fields are: " + ", ".join(known)
        right = match_ignoring_case(key.value, known)
        fix = (Edit(key.span, right),) if right else ()
        self.faults.add("unknown-field", key.span, f"there is no field `{key.value}`", help=help, fix=fix)

    def missing_field(self, node: YamlMapping, field: Field, record: str, source: Source) -> None:
        """Report a required field that the record lacks."""
        span = source.span(node.span.start, node.span.start + 1)
        help = f"{field.name}: {field.description[0].lower()}{field.description[1:]}"
        self.faults.add("missing-field", span, f"{self.title(record)} has no `{field.name}`", help=help)

    def title(self, record: str) -> str:
        """The name of a record in messages."""
        return "the file" if record in ("term", "text") else f"this {record}"

    def empty(self, node: YamlNode, field: Field) -> bool:
        """Whether a value is empty; report it if the field is required."""
        if (is_empty := _is_empty(node)) and field.required:
            self.faults.add("missing-field", node.span, f"`{field.name}` is empty", help=field.description)
        return is_empty

    def scalar(self, node: YamlNode | None) -> YamlScalar | None:
        """The node if it is a scalar of any type, else None and a fault."""
        if node is None or isinstance(node, YamlScalar):
            return node
        self.faults.add(
            "wrong-type", node.span, "expected a single value", help="remove the brackets, or quote the value"
        )
        return None

    def word(self, node: YamlNode | None, numbers: bool = False) -> Spanned[str] | None:
        """The value of a string; report scalars that YAML reads as another type (numbers only unless `numbers`)."""
        scalar = self.scalar(node)
        if scalar is None:
            return None
        if scalar.kind not in ("str", "null") and not (numbers and scalar.kind in ("int", "float")):
            self.faults.add(
                "yaml-surprise",
                scalar.span,
                f"YAML reads `{scalar.value}` as {_KIND_NAMES.get(scalar.kind, scalar.kind)}, not as a text",
                help=f"put it into quotes: '{scalar.value}'",
                fix=(Edit(scalar.span, f"'{scalar.value}'"),),
            )
        return Spanned(scalar.value, scalar.span)

    def words(self, node: YamlNode | None, may_repeat: bool = False) -> tuple[Spanned[str], ...]:
        """The values of a list of strings."""
        return tuple(word for item in self.items(node, may_repeat) if self.not_empty(item) and (word := self.word(item)))

    def not_empty(self, item: YamlNode) -> bool:
        """Whether an item of a list has a value; report it otherwise."""
        if not _is_empty(item):
            return True
        self.faults.add("wrong-type", item.span, "an empty entry", help="remove it")
        return False

    def items(self, node: YamlNode | None, may_repeat: bool = False) -> Iterator[YamlNode]:
        """The items of a list without repetitions, which are reported unless `may_repeat`."""
        if isinstance(node, YamlSequence):
            repeated = {} if may_repeat else dict(repeated_items(node))
            for index, first in repeated.items():
                self.repeated_entry(node, index, first)
            yield from (item for index, item in enumerate(node.items) if index not in repeated)
        elif node is not None:
            self.faults.add("wrong-type", node.span, "expected a list", help="put it into brackets: [one, two]")

    def repeated_entry(self, node: YamlSequence, index: int, first: YamlNode) -> None:
        """Report the item at a 0-based index, which repeats `first`."""
        item = node.items[index]
        what = f"`{item.value}`" if isinstance(item, YamlScalar) else "this entry"
        self.faults.add(
            "repeated-entry",
            item.span,
            f"{what} stands twice in a list",
            label="again here",
            help="remove it",
            note=Note(first.span, "first here"),
            fix=(remove_item(node, index),),
        )

    def each(self, node: YamlNode | None, read: Callable[[YamlMapping], Part | None]) -> Iterator[Part]:
        """Convert the mappings of a list by `read`, and leave out those for which it returns None."""
        for item in self.items(node):
            if (fields := self.mapping(item)) and (part := read(fields)) is not None:
                yield part

    def phrase(self, node: YamlNode | None) -> YamlScalar | None:
        """The node if it is a string, which may contain formulas; None otherwise."""
        return node if self.word(node) and isinstance(node, YamlScalar) else None

    def translated(self, node: YamlNode | None) -> dict[str, YamlScalar]:
        """The strings of a translated value by language id; report missing and unknown languages."""
        if node is None:
            return {}
        languages = [language.id for language in self.schema.languages]
        if not isinstance(node, YamlMapping):
            self.faults.add("wrong-type", node.span, "expected one text for each language", help="write {en: …, zh: …}")
            return {}
        self.duplicates(node)
        for entry in node.entries:
            if entry.key.value not in languages:
                help, message = did_you_mean(entry.key.value, languages), f"there is no language `{entry.key.value}`"
                self.faults.add("unknown-field", entry.key.span, message, help=help)
        self.in_order(node, languages)
        found = {language: self.phrase(self.translation(node, language)) for language in languages}
        return {language: phrase for language, phrase in found.items() if phrase}

    def translation(self, node: YamlMapping, language: str) -> YamlNode | None:
        """The node of one language of a translated value, or None and a fault if it is missing or empty."""
        text = node.get(language)
        if text is None:
            self.faults.add("missing-field", node.span, f"the text has no `{language}`")
        elif _is_empty(text):
            self.faults.add("missing-field", text.span, f"the text in `{language}` is empty")
            return None
        return text

    def one_of(self, node: YamlNode | None, choices: tuple[str, ...], rule: str, what: str) -> Spanned[str] | None:
        """The value of a string that must be one of `choices`; None and a fault of `rule` otherwise."""
        word = self.word(node)
        if word is None or word.value in choices:
            return word
        help = did_you_mean(word.value, choices) or "one of: " + ", ".join(choices)
        right = match_ignoring_case(word.value, choices)
        fix = (Edit(word.span, right),) if right else ()
        self.faults.add(rule, word.span, f"there is no {what} `{word.value}`", help=help, fix=fix)
        return None


def _is_empty(node: YamlNode) -> bool:
    """Whether a node is null or a blank string."""
    return isinstance(node, YamlScalar) and (node.kind == "null" or not node.value.strip())
