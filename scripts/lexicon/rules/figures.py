"""Rules about figures and their drawings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lexicon.diagnostics import Fault
from lexicon.glossary import drawn_id
from lexicon.rules import svg_allowlist
from lexicon.rules.base import Context, rule
from lexicon.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(per_term=True)
def missing_drawing(context: Context) -> Iterator[Fault]:
    """A figure must have a drawing in every language, and an id of its own.

    Bad:
        figures: [{id: curve, …}]   without curve.zh.svg
    Good:
        figures: [{id: curve, …}]   with curve.en.svg and curve.zh.svg
    """
    for term in context.glossary.terms.values():
        seen: set[str] = set()
        for figure in term.figures:
            if figure.id.value in seen:
                yield Fault(figure.id.span, f"two figures are called `{figure.id.value}`", help="rename one of them")
            seen.add(figure.id.value)
            for language in context.glossary.schema.languages:
                name = figure.file(language.id)
                if name not in term.drawings:
                    yield Fault(figure.id.span, f"there is no drawing `{name}`", help="draw it: `make figures`")


@rule(per_term=True)
def undeclared_drawing(context: Context) -> Iterator[Fault]:
    """A drawing must belong to a figure of the term.

    Bad:
        curve.en.svg   without a figure `curve` in term.yml
    Good:
        curve.en.svg   with figures: [{id: curve, …}]
    """
    languages = [language.id for language in context.glossary.schema.languages]
    for term in context.glossary.terms.values():
        wanted = {figure.file(language) for figure in term.figures for language in languages}
        for name, source in term.drawings.items():
            if name not in wanted:
                help = did_you_mean(name, wanted) or "add it to `figures` in term.yml, or remove it"
                yield Fault(source.span(0), f"no figure of `{term.slug}` is drawn in `{name}`", help=help)


@rule(per_term=True)
def unsafe_drawing(context: Context) -> Iterator[Fault]:
    """A drawing must hold only shapes and text: no script, style, image, link or foreign address.

    It stands inside the page, where it is read as HTML, so it must be XML that HTML reads alike. Its ids begin with
    those of the term and the figure; what a `use` or a `clip-path` refers to is in the drawing and refers to nothing.

    Bad:
        <svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>
    Good:
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M 0 0 L 9 9"/></svg>
    """
    for term in context.glossary.terms.values():
        for name, source in term.drawings.items():
            data, prefix = source.text.encode(), drawn_id(term.slug, name.partition(".")[0])
            for violation in svg_allowlist.violations(source.text, prefix):
                at = len(data[: violation.offset].decode("utf-8", "replace"))
                yield Fault(source.span(at), f"{violation.message} in a drawing", label="not allowed")


@rule(per_term=True)
def enormous_drawing(context: Context) -> Iterator[Fault]:
    """A drawing must be no larger than the limit in `glossary/schema.yml`.

    Bad:
        a scatter plot of 5,000 points
    Good:
        a scatter plot of 200 points
    """
    limit = context.glossary.schema.limits.drawing
    for term in context.glossary.terms.values():
        for source in term.drawings.values():
            size = len(source.text.encode())
            if size > limit:
                message = f"the drawing has {size:,} bytes; {limit:,} are allowed"
                yield Fault(source.span(0), message, help="draw fewer points")


@rule(per_term=True)
def unknown_figure_section(context: Context) -> Iterator[Fault]:
    """The section at whose beginning a figure stands must be one of the term's.

    Bad:
        section: intution
    Good:
        section: intuition
    """
    for term in context.glossary.terms.values():
        sections = {section.id for text in term.texts.values() for section in text.sections if section.id}
        for figure in term.figures:
            if figure.section and term.texts and figure.section.value not in sections:
                name = figure.section.value
                yield Fault(figure.section.span, f"the term has no section `{name}`", help=did_you_mean(name, sections))
