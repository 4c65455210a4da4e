"""The glossary as frozen data: terms, their texts in each language, and what the files around them say."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from lexicon.text import Kind
from lexicon.text import parse_markdown
from lexicon.text import plain_text
from lexicon.text import unclosed_fence
from lexicon.text import Located

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lexicon.diagnostics import Fault
    from lexicon.text import Piece
    from lexicon.text import Prose
    from lexicon.glossary.schema import Schema
    from lexicon.text import Source
    from lexicon.text import Span
    from lexicon.text import YamlScalar


@dataclass(frozen=True)
class Symbol:
    """An entry of a formula's legend; `meaning` is a phrase by language."""

    tex: YamlScalar
    meaning: Mapping[str, YamlScalar]


@dataclass(frozen=True)
class Formula:
    """A display formula that every language shows, with its legend."""

    id: Located[str]
    tex: YamlScalar
    title: Mapping[str, YamlScalar]
    symbols: tuple[Symbol, ...]


@dataclass(frozen=True)
class Figure:
    """A drawing, described for those who do not see it; at the beginning of `section`, else before the first."""

    id: Located[str]
    alt: Mapping[str, YamlScalar]
    caption: Mapping[str, YamlScalar]
    section: Located[str] | None

    def file(self, language: str) -> str:
        """The name of the drawing in a language."""
        return f"{self.id.value}.{language}.svg"


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
class Outline:
    """Links and formulas of a text, its words without markup, and whether it is whole: not empty, no code left open."""

    links: tuple[Piece, ...]
    formulas: tuple[Piece, ...]
    words: str
    is_whole: bool


@dataclass(frozen=True)
class Text:
    """A term in one language. `name` is empty where the file lacks one.

    The prose begins at `start`; `titles` maps the headings that it may have to the ids of sections.
    """

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
    start: int
    titles: Mapping[str, str]

    @property
    def definition(self) -> Section:
        return self._parts[0]

    @property
    def sections(self) -> tuple[Section, ...]:
        return self._parts[1:]

    @property
    def parts(self) -> tuple[Section, ...]:
        """The definition and the sections."""
        return self._parts

    @cached_property
    def _parts(self) -> tuple[Section, ...]:
        """The prose, cut at its second-level headings; read when it is first wanted."""
        prose = parse_markdown(self.source, self.start)
        heads = [piece for piece in prose.of(Kind.HEADING) if piece.target == "H2" and not piece.within]
        bounds = [head.span.start for head in heads] + [len(self.source.text)]
        parts = [Section(None, None, prose.part(self.start, bounds[0]))]
        for head, end in zip(heads, bounds[1:], strict=True):
            title = Located(head.value, head.inner)
            parts.append(Section(self.titles.get(head.value), title, prose.part(head.span.end, end)))
        return tuple(parts)

    @cached_property
    def outline(self) -> Outline:
        """What other terms and the glossary as a whole want to know of the prose."""
        links = tuple(piece for part in self.parts for piece in part.prose.of(Kind.LINK))
        formulas = tuple(piece for part in self.parts for piece in part.prose.formulas)
        fences = (piece for part in self.parts for piece in part.prose.of(Kind.CODE_BLOCK))
        empty = not any(part.prose.pieces or part.title for part in self.parts)
        words = " ".join(plain_text(part.prose) for part in self.parts)
        return Outline(links, formulas, words, is_whole=not (empty or any(map(unclosed_fence, fences))))

    def __getstate__(self) -> dict[str, object]:
        """All but the prose: reading it again takes no longer than keeping it, and is seldom wanted."""
        return {name: value for name, value in self.__dict__.items() if name != "_parts"} | {"outline": self.outline}

    @property
    def spoken_name(self) -> tuple[str, str | None]:
        """The name, and the reading that the author has given for it, if any."""
        return self.name.value, self.pinyin.value if self.pinyin else None

    @property
    def names(self) -> Iterator[Located[str]]:
        """Everything this term is called here: name, aliases, spellings."""
        if self.name.value:
            yield self.name
        yield from self.aliases
        yield from self.spellings


@dataclass(frozen=True)
class Term:
    """A concept: what is true in every language, its text in each, and the drawings by file name."""

    slug: str
    source: Source
    topic: Located[str] | None
    abbreviations: tuple[Located[str], ...]
    needs: tuple[Located[str], ...]
    related: tuple[Located[str], ...]
    formulas: tuple[Formula, ...]
    figures: tuple[Figure, ...]
    drawings: Mapping[str, Source]
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
    def faulty(self) -> frozenset[str]:
        """The terms of which not all could be read; what they seem to lack is no fault of others."""
        slugs = {fault.span.source.slug for faults in self.faults.values() for fault in faults}
        return self.folders & slugs

    @cached_property
    def faulty_files(self) -> frozenset[str]:
        """The paths, as shown to people, of files that could not be read as they are."""
        return frozenset(fault.span.source.path for faults in self.faults.values() for fault in faults)

    @cached_property
    def former(self) -> Mapping[str, str]:
        """Earlier slugs and the terms that had them."""
        return {old.value: term.slug for term in self.terms.values() for old in term.former_slugs}

    def claims(self, language: str) -> Iterator[tuple[str, Located[str]]]:
        """Every name, alias, spelling and abbreviation in a language, with the slug of its term."""
        for slug, term in self.terms.items():
            if text := term.texts.get(language):
                for name in text.names:
                    yield slug, name
            for abbreviation in term.abbreviations:
                yield slug, abbreviation

    def translations(self) -> Iterator[tuple[Term, Text, Text]]:
        """Every term with its source text and each of its translations."""
        source_language = self.schema.source_language.id
        for term in self.terms.values():
            source = term.texts.get(source_language)
            for language, text in term.texts.items():
                if source and language != source_language:
                    yield term, source, text

    def in_topic(self, topic: str) -> tuple[Term, ...]:
        return tuple(term for term in self.terms.values() if term.topic and term.topic.value == topic)
