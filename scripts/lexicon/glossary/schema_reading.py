"""Reading of `glossary/schema.yml` into a `Schema`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lexicon.diagnostics import Diagnostic, Faults, Note, Severity
from lexicon.glossary.fields import Fields
from lexicon.glossary.file_names import SCHEMA_FILE, SLUG, SLUG_HELP
from lexicon.glossary.file_reading import Files
from lexicon.glossary.interface_texts import PHRASES, PLACEHOLDERS, PhraseName
from lexicon.glossary.metaschema import RESERVED, FieldSpec, metaschema, field_specs
from lexicon.glossary.page_ids import figure_id, formula_id, is_reserved_id
from lexicon.glossary.schema import Field, Language, Limit, Limits, Schema, SchemaError, SectionTitle, Topic
from lexicon.text import YamlMapping, YamlScalar, YamlSequence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from lexicon.text import YamlNode

_TAG = re.compile(r"(?![^\n]{36})[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*\Z")
_ROOT = re.compile(r"(?![^\n]{101})(?:[a-zA-Z0-9_-]+/)*\Z")
OWN_FOLDERS = frozenset(
    (
        *("about", "api", "assets", "contributing", "data", "glossary", "hosting", "rules", "search", "searching"),
        *("speed", "terms", "topics"),
    )
)
"""Folders at the root of a built site."""
_NUMBER = re.compile(r"[1-9][0-9]{0,8}\Z")
_BRACES = re.compile(r"\{[^{}]*\}|[{}]")
_WARNINGS = ("missing-line-end",)
"""Rules whose faults are warnings, with which a schema is usable."""
_RECORDS_BY_NUMBER = ("language", "topic", "section", "field", "limit")
"""Records that occur more than once, which messages call `this topic` and so on."""


def read_schema(folder: Path, shown_as: str | None = None) -> Schema:
    """Read `schema.yml` of a glossary folder; displayed paths start with `shown_as` (`folder` by default).

    Raises SchemaError with all faults if any of them is an error.
    """
    return load_schema(Files(folder, shown_as or folder.as_posix(), Faults()))


def load_schema(files: Files) -> Schema:
    """Read `schema.yml` from the files of a glossary; its faults are appended to those of `files`.

    Raises SchemaError with all faults if any of them is an error.
    """
    schema = _read(files, files.folder / SCHEMA_FILE)
    found = {
        Diagnostic(rule, Severity.WARNING if rule in _WARNINGS else Severity.ERROR, fault): None
        for rule, faults in files.faults.by_rule.items()
        for fault in faults
    }
    if schema and not any(diagnostic.is_error for diagnostic in found):
        return schema
    raise SchemaError(sorted(found, key=lambda diagnostic: diagnostic.sort_key))


def _read(files: Files, path: Path) -> Schema | None:
    source = files.read(path)
    if source:
        reader = SchemaReader(metaschema(()), files.faults)
        root = reader.parse_yaml(source)
        return reader.read(root) if root else None
    if not files.faults.by_rule:
        help = "a glossary needs one: it names the languages, topics, sections and fields"
        files.faults.add("missing-file", files.file_span(path), f"there is no {SCHEMA_FILE}", help=help)
    return None


class SchemaReader(Fields):
    """Reads the parts of a schema. The results are valid only if there are no faults."""

    def read(self, root: YamlMapping) -> Schema | None:
        """The schema; None without any language."""
        parts = self.known_fields(root, "schema")
        languages = tuple(self.each(parts.get("languages"), self.language))
        self.distinct(parts.get("languages"), "id", "tag", "name", "root")
        self.one_source(parts.get("languages"))
        if not languages:
            return None  # otherwise each translated text would cause a fault
        self.schema = metaschema(languages)
        schema = replace(
            self.schema,
            topics=tuple(self.each(self.filled(parts, "topics"), self.topic)),
            sections=tuple(self.each(parts.get("sections"), self.section)),
            fields=self.records(parts.get("fields")),
            limits=self.limits(parts.get("limits")),
            start=self.words(parts.get("start")),
            phrases=self.phrases(parts.get("phrases")),
        )
        self.all_distinct(parts, [language.id for language in languages])
        return schema

    # Parts

    def language(self, node: YamlMapping) -> Language | None:
        """An entry of `languages`; None without id."""
        fields = self.known_fields(node, "language")
        language_id = self.slug(fields.get("id"))
        if language_id in RESERVED:
            help = "give the language another id"
            message = f"`{language_id}` is a field that stands beside those of the languages"
            self.faults.add("repeated-entry", fields["id"].span, message, help=help)
        tag = self.matching(fields.get("tag"), _TAG, "a BCP 47 tag", "write one such as `en` or `zh-Hans`")
        help = 'write its name with a slash at the end, or an empty text: ""'
        root = self.matching(fields.get("root"), _ROOT, "a folder", help)
        if root.partition("/")[0] in OWN_FOLDERS:
            message = f"`{root}` is a folder of the site itself"
            self.faults.add("reserved-id", fields["root"].span, message, help="call it otherwise")
        name, source = self.text(fields.get("name")), self.flag(fields.get("source"))
        return Language(language_id, tag, name, root, source) if language_id else None

    def one_source(self, node: YamlNode | None) -> None:
        """Check that exactly one language is the source."""
        items = node.items if isinstance(node, YamlSequence) else ()
        marks = [mark for item in items if (mark := _at(item, "source")) and _is_true(mark)]
        for mark in marks[1:]:
            note = Note(marks[0].span, "the first is here")
            message, help = "two languages are the source", "leave `source: true` on one"
            self.faults.add("repeated-entry", mark.span, message, help=help, note=note)
        if isinstance(node, YamlSequence) and not marks:
            help = "add `source: true` to the language from which the others are translated"
            self.faults.add("missing-field", node.span, "no language is the source", help=help)

    def topic(self, node: YamlMapping) -> Topic:
        """An entry of `topics`."""
        fields = self.known_fields(node, "topic")
        name, scope, intro = (self.texts(fields.get(field)) for field in ("name", "scope", "intro"))
        return Topic(self.free_slug(fields.get("id")), name, scope, intro)

    def section(self, node: YamlMapping) -> SectionTitle:
        """An entry of `sections`."""
        fields = self.known_fields(node, "section")
        titles = {language.id: self.text(fields.get(language.id)) for language in self.schema.languages}
        return SectionTitle(self.free_slug(fields.get("id")), titles)

    def records(self, node: YamlNode | None) -> Mapping[str, tuple[Field, ...]]:
        """The fields by record, from `fields`."""
        languages = [language.id for language in self.schema.languages]
        found = {}
        for record, fields in self.entries(node, "fields"):
            read = field_specs(record, languages)
            entries = self.entries(fields, f"fields.{record}")
            found[record] = tuple(self.field(name, value, read[name]) for name, value in entries)
        return found

    def field(self, name: str, node: YamlNode, read: FieldSpec) -> Field:
        """A field of a record, which must have the type of its specification."""
        mapping = self.mapping(node)
        fields = self.known_fields(mapping, "field") if mapping else {}
        kind, required = fields.get("type"), self.flag(fields.get("required"))
        if kind and self.text(kind) not in ("", read.type):
            message, help = f"`{name}` is not read as `{self.text(kind)}`", f"write `type: {read.type}`"
            self.faults.add("wrong-type", kind.span, message, help=help)
        if mapping and read.required and not required:
            span = mapping.span.part(0, 1)
            message, help = f"the program cannot do without `{name}`", "add `required: true`"
            self.faults.add("missing-field", span, message, help=help)
        return Field(name, read.type, self.text(fields.get("description")), required)

    def limits(self, node: YamlNode | None) -> Limits:
        """The value of `limits`."""
        fields = dict(self.entries(node, "limits"))
        definition = self.entries(fields.get("definition"), "limits.definition")
        return Limits(
            {language: self.limit(limit) for language, limit in definition},
            self.number(fields.get("name")),
            self.number(fields.get("drawing")),
        )

    def limit(self, node: YamlNode) -> Limit:
        """A minimum and a maximum."""
        fields = dict(self.entries(node, "limit"))
        limit = Limit(self.number(fields.get("least")), self.number(fields.get("most")))
        if limit.least >= limit.most > 0:
            message = f"at least {limit.least:,} and at most {limit.most:,} cannot both hold"
            self.faults.add("wrong-type", fields["most"].span, message, help="write a number above `least`")
        return limit

    def phrases(self, node: YamlNode | None) -> Mapping[PhraseName, Mapping[str, str]]:
        """The interface texts by name and language id."""
        given = dict(self.entries(node, "phrases"))
        return {name: self.phrase_texts(name, given.get(name)) for name in PHRASES}

    def phrase_texts(self, name: PhraseName, node: YamlNode | None) -> Mapping[str, str]:
        """An interface text by language id."""
        texts = self.translated(node)
        for scalar in texts.values():
            self.placeholders(scalar, [f"{{{word}}}" for word in PLACEHOLDERS.get(name, ())])
        return {language: scalar.value for language, scalar in texts.items()}

    def placeholders(self, scalar: YamlScalar, expected: list[str]) -> None:
        """Check that a phrase has exactly the `expected` placeholders, and no other braces."""
        found = {brace[0]: brace for brace in _BRACES.finditer(scalar.value)}
        unknown = [brace for text, brace in found.items() if text not in expected]
        for brace in unknown:
            span = scalar.span.source.span(scalar.offset(brace.start()), scalar.offset(brace.end() - 1) + 1)
            help = f"write `{expected[0]}`" if expected else "remove it: this phrase has no placeholders"
            self.faults.add("placeholder-mismatch", span, f"nothing is filled in for `{brace[0]}`", help=help)
        for missing in [] if unknown else expected:
            if missing not in found:
                help = "put it where the value belongs"
                self.faults.add("placeholder-mismatch", scalar.span, f"the phrase has no `{missing}`", help=help)

    # Values: each method returns an empty value, and appends a fault, if the node has another type

    def known_fields(self, node: YamlMapping, record: str) -> dict[str, YamlNode]:
        """The known fields of a mapping by name."""
        return self.fields(node, record, node.span.source)

    def entries(self, node: YamlNode | None, record: str) -> Iterator[tuple[str, YamlNode]]:
        """The known fields of a node that must be a mapping, as pairs of name and value."""
        mapping = self.mapping(node)
        yield from self.known_fields(mapping, record).items() if mapping else ()

    def filled(self, parts: Mapping[str, YamlNode], name: str) -> YamlNode | None:
        """The node of a part, which must not be an empty list."""
        part = parts.get(name)
        if isinstance(part, YamlSequence) and not part.items:
            self.faults.add("missing-field", part.span, f"`{name}` is empty")
        return part

    def text(self, node: YamlNode | None) -> str:
        """The value of a string, or ""."""
        word = self.word(node)
        return word.value if word else ""

    def texts(self, node: YamlNode | None) -> Mapping[str, str]:
        """The strings of a translated value by language id."""
        return {language: scalar.value for language, scalar in self.translated(node).items()}

    def slug(self, node: YamlNode | None) -> str:
        """The value of a string that must be a slug, or ""."""
        word = self.word(node)
        if word and not SLUG.match(word.value):
            self.faults.add("slug-shape", word.span, f"`{word.value}` is not a slug", help=SLUG_HELP)
        return word.value if word else ""

    def free_slug(self, node: YamlNode | None) -> str:
        """The value of a slug that becomes a page or an id on pages; reserved ids are faults."""
        slug = self.slug(node)
        if node and (is_reserved_id(slug) or slug.startswith((formula_id(""), figure_id("")))):
            help = "call it otherwise"
            self.faults.add("reserved-id", node.span, f"`{slug}` is an anchor or a page of the site itself", help=help)
        return slug

    def matching(self, node: YamlNode | None, pattern: re.Pattern[str], what: str, help: str) -> str:
        """The value of a string that must match `pattern`, or ""; `what` describes it in messages."""
        word = self.word(node)
        if word and not pattern.match(word.value):
            self.faults.add("wrong-type", word.span, f"`{word.value}` is not {what}", help=help)
        return word.value if word else ""

    def flag(self, node: YamlNode | None) -> bool:
        """The value of a boolean, or False."""
        scalar = self.scalar(node)
        if scalar and scalar.kind != "bool":
            help = "write true or false, without quotes"
            self.faults.add("wrong-type", scalar.span, f"`{scalar.value}` is not a truth value", help=help)
        return bool(scalar and _is_true(scalar))

    def number(self, node: YamlNode | None) -> int:
        """The value of a positive integer, or 0."""
        scalar = self.scalar(node)
        if scalar and (scalar.kind != "int" or not _NUMBER.match(scalar.value)):
            help = "write digits without quotes"
            self.faults.add("wrong-type", scalar.span, f"`{scalar.value}` is not a number above 0", help=help)
            return 0
        return int(scalar.value) if scalar else 0

    # Uniqueness

    def all_distinct(self, parts: Mapping[str, YamlNode], languages: list[str]) -> None:
        """Check that topics and sections have distinct ids and titles."""
        self.distinct(parts.get("topics"), "id", *(f"name.{language}" for language in languages))
        self.distinct(parts.get("sections"), "id", *languages)

    def distinct(self, node: YamlNode | None, *paths: str) -> None:
        """Check that no two items of a list have the same value at any of the dotted paths of fields."""
        items = node.items if isinstance(node, YamlSequence) else ()
        for path in paths:
            first: dict[str, YamlScalar] = {}
            for value in filter(None, (_at(item, *path.split(".")) for item in items)):
                if first.setdefault(value.value, value) is not value:
                    note = Note(first[value.value].span, "first given here")
                    message, label = f"`{value.span.text}` is given twice", "given again here"
                    self.faults.add("repeated-entry", value.span, message, label=label, note=note)

    # Differences from term files

    def empty(self, node: YamlNode, field: Field) -> bool:
        """Whether a value is empty; report it even if the field is optional, except an empty `root`."""
        if field.name == "root" and isinstance(node, YamlScalar) and node.kind == "str":
            return False
        return super().empty(node, replace(field, required=True))

    def title(self, record: str) -> str:
        if record in _RECORDS_BY_NUMBER:
            return f"this {record}"
        return "the file" if record == "schema" else f"`{record}`"

    def in_order(self, node: YamlMapping, order: list[str]) -> None:
        """Check nothing: the order of `schema.yml` is free, and defines that of term files."""


def _at(node: YamlNode | None, *path: str) -> YamlScalar | None:
    """The scalar at a path of fields; None if it is missing, null or not a scalar."""
    for field in path:
        node = node.get(field) if isinstance(node, YamlMapping) else None
    return node if isinstance(node, YamlScalar) and node.kind != "null" else None


def _is_true(scalar: YamlScalar) -> bool:
    return scalar.kind == "bool" and scalar.value.lower() in ("true", "yes", "on")
