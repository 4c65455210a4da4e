"""The page of a term."""

from __future__ import annotations

import html
from functools import cached_property
from typing import TYPE_CHECKING

from lexicon.glossary import figure_id, formula_id, is_stale
from lexicon.pages.addresses import TERM_TO_TERM, TERM_TO_TOPIC, term_page
from lexicon.pages.elements import PlainText, RawHtml, container, heading
from lexicon.pages.html_writer import display_math, inline_math
from lexicon.pages.page_builder import NOTHING, PageBuilder, make_page
from lexicon.pages.prose import phrase_html, section_elements
from lexicon.text import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lexicon.glossary import Formula, PhraseName, Reference, Term, Topic
    from lexicon.pages.elements import Node
    from lexicon.pages.page_builder import Page

FOLD_AFTER = 12
"""Number of links that a row shows before the rest is folded."""


class TermPages(PageBuilder):
    """The generator of the pages of terms."""

    def term(self, term: Term) -> Page:
        """The page of a term."""
        text, page = self.text(term), term_page(term.slug)
        topic = self.glossary.schema.topic(term.topic.value if term.topic else "")
        topic_name = html.escape(topic.name[self.language.id], quote=False)
        title: list[Node] = [PlainText(f"{text.name.value} "), RawHtml(self.other_name(term))]
        content = [
            RawHtml(f'<p><a class="term-topic" href="{TERM_TO_TOPIC.format(topic.id)}">{topic_name}</a></p>'),
            heading(1, title, term.slug, "term-name"),
            self.also_called(term),
            self.stale_notice(term),
            container("term-definition", section_elements(text.definition, self.links_of(term), page)),
            *(self.formula(formula) for formula in term.formulas),
            *self.figures(term, None),
            *self.sections(term, page),
            self.other_readings(term, page),
            self.chips("needs", (need.value for need in term.needs)),
            self.chips("related", self.graph.related[term.slug]),
            self.chips("referenced-by", self.referenced_by(term)),
            self.reference_list(term.references),
            self.neighbours(term, topic),
        ]
        front = {"source": f"{term.slug}/{self.language.id}.md", "term": term.slug}
        description = plain_text(text.definition.prose)
        return make_page(page, content, title=text.name.value, description=description, **front)

    def also_called(self, term: Term) -> Node:
        """The line with aliases and abbreviations."""
        text = self.text(term)
        names = [name.value for name in (*text.aliases, *term.abbreviations)]
        if not names:
            return NOTHING
        listed = self.phrase("separator").join(f"<b>{html.escape(name, quote=False)}</b>" for name in names)
        label = html.escape(self.phrase("also-called") + self.phrase("colon"), quote=False)
        return RawHtml(f'<p class="term-aliases">{label}{listed}</p>')

    def stale_notice(self, term: Term) -> Node:
        """The notice that the translation is older than its source text."""
        source = term.texts[self.glossary.schema.source_language.id]
        text = self.text(term)
        if text is source or text.translates is None or not is_stale(text, source):
            return NOTHING
        return RawHtml(f'<p class="term-stale">{html.escape(self.phrase("stale"), quote=False)}</p>')

    def formula(self, formula: Formula) -> Node:
        """The card of a formula: title, formula, copy button and legend."""
        title = formula.title.get(self.language.id)
        caption = f"<figcaption>{phrase_html(title.value)}</figcaption>" if title else ""
        legend = "".join(
            f"<div><dt>{inline_math(symbol.tex.value)}</dt>"
            f"<dd>{phrase_html(symbol.meaning[self.language.id].value)}</dd></div>"
            for symbol in formula.symbols
        )
        legend = f'<dl class="formula-legend">{legend}</dl>' if legend else ""
        label = html.escape(self.phrase("formula"))
        return RawHtml(
            f'<figure class="formula" id="{formula_id(formula.id.value)}" aria-label="{label}">{caption}'
            f"{display_math(formula.tex.value)}{self.copy_button('copy-tex')}{legend}</figure>"
        )

    def figures(self, term: Term, section: str | None) -> Iterator[Node]:
        """The figures of a section, or those before the first section if None.

        The SVG is part of the page, so that it follows the page's colours.
        """
        for figure in term.figures:
            if (figure.section.value if figure.section else None) == section:
                alt = html.escape(figure.alt[self.language.id].value)
                drawing = term.drawings[figure.file(self.language.id)].text.strip()
                drawing = drawing.replace("<svg ", f'<svg role="img" aria-label="{alt}" ', 1)
                caption = figure.caption.get(self.language.id)
                below = f"<figcaption>{phrase_html(caption.value)}</figcaption>" if caption else ""
                view = f'<div class="figure__view">{drawing}</div>'
                yield RawHtml(f'<figure class="figure" id="{figure_id(figure.id.value)}">{view}{below}</figure>')

    def copy_button(self, label: PhraseName) -> str:
        """A copy button, hidden until the script enables it."""
        text = html.escape(self.phrase(label), quote=False)
        return f'<button type="button" class="copy-button" hidden>{text}</button>'

    def sections(self, term: Term, page: str) -> Iterator[Node]:
        """The sections of a term with their figures."""
        for section in self.text(term).sections:
            yield heading(2, [PlainText(section.title.value if section.title else "")], section.id or "")
            yield from self.figures(term, section.id)
            yield from section_elements(section, self.links_of(term), page)

    def other_readings(self, term: Term, page: str) -> Node:
        """The notice that a name of the term has other readings."""
        words = self.ambiguous_names.get(term.slug, ())
        lines = [self.readings(word, page, "other-readings", without=term.slug) for word in words]
        return container("term-readings", lines) if lines else NOTHING

    def referenced_by(self, term: Term) -> list[str]:
        """The slugs of the terms that mention or need the term, except those listed as needed or related."""
        shown = {need.value for need in term.needs} | set(self.graph.related[term.slug])
        others = self.graph.referenced_by[term.slug] - shown
        return sorted(others, key=lambda slug: self.sort_keys[slug])

    def chips(self, label: PhraseName, slugs: Iterable[str]) -> Node:
        """A labelled row of links to terms; those after the first `FOLD_AFTER` are folded."""
        items = [self.chip_html[slug] for slug in slugs if slug in self.chip_html]
        if not items:
            return NOTHING
        rows = _row(items[:FOLD_AFTER])
        if len(items) > FOLD_AFTER:
            more = html.escape(self.phrase("more", n=len(items) - FOLD_AFTER))
            rows += f'<details class="chips-more"><summary>{more}</summary>{_row(items[FOLD_AFTER:])}</details>'
        title = f'<p class="chips-label">{html.escape(self.phrase(label))}</p>'
        return RawHtml(f'<div class="term-links term-links--{label}">{title}{rows}</div>')

    @cached_property
    def chip_html(self) -> Mapping[str, str]:
        """The list item with a link to each term, by slug."""
        names = {slug: html.escape(self.name(slug), quote=False) for slug in self.glossary.terms}
        return {slug: f'<li><a href="{TERM_TO_TERM.format(slug)}">{name}</a></li>' for slug, name in names.items()}

    def reference_list(self, references: Sequence[Reference]) -> Node:
        """The references of a term."""
        if not references:
            return NOTHING
        items = "".join(f"<li>{_reference(reference)}</li>" for reference in references)
        title = f'<p class="chips-label">{html.escape(self.phrase("references"), quote=False)}</p>'
        return RawHtml(f'<section class="term-references">{title}<ol>{items}</ol></section>')

    def neighbours(self, term: Term, topic: Topic) -> Node:
        """Links to the previous and the next term in the topic's learning order."""
        order, at = self.graph.learning_orders[topic.id], self.graph.learning_positions[term.slug]
        word = topic.name[self.language.id]
        links = []
        neighbours: tuple[tuple[PhraseName, int], ...] = (("previous", at - 1), ("next", at + 1))
        for label, index in neighbours:
            if 0 <= index < len(order):
                name = html.escape(self.text(order[index]).name.value, quote=False)
                text = f"<small>{html.escape(self.phrase(label, word=word))}</small> {name}"
                href = TERM_TO_TERM.format(order[index].slug)
                links.append(f'<a class="term-{label}" href="{href}">{text}</a>')
        return RawHtml(f'<div class="term-neighbours"><p>{" ".join(links)}</p></div>') if links else NOTHING


def _row(items: Iterable[str]) -> str:
    return f'<div class="chips"><ul>{"".join(items)}</ul></div>'


def _reference(reference: Reference) -> str:
    """A reference as HTML; the title is a link if the reference has a DOI, an arXiv number or a URL."""
    title = html.escape(reference.title, quote=False)
    address = _address(reference)
    title = f'<a href="{html.escape(address)}" rel="external">{title}</a>' if address else title
    parts = [", ".join(html.escape(author, quote=False) for author in reference.authors), f"<cite>{title}</cite>"]
    if reference.venue:
        parts.append(html.escape(reference.venue, quote=False))
    parts.append(str(reference.year))
    if reference.isbn:
        parts.append(f"ISBN {html.escape(reference.isbn.value)}")
    return ". ".join(parts) + "."


def _address(reference: Reference) -> str:
    if reference.doi:
        return f"https://doi.org/{reference.doi.value}"
    if reference.arxiv:
        return f"https://arxiv.org/abs/{reference.arxiv.value}"
    return reference.url.value if reference.url else ""
