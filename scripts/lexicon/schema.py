"""The closed vocabulary of term files, read from `glossary/schema.yml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FILE_NAME = "schema.yml"


class SchemaError(Exception):
    """The schema itself cannot be read: a fault of the project, not of a term."""


@dataclass(frozen=True)
class Language:
    """A language of the glossary; `tag` is its BCP 47 tag, `root` its folder in the addresses."""

    id: str
    tag: str
    name: str
    root: str
    source: bool = False


@dataclass(frozen=True)
class Topic:
    """A part of the field; every term belongs to one."""

    id: str
    name: Mapping[str, str]
    scope: Mapping[str, str]
    intro: Mapping[str, str]


@dataclass(frozen=True)
class SectionTitle:
    """A heading that prose may have, in every language."""

    id: str
    titles: Mapping[str, str]


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
    fields: Mapping[str, tuple[Field, ...]]
    limits: Mapping[str, Any]
    start: tuple[str, ...]
    phrases: Mapping[str, Mapping[str, str]]

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

    def section_ids(self, language: str) -> Mapping[str, str]:
        """The sections by the headings that name them."""
        return {section.titles[language]: section.id for section in self.sections}

    def section_titles(self, language: str) -> tuple[str, ...]:
        return tuple(section.titles[language] for section in self.sections)


def read(folder: Path) -> Schema:
    """Read `schema.yml` of a glossary folder. Raises SchemaError with one clear line."""
    path = folder / FILE_NAME
    try:
        data = cast("dict[str, Any]", yaml.load(path.read_text("utf-8"), yaml.CSafeLoader))
        return Schema(
            languages=tuple(Language(**language) for language in data["languages"]),
            topics=tuple(Topic(**topic) for topic in data["topics"]),
            sections=tuple(
                SectionTitle(section["id"], {k: v for k, v in section.items() if k != "id"})
                for section in data["sections"]
            ),
            fields={
                record: tuple(Field(name=name, **field) for name, field in fields.items())
                for record, fields in data["fields"].items()
            },
            limits=data["limits"],
            start=tuple(data["start"]),
            phrases=data["phrases"],
        )
    except FileNotFoundError:
        raise SchemaError(f"there is no {FILE_NAME} in {folder}") from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise SchemaError(f"{path} cannot be used: {error}") from error
