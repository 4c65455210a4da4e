"""The glossary as frozen data: terms, their texts in each language, and what the files around them say."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lexicon.diagnostics import Fault
    from lexicon.markdown import Prose
    from lexicon.schema import Schema
    from lexicon.source import Located, Source, Span
    from lexicon.yamltree import Scalar


PHRASE_MATH = re.compile(r"\$([^$]+)\$")
"""Mathematics inside a phrase (a legend's text or a formula's title), which otherwise is plain text."""


@dataclass(frozen=True)
class Symbol:
    """An entry of a formula's legend; `meaning` is a phrase by language."""

    tex: Scalar
    meaning: Mapping[str, Scalar]


@dataclass(frozen=True)
class Formula:
    """A display formula that every language shows, with its legend."""

    id: Located[str]
    tex: Scalar
    title: Mapping[str, Scalar]
    symbols: tuple[Symbol, ...]


@dataclass(frozen=True)
class Reference:
    """A publication. Identifiers are bare: no resolver's address."""

    span: Span
    title: str
    authors: tuple[str, ...]
    year: int
    venue: str = ""
    doi: Located[str] | None = None
    arxiv: Located[str] | None = None
    isbn: Located[str] | None = None
    url: Located[str] | None = None


@dataclass(frozen=True)
class Wrong:
    """A rendering to avoid, and why."""

    name: Located[str]
    reason: Located[str]


@dataclass(frozen=True)
class Section:
    """A heading and the prose below it; the definition has neither title nor id."""

    id: str | None
    title: Located[str] | None
    prose: Prose


@dataclass(frozen=True)
class Text:
    """A term in one language. `name` is empty where the file lacks one."""

    source: Source
    language: str
    name: Located[str]
    aliases: tuple[Located[str], ...]
    spellings: tuple[Located[str], ...]
    covers: tuple[Located[str], ...]
    unlinked: tuple[Located[str], ...]
    avoid: tuple[Wrong, ...]
    pinyin: Located[str] | None
    translates: Located[str] | None
    definition: Section
    sections: tuple[Section, ...]

    @property
    def names(self) -> Iterator[Located[str]]:
        """Everything this term is called here: name, aliases, spellings."""
        if self.name.value:
            yield self.name
        yield from self.aliases
        yield from self.spellings

    @property
    def parts(self) -> Iterator[Section]:
        """The definition and the sections."""
        yield self.definition
        yield from self.sections


@dataclass(frozen=True)
class Term:
    """A concept: what is true in every language, and its text in each."""

    slug: str
    source: Source
    topic: Located[str] | None
    abbreviations: tuple[Located[str], ...]
    needs: tuple[Located[str], ...]
    related: tuple[Located[str], ...]
    formulas: tuple[Formula, ...]
    references: tuple[Reference, ...]
    former_slugs: tuple[Located[str], ...]
    texts: Mapping[str, Text]

    @property
    def sources(self) -> Iterator[Source]:
        yield self.source
        for text in self.texts.values():
            yield text.source


@dataclass(frozen=True)
class Ambiguous:
    """A word with several readings: the terms to offer, and which of them has the bare word, if any."""

    word: Located[str]
    language: str
    readings: tuple[Located[str], ...]
    default: Located[str] | None


@dataclass(frozen=True)
class Planned:
    """A term that is named but not written yet."""

    slug: str
    topic: str
    names: Mapping[str, str]


@dataclass(frozen=True)
class Glossary:
    """All that a glossary folder says.

    `folders` are all term folders, also those whose files are faulty; `faults` what loading found, by rule name.
    """

    schema: Schema
    terms: Mapping[str, Term]
    ambiguous: tuple[Ambiguous, ...]
    planned: Mapping[str, Planned]
    folders: frozenset[str]
    faults: Mapping[str, tuple[Fault, ...]] = field(default_factory=dict)

    @cached_property
    def former(self) -> Mapping[str, str]:
        """Earlier slugs and the terms that had them."""
        return {old.value: term.slug for term in self.terms.values() for old in term.former_slugs}

    def in_topic(self, topic: str) -> tuple[Term, ...]:
        return tuple(term for term in self.terms.values() if term.topic and term.topic.value == topic)
