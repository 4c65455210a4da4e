"""The data model of `glossary/schema.yml`."""

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
    from lexicon.text import Spanned


class SchemaError(LexiconError):
    """Faults in `schema.yml` that prevent reading the glossary; the message is a report of `diagnostics`."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        super().__init__(report_text(diagnostics))
        self.diagnostics = diagnostics


@dataclass(frozen=True)
class Language:
    """A language of the glossary; `tag` is its BCP 47 tag, `root` the first part of its addresses ("zh/" or "")."""

    id: str
    tag: str
    name: str
    root: str
    source: bool = False

    @property
    def locale(self) -> Locale:
        """The locale of the language."""
        from lexicon.languages import locale_of  # loads dictionaries, which renderers do not need

        return locale_of(self.tag)


@dataclass(frozen=True)
class Topic:
    """A topic, to which terms belong; its texts are by language id."""

    id: str
    name: MappingOf[str, str]
    scope: MappingOf[str, str]
    intro: MappingOf[str, str]


@dataclass(frozen=True)
class SectionTitle:
    """A heading that prose may have, by language id."""

    id: str
    titles: MappingOf[str, str]


@dataclass(frozen=True)
class Field:
    """A field of a record; `description` is a sentence for authors."""

    name: str
    type: str
    description: str
    required: bool = False


@dataclass(frozen=True)
class Limit:
    """The minimum and the maximum number of characters of a text."""

    least: int
    most: int


@dataclass(frozen=True)
class Limits:
    """The limits of definitions by language id, and the maxima for names (characters) and drawings (bytes)."""

    definition: MappingOf[str, Limit]
    name: int
    drawing: int


@dataclass(frozen=True)
class Schema:
    """The content of `schema.yml`: `fields` are by record, `start` has slugs, `phrases` are the interface texts."""

    languages: tuple[Language, ...]
    topics: tuple[Topic, ...]
    sections: tuple[SectionTitle, ...]
    fields: MappingOf[str, tuple[Field, ...]]
    limits: Limits
    start: tuple[Spanned[str], ...] = field(repr=False)  # not in the cache key of terms, because spans change often
    phrases: MappingOf[PhraseName, MappingOf[str, str]]

    @cached_property
    def source_language(self) -> Language:
        """The language that the others are translated from."""
        return next(language for language in self.languages if language.source)

    @cached_property
    def topic_ids(self) -> tuple[str, ...]:
        """The ids of the topics in their order."""
        return tuple(topic.id for topic in self.topics)

    def topic(self, topic_id: str) -> Topic:
        """The topic with an id. Raises StopIteration if there is none."""
        return next(topic for topic in self.topics if topic.id == topic_id)

    def language(self, language_id: str) -> Language:
        """The language with an id. Raises StopIteration if there is none."""
        return next(language for language in self.languages if language.id == language_id)

    def phrase(self, key: PhraseName, language: str, **values: object) -> str:
        """An interface text in a language, with `{placeholders}` replaced by `values`. Raises KeyError."""
        phrase = self.phrases[key][language]
        return phrase.format(**values) if values else phrase

    def section_ids(self, language: str) -> MappingOf[str, str]:
        """The section ids by their headings in a language."""
        return {section.titles[language]: section.id for section in self.sections}

    def section_titles(self, language: str) -> tuple[str, ...]:
        """The headings in a language, in the order of the sections."""
        return tuple(section.titles[language] for section in self.sections)

