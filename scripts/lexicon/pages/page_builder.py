"""The base of all page generators: phrases, names of terms, links to terms, and pages with front matter."""

from __future__ import annotations

import html
import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from lexicon.pages.addresses import relative_path, term_page
from lexicon.pages.elements import Link, PlainText, RawHtml, paragraph
from lexicon.pages.html_writer import page_html
from lexicon.pages.markdown_writer import page_markdown
from lexicon.tex import readable_prose
from lexicon.text import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lexicon.glossary import Ambiguous, Glossary, Language, PhraseName, Term, Text
    from lexicon.languages import Locale, SortKey
    from lexicon.links import Graph
    from lexicon.links import Link as Mention
    from lexicon.pages.elements import Element, Node


NOTHING = RawHtml("")
"""The placeholder for an empty part of a page; `make_page` leaves it out."""

DESCRIPTION = 160
"""Maximum length of a page's description, in characters."""


@dataclass(frozen=True)
class Page:
    """A Markdown page: its path relative to the language's folder, its text, and the HTML expected of its Markdown."""

    path: str
    text: str
    html: str = ""


@dataclass(frozen=True)
class Counts:
    """The counts on the home page."""

    terms: int
    formulas: int
    links: int


@dataclass(frozen=True)
class PageBuilder:
    """The data and helpers that all pages of one language share; `links` are the automatic links by slug."""

    glossary: Glossary
    graph: Graph
    language: Language
    links: Mapping[str, Sequence[Mention]]
    counts: Counts

    @property
    def locale(self) -> Locale:
        """The language-dependent behaviour."""
        return self.language.locale

    # PlainText

    def phrase(self, phrase: PhraseName, **values: object) -> str:
        """A phrase of the schema in the language of the pages."""
        return self.glossary.schema.phrase(phrase, self.language.id, **values)

    def text(self, term: Term) -> Text:
        """A term's text in the language of the pages."""
        return term.texts[self.language.id]

    def name(self, slug: str) -> str:
        """A term's name in the language of the pages."""
        return self.text(self.glossary.terms[slug]).name.value

    def term_count(self, number: int) -> str:
        """A number of terms as a phrase: `1 term`, `1,024 terms`."""
        return self.phrase("term-count") if number == 1 else self.phrase("terms-count", n=f"{number:,}")

    # Terms

    @cached_property
    def sort_keys(self) -> Mapping[str, SortKey]:
        """The sort keys of all terms in the language, by slug."""
        return {
            slug: self.locale.sort_key(*self.text(term).name_and_reading) for slug, term in self.glossary.terms.items()
        }

    def links_of(self, term: Term) -> Sequence[Mention]:
        """The automatic links of a term's text."""
        return self.links.get(term.slug, ())

    def other_name(self, term: Term) -> str:
        """The differing names in the other languages as HTML, each with its reading if the language shows readings."""
        names = []
        for language in self.glossary.schema.languages:
            other = term.texts[language.id]
            if language.id == self.language.id or other.name.value == self.text(term).name.value:
                continue
            reading, tag = language.locale.reading(*other.name_and_reading), language.locale.reading_tag
            spoken = f' <span class="term-reading" lang="{tag}">{html.escape(reading)}</span>' if reading else ""
            name = html.escape(other.name.value, quote=False)
            names.append(f'<span class="term-other" lang="{language.tag}">{name}{spoken}</span>')
        return " ".join(names)

    def link(self, slug: str, page: str) -> Link:
        """A link from `page` to a term, by its name."""
        return Link(relative_path(page, term_page(slug)), (PlainText(self.name(slug)),))

    # Ambiguous words

    @cached_property
    def ambiguous(self) -> list[Ambiguous]:
        """The ambiguous words of this language that have at least one written term among their readings."""
        written = self.glossary.terms.keys()
        words = [word for word in self.glossary.ambiguous if word.language == self.language.id]
        return [word for word in words if any(reading.value in written for reading in word.readings)]

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The slug that each name belongs to, by name key."""
        owners: dict[str, str] = {}
        for slug, term in self.glossary.terms.items():
            for name in (*self.text(term).names, *term.abbreviations):
                owners.setdefault(name_key(name.value), slug)
        return owners

    @cached_property
    def ambiguous_names(self) -> Mapping[str, Sequence[Ambiguous]]:
        """The ambiguous words with several readings that are also a name of a term, by the slug of that term."""
        found: dict[str, list[Ambiguous]] = {}
        for word in self.ambiguous:
            owner = self.names.get(name_key(word.word.value))
            if owner and len(word.readings) > 1:
                found.setdefault(owner, []).append(word)
        return found

    def readings(self, word: Ambiguous, page: str, label: PhraseName, without: str = "") -> Element:
        """A paragraph with the readings of an ambiguous word, except for the term `without`."""
        offered = [self.reading_link(slug.value, page) for slug in word.readings if slug.value != without]
        between = [node for reading in offered for node in (PlainText(self.phrase("separator")), reading)][1:]
        return paragraph(PlainText(self.phrase(label, word=word.word.value) + self.phrase("colon")), *between)

    def reading_link(self, slug: str, page: str) -> Node:
        """A link to a term, or its plain name if it is only planned."""
        if slug in self.glossary.terms:
            return self.link(slug, page)
        name = html.escape(self.glossary.planned[slug].names[self.language.id])
        return RawHtml(f'<span class="not-written" title="{html.escape(self.phrase("not-written"))}">{name}</span>')


def make_page(path: str, content: Iterable[Node], *, title: str, description: str, **fields: object) -> Page:
    """A page with the given elements, and further fields in its front matter."""
    blocks = [node for node in content if node != NOTHING]
    front = _front_matter({"title": title, "description": _summary(description), **fields})
    return Page(path, f"{front}\n{page_markdown(blocks, path)}\n", page_html(blocks, path))


def _summary(text: str) -> str:
    """The beginning of a text as a plain description, with formulas made legible and backticks removed."""
    text = readable_prose(text).replace("`", "")
    return text if len(text) <= DESCRIPTION else text[: DESCRIPTION - 1].rstrip() + "…"


def _front_matter(fields: Mapping[str, object]) -> str:
    """Front matter with JSON values, which are valid YAML; strings are HTML-escaped, as templates print them raw."""
    values = {name: html.escape(value) if isinstance(value, str) else value for name, value in fields.items()}
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in values.items()]
    return "\n".join(["---", *lines, "search:", "  exclude: true", "---"])
