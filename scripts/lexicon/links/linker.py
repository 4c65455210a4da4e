"""Detection of mentions of terms in prose, the first of which in each section becomes an automatic link."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

import ahocorasick

from lexicon.links.graph import explicit_links
from lexicon.text import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lexicon.glossary import Glossary, Section, Text
    from lexicon.languages import Locale
    from lexicon.text import Span

_NEVER_WITHIN = {Kind.HEADING, Kind.LINK, Kind.IMAGE, Kind.CODE_BLOCK}


@dataclass(frozen=True)
class Mention:
    """A mention of a term in a text; `start` and `end` (exclusive) are 0-based character offsets."""

    start: int
    end: int
    slug: str


class Link(NamedTuple):
    """A span of prose that becomes a link to the term `slug`."""

    span: Span
    slug: str


@dataclass(frozen=True)
class _Name:
    """A name to detect.

    `exact` names must match in case (ReLU, SGD), `segmented` ones must start and end at word boundaries of the locale;
    the mentions of names that are not `linked` hide shorter names but do not become links.
    """

    written: str
    slug: str
    exact: bool
    linked: bool
    segmented: bool


class Linker:
    """Finds the names of all terms in one language, in time linear in the text whatever the number of names.

    Uses the algorithm of Aho and Corasick (1975, https://doi.org/10.1145/360825.360855) through pyahocorasick.
    """

    def __init__(self, glossary: Glossary, language: str) -> None:
        self.locale = glossary.schema.language(language).locale
        self.names: defaultdict[str, list[_Name]] = defaultdict(list)
        for name in _names(glossary, language, self.locale):
            self.names[_fold(name.written)].append(name)
        self.automaton = ahocorasick.Automaton()
        for key in self.names:
            self.automaton.add_word(key, (len(key), self.names[key]))
        if self.names:
            self.automaton.make_automaton()

    def mentions(self, text: str) -> list[Mention]:
        """The mentions in a text, in order. Of overlapping names the longest wins, then the first."""
        candidates = self.candidates(text) if self.names else []
        if any(name.segmented for _, _, name in candidates):
            edges = self.locale.word_edges(text, self.segmented)
            candidates = [c for c in candidates if not c[2].segmented or (c[0] in edges and c[1] in edges)]
        taken: list[tuple[int, int, _Name]] = []
        covered = bytearray(len(text))
        for start, end, name in sorted(candidates, key=lambda c: (c[0] - c[1], c[0])):
            if not any(covered[start:end]):
                covered[start:end] = b"\1" * (end - start)
                taken.append((start, end, name))
        return [Mention(start, end, name.slug) for start, end, name in sorted(taken, key=lambda t: t[0]) if name.linked]

    def candidates(self, text: str) -> list[tuple[int, int, _Name]]:
        """All names that start and end at word boundaries in a text, as tuples of start, end (exclusive) and name."""
        found = []
        around = f" {text} "
        for last, (length, names) in self.automaton.iter(_fold(text)):
            start, end = last + 1 - length, last + 1
            if self.locale.continues_word(text[start], around[start]) or self.locale.continues_word(
                text[last], around[end + 1]
            ):
                continue
            for name in names:
                if not name.exact or _same_capitals(text[start:end], name.written):
                    found.append((start, end, name))
                    break
        return found

    @cached_property
    def signature(self) -> bytes:
        """A digest of everything that links depend on besides the text."""
        names = (name for found in self.names.values() for name in found)
        lines = "\n".join(f"{name.written}\t{name.slug}\t{name.exact}\t{name.linked}" for name in names)
        return blake2b(lines.encode(), digest_size=16).digest()

    @cached_property
    def segmented(self) -> frozenset[str]:
        """The names to add to the segmenter's dictionary."""
        return frozenset(key for key in self.names if len(key) > 1 and self.locale.is_segmented(key))

    def links(self, text: Text, slug: str) -> Iterator[Link]:
        """The automatic links of a text of the term `slug`: the first mention of each other term in every section."""
        for section in text.parts:
            yield from self.section_links(section, slug)

    def section_links(self, section: Section, slug: str) -> Iterator[Link]:
        """The automatic links of a section of the term `slug`, in order; terms with an explicit link get none."""
        seen = {slug} | {target for _, target in explicit_links(section)}
        for element in section.prose.of(Kind.TEXT):
            if not _NEVER_WITHIN.isdisjoint(element.within) or element.span.text != element.value:
                continue
            for mention in self.mentions(element.value):
                if mention.slug not in seen:
                    seen.add(mention.slug)
                    yield Link(element.span.part(mention.start, mention.end), mention.slug)


def linkers(glossary: Glossary) -> Mapping[str, Linker]:
    """The linkers of all languages by language id."""
    return {language.id: Linker(glossary, language.id) for language in glossary.schema.languages}


def _names(glossary: Glossary, language: str, locale: Locale) -> Iterator[_Name]:
    for slug, term in glossary.terms.items():
        text = term.texts.get(language)
        if text is None:
            continue
        everyday = {_fold(word.value) for word in text.unlinked}
        names = [(name.value, _has_inner_capitals(name.value)) for name in text.names]
        names += [(abbreviation.value, True) for abbreviation in term.abbreviations]
        for name, exact in names:
            if len(name) > glossary.schema.limits.name:  # a fault, and many such could stand at every place of a text
                continue
            linked, segmented = _fold(name) not in everyday, locale.is_segmented(name)
            for form in locale.inflections(name):
                yield _Name(form, slug, exact, linked, segmented)


def _fold(text: str) -> str:
    """Convert to lower case, and hyphens to spaces, without changing the length, so that offsets stay valid."""
    folded = text.lower()
    return (folded if len(folded) == len(text) else "".join(c.lower()[:1] for c in text)).replace("-", " ")


def _has_inner_capitals(name: str) -> bool:
    return any(character.isupper() for character in name[1:])


def _same_capitals(found: str, written: str) -> bool:
    return found[1:].replace("-", " ") == written[1:].replace("-", " ") and found[:1].lower() == written[:1].lower()
