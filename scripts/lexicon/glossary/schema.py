"""The closed vocabulary of term files, read from `glossary/schema.yml`."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from lexicon.diagnostics import report_text
from lexicon.text import LexiconError

if TYPE_CHECKING:
    from collections.abc import Mapping as MappingOf
    from collections.abc import Sequence

    from lexicon.diagnostics import Diagnostic
    from lexicon.glossary.interface_texts import PhraseName
    from lexicon.languages import Locale
    from lexicon.text import Located


class SchemaError(LexiconError):
    """The schema has faults, so nothing else can be read; as text it is their report."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        super().__init__(report_text(diagnostics))
        self.diagnostics = diagnostics


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
class Limit:
    """The fewest and the most characters that a text may have."""

    least: int
    most: int


@dataclass(frozen=True)
class Limits:
    """Limits of definitions by language, of names in characters, and of drawings in bytes."""

    definition: MappingOf[str, Limit]
    name: int
    drawing: int


@dataclass(frozen=True)
class Schema:
    """Languages, topics, sections, fields (by record), limits, and the words of the pages themselves."""

    languages: tuple[Language, ...]
    topics: tuple[Topic, ...]
    sections: tuple[SectionTitle, ...]
    fields: MappingOf[str, tuple[Field, ...]]
    limits: Limits
    start: tuple[Located[str], ...] = field(repr=False)  # terms are cached by the rest, and places change often
    phrases: MappingOf[PhraseName, MappingOf[str, str]]

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

    def phrase(self, key: PhraseName, language: str, **values: object) -> str:
        """A phrase of the pages in a language, its `{placeholders}` filled in."""
        phrase = self.phrases[key][language]
        return phrase.format(**values) if values else phrase

    def section_ids(self, language: str) -> MappingOf[str, str]:
        """The sections by the headings that name them."""
        return {section.titles[language]: section.id for section in self.sections}

    def section_titles(self, language: str) -> tuple[str, ...]:
        return tuple(section.titles[language] for section in self.sections)

