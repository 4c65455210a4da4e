"""The closed vocabulary of term files, read from `glossary/schema.yml`."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from lexicon.text import YamlError
from lexicon.text import YamlSequence
from lexicon.text import parse_yaml
from lexicon.text import Source
from lexicon.text import LexiconError
from lexicon.text import YamlMapping
from lexicon.text import YamlError
from lexicon.glossary.file_names import SCHEMA_FILE

if TYPE_CHECKING:
    from collections.abc import Mapping as MappingOf
    from collections.abc import Sequence
    from pathlib import Path

    from lexicon.languages import Locale
    from lexicon.text import Span
    from lexicon.text import YamlNode


class SchemaError(LexiconError):
    """The schema itself cannot be read: a fault of the project, not of a term."""


@dataclass(frozen=True)
class Language:
    """A language of the glossary; `tag` is its BCP 47 tag, `root` its folder in the addresses."""

    id: str
    tag: str
    name: str
    root: str
    source: bool = False

    @property
    def locale(self) -> Locale:
        """All that the language does its own way."""
        from lexicon.languages import locale_of  # reads dictionaries, of which the renderers need none

        return locale_of(self.tag)


@dataclass(frozen=True)
class Topic:
    """A part of the field; every term belongs to one."""

    id: str
    name: MappingOf[str, str]
    scope: MappingOf[str, str]
    intro: MappingOf[str, str]


@dataclass(frozen=True)
class SectionTitle:
    """A heading that prose may have, in every language."""

    id: str
    titles: MappingOf[str, str]


@dataclass(frozen=True)
class Field:
    """A field of a record: its type, whether it must be there, and a sentence for authors."""

    name: str
    type: str
    description: str
    required: bool = False


@dataclass(frozen=True)
class Schema:
    """Languages, topics, sections, fields (by record), limits, and the words of the pages themselves."""

    languages: tuple[Language, ...]
    topics: tuple[Topic, ...]
    sections: tuple[SectionTitle, ...]
    fields: MappingOf[str, tuple[Field, ...]]
    limits: MappingOf[str, Any]
    start: tuple[str, ...]
    phrases: MappingOf[str, MappingOf[str, str]]

    @cached_property
    def source_language(self) -> Language:
        return next(language for language in self.languages if language.source)

    @cached_property
    def topic_ids(self) -> tuple[str, ...]:
        return tuple(topic.id for topic in self.topics)

    def topic(self, topic_id: str) -> Topic:
        return next(topic for topic in self.topics if topic.id == topic_id)

    def language(self, language_id: str) -> Language:
        return next(language for language in self.languages if language.id == language_id)

    def phrase(self, key: str, language: str, **values: object) -> str:
        """A phrase of the pages in a language, its `{placeholders}` filled in."""
        phrase = self.phrases[key][language]
        return phrase.format(**values) if values else phrase

    def section_ids(self, language: str) -> MappingOf[str, str]:
        """The sections by the headings that name them."""
        return {section.titles[language]: section.id for section in self.sections}

    def section_titles(self, language: str) -> tuple[str, ...]:
        return tuple(section.titles[language] for section in self.sections)


Record = TypeVar("Record", Language, Topic, Field)


def read_schema(folder: Path) -> Schema:
    """Read `schema.yml` of a glossary folder. Raises SchemaError with one line that says where it is wrong."""
    path = folder / SCHEMA_FILE
    try:
        source = Source(str(path), path.read_text("utf-8"))
        return _schema(parse_yaml(source) or YamlMapping((), source.span(0)))
    except FileNotFoundError:
        raise SchemaError(f"there is no {SCHEMA_FILE} in {folder}") from None
    except OSError as error:
        raise SchemaError(f"{path} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        before = Source(str(path), error.object[: error.start].decode("utf-8", "replace"))
        raise _error(
            before.span(len(before.text)), f"the byte 0x{error.object[error.start]:02x} is not UTF-8"
        ) from None
    except YamlError as fault:
        raise _error(fault.span, fault.message) from None


def _error(span: Span, message: str) -> SchemaError:
    line, column = span.position
    return SchemaError(f"{span.source.path}:{line}:{column}: {message}")


# From YAML to records. What is wrong is raised as a YamlFault, which knows the place.


def _schema(root: YamlNode) -> Schema:
    parts = _fields(root, ("languages", "topics", "sections", "fields", "limits", "start", "phrases"))
    languages = tuple(_record(Language, node) for node in _items(parts["languages"]))
    if sum(language.source for language in languages) != 1:
        raise YamlError(parts["languages"].span, "one language, and no more, must be the `source`")
    ids = tuple(language.id for language in languages)
    sections = [_fields(node, ("id", *ids)) for node in _items(parts["sections"])]
    return Schema(
        languages=languages,
        topics=tuple(_record(Topic, node) for node in _items(parts["topics"])),
        sections=tuple(
            SectionTitle(str(_value(section["id"])), {language: str(_value(section[language])) for language in ids})
            for section in sections
        ),
        fields={
            record: tuple(_record(Field, node, name=name) for name, node in _fields(known).items())
            for record, known in _fields(parts["fields"]).items()
        },
        limits={name: _value(node) for name, node in _fields(parts["limits"]).items()},
        start=tuple(str(_value(node)) for node in _items(parts["start"])),
        phrases={name: _texts(node) for name, node in _fields(parts["phrases"]).items()},
    )


def _fields(node: YamlNode, known: Sequence[str] = ()) -> dict[str, YamlNode]:
    """The fields of a mapping; of some that are known all must be there, and no others."""
    if not isinstance(node, YamlMapping):
        raise YamlError(node.span, "fields are expected here, each as `name: value`")
    for again, _ in node.duplicates:
        raise YamlError(again.span, f"`{again.value}` is given twice")
    given = {entry.key.value: entry.value for entry in node.entries}
    for entry in node.entries:
        if known and entry.key.value not in known:
            raise YamlError(entry.key.span, f"there is no field `{entry.key.value}`: the fields are {', '.join(known)}")
    for name in known:
        if name not in given:
            raise YamlError(node.span, f"`{name}` is missing here")
    return given


def _items(node: YamlNode) -> tuple[YamlNode, ...]:
    if not isinstance(node, YamlSequence):
        raise YamlError(node.span, "a list is expected here")
    return node.items


def _record(kind: type[Record], node: YamlNode, **given: Any) -> Record:
    """A record from fields; those with a default may be left out."""
    found = _fields(node)
    wanted = {field.name: field.default is MISSING for field in fields(kind) if field.name not in given}
    _fields(node, [name for name, must in wanted.items() if must or name in found])
    return kind(**given, **{name: _value(value) for name, value in found.items()})


def _texts(node: YamlNode) -> dict[str, str]:
    return {name: str(_value(value)) for name, value in _fields(node).items()}


def _value(node: YamlNode) -> Any:
    """A text, number or truth value, or a mapping of them."""
    if isinstance(node, YamlMapping):
        return {name: _value(value) for name, value in _fields(node).items()}
    if isinstance(node, YamlSequence):
        raise YamlError(node.span, "a single value is expected here")
    if node.kind == "bool":
        return node.value.lower() in ("true", "yes", "on")
    if node.kind == "int" and node.value.isdecimal():
        return int(node.value)
    if node.kind != "str":
        raise YamlError(node.span, f"`{node.value}` is neither a text nor a whole number: put a text into quotes")
    return node.value
