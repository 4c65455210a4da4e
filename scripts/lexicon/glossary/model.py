"""The data model of a glossary: immutable terms with their texts in each language."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from lexicon.text import Kind
from lexicon.text import parse_markdown
from lexicon.text import plain_text
from lexicon.text import unclosed_fence
from lexicon.text import Spanned

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lexicon.diagnostics import Fault
    from lexicon.text import MarkdownElement
    from lexicon.text import Prose
    from lexicon.glossary.schema import Schema
    from lexicon.text import Source
    from lexicon.text import Span
    from lexicon.text import YamlScalar


@dataclass(frozen=True)
class Symbol:
    """An entry of a formula's legend; `meaning` is a phrase by language id."""

    tex: YamlScalar
    meaning: Mapping[str, YamlScalar]


@dataclass(frozen=True)
class Formula:
    """A display formula with its legend; `title` is a phrase by language id."""

    id: Spanned[str]
    tex: YamlScalar
    title: Mapping[str, YamlScalar]
    symbols: tuple[Symbol, ...]


@dataclass(frozen=True)
class Figure:
    """A drawing with alternative text and caption by language id.

    It is shown at the start of `section`, or before the first section if that is None.
    """

    id: Spanned[str]
    alt: Mapping[str, YamlScalar]
    caption: Mapping[str, YamlScalar]
    section: Spanned[str] | None

    def file(self, language: str) -> str:
        """The file name of the drawing in a language."""
        return f"{self.id.value}.{language}.svg"


@dataclass(frozen=True)
class Reference:
    """A publication. Identifiers do not include the address of a resolver."""

    span: Span
    title: str
    authors: tuple[str, ...]
    year: int
    venue: str = ""
    doi: Spanned[str] | None = None
    arxiv: Spanned[str] | None = None
    isbn: Spanned[str] | None = None
    url: Spanned[str] | None = None


@dataclass(frozen=True)
class AvoidedName:
    """A name that texts must not use for the term, and the reason."""

    name: Spanned[str]
    reason: Spanned[str]


@dataclass(frozen=True)
class Section:
    """A heading and its prose. The definition has no title and no id; `id` is None too for an unknown heading."""

    id: str | None
    title: Spanned[str] | None
    prose: Prose


@dataclass(frozen=True)
class ProseSummary:
    """The parts of a text's prose that rules about the whole glossary need, cached in place of the parse.

    `plain_text` has no markup. A text is complete unless it is empty or has a code block without a closing fence.
    """

    links: tuple[MarkdownElement, ...]
    formulas: tuple[MarkdownElement, ...]
    plain_text: str
    is_complete: bool


@dataclass(frozen=True)
class Text:
    """A term's text in one language. The value of `name` is "" if the file has no name.

    The prose starts at the character offset `start` of the source. `titles` maps known headings to section ids.
    """

    source: Source
    language: str
    name: Spanned[str]
    aliases: tuple[Spanned[str], ...]
    spellings: tuple[Spanned[str], ...]
    covers: tuple[Spanned[str], ...]
    unlinked: tuple[Spanned[str], ...]
    avoid: tuple[AvoidedName, ...]
    pinyin: Spanned[str] | None
    translates: Spanned[str] | None
    start: int
    titles: Mapping[str, str]

    @property
    def definition(self) -> Section:
        """The prose before the first second-level heading."""
        return self._parts[0]

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections, one per second-level heading."""
        return self._parts[1:]

    @property
    def parts(self) -> tuple[Section, ...]:
        """The definition and the sections."""
        return self._parts

    @cached_property
    def _parts(self) -> tuple[Section, ...]:
        """The definition and the sections, parsed on first use and split at second-level headings."""
        prose = parse_markdown(self.source, self.start)
        heads = [element for element in prose.of(Kind.HEADING) if element.target == "H2" and not element.within]
        bounds = [head.span.start for head in heads] + [len(self.source.text)]
        parts = [Section(None, None, prose.part(self.start, bounds[0]))]
        for head, end in zip(heads, bounds[1:], strict=True):
            title = Spanned(head.value, head.value_span)
            parts.append(Section(self.titles.get(head.value), title, prose.part(head.span.end, end)))
        return tuple(parts)

    @cached_property
    def summary(self) -> ProseSummary:
        """The summary of the prose, computed on first use."""
        links = tuple(element for part in self.parts for element in part.prose.of(Kind.LINK))
        formulas = tuple(element for part in self.parts for element in part.prose.formulas)
        fences = (element for part in self.parts for element in part.prose.of(Kind.CODE_BLOCK))
        empty = not any(part.prose.elements or part.title for part in self.parts)
        text = " ".join(plain_text(part.prose) for part in self.parts)
        return ProseSummary(links, formulas, text, is_complete=not (empty or any(map(unclosed_fence, fences))))

    def __getstate__(self) -> dict[str, object]:
        """The state without the parsed prose, which is rarely needed, and as fast to parse as to unpickle."""
        return {name: value for name, value in self.__dict__.items() if name != "_parts"} | {"summary": self.summary}

    @property
    def name_and_reading(self) -> tuple[str, str | None]:
        """The name, and the author's reading of it or None."""
        return self.name.value, self.pinyin.value if self.pinyin else None

    @property
    def names(self) -> Iterator[Spanned[str]]:
        """The name, the aliases and the spellings."""
        if self.name.value:
            yield self.name
        yield from self.aliases
        yield from self.spellings


@dataclass(frozen=True)
class Term:
    """A concept: the content of `term.yml`, the texts by language id and the drawings by file name."""

    slug: str
    source: Source
    topic: Spanned[str] | None
    abbreviations: tuple[Spanned[str], ...]
    needs: tuple[Spanned[str], ...]
    related: tuple[Spanned[str], ...]
    formulas: tuple[Formula, ...]
    figures: tuple[Figure, ...]
    drawings: Mapping[str, Source]
    references: tuple[Reference, ...]
    former_slugs: tuple[Spanned[str], ...]
    texts: Mapping[str, Text]

    @property
    def sources(self) -> Iterator[Source]:
        """The sources of `term.yml` and of the texts."""
        yield self.source
        for text in self.texts.values():
            yield text.source


@dataclass(frozen=True)
class Ambiguous:
    """A word with several meanings: the slugs of the terms to offer, and the slug of the default, if any."""

    word: Spanned[str]
    language: str
    readings: tuple[Spanned[str], ...]
    default: Spanned[str] | None


@dataclass(frozen=True)
class Planned:
    """A term that is not written yet; `names` are by language id."""

    slug: str
    topic: str
    names: Mapping[str, str]


@dataclass(frozen=True)
class Glossary:
    """The content of a glossary folder.

    `terms` and `planned` are by slug. `folders` are the names of all term folders, including those with faulty files.
    `faults` are the faults found while reading, by rule name.
    """

    schema: Schema
    terms: Mapping[str, Term]
    ambiguous: tuple[Ambiguous, ...]
    planned: Mapping[str, Planned]
    folders: frozenset[str]
    faults: Mapping[str, tuple[Fault, ...]] = field(default_factory=dict)

    @cached_property
    def faulty_terms(self) -> frozenset[str]:
        """The slugs of terms with faults found while reading. Rules must not report what such a term seems to lack."""
        slugs = {fault.span.source.slug for faults in self.faults.values() for fault in faults}
        return self.folders & slugs

    @cached_property
    def faulty_files(self) -> frozenset[str]:
        """The displayed paths of files with faults found while reading."""
        return frozenset(fault.span.source.path for faults in self.faults.values() for fault in faults)

    @cached_property
    def slug_redirects(self) -> Mapping[str, str]:
        """The current slug for each former slug."""
        return {old.value: term.slug for term in self.terms.values() for old in term.former_slugs}

    def names_in(self, language: str) -> Iterator[tuple[str, Spanned[str]]]:
        """All names, aliases, spellings and abbreviations in a language, each after the slug of its term."""
        for slug, term in self.terms.items():
            if text := term.texts.get(language):
                for name in text.names:
                    yield slug, name
            for abbreviation in term.abbreviations:
                yield slug, abbreviation

    def translations(self) -> Iterator[tuple[Term, Text, Text]]:
        """The translations of all terms: tuples of term, source text and translated text."""
        source_language = self.schema.source_language.id
        for term in self.terms.values():
            source = term.texts.get(source_language)
            for language, text in term.texts.items():
                if source and language != source_language:
                    yield term, source, text

    def in_topic(self, topic: str) -> tuple[Term, ...]:
        """The terms whose topic has this id."""
        return tuple(term for term in self.terms.values() if term.topic and term.topic.value == topic)
