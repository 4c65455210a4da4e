"""Rules that compare translations with their source texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lexicon.diagnostics import Fault, Note, Severity
from lexicon.glossary import prose_digest
from lexicon.rules.base import Context, rule
from lexicon.tex import normal_form
from lexicon.text import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lexicon.glossary import Glossary, Section, Text
    from lexicon.text import MarkdownElement, Span

_STRING_OR_COMMENT = re.compile(
    r"(\\.|\"\"\".*?\"\"\"|'''.*?'''|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*')|#[^\n]*", re.DOTALL
)


def _section_pairs(glossary: Glossary) -> Iterator[tuple[Section, Section]]:
    """The corresponding sections of source and translation; none if their headings differ (`section_mismatch`)."""
    for _, source, text in glossary.translations():
        same = [section.id for section in source.sections] == [section.id for section in text.sections]
        if same and source.summary.is_complete and text.summary.is_complete:
            yield from zip(source.parts, text.parts, strict=True)


@rule(per_term=True)
def section_mismatch(context: Context) -> Iterator[Fault]:
    """A translation must have the same sections as its source, in the same order.

    Bad:
        en.md  ## Intuition, ## Pitfalls
        zh.md  ## 常见误区
    Good:
        en.md  ## Intuition, ## Pitfalls
        zh.md  ## 直观理解, ## 常见误区
    """
    for _, source, text in context.glossary.translations():
        here, there = _known(text), _known(source)
        if here is None or there is None:
            continue
        if [section.id for section in here] != [section.id for section in there]:
            yield _first_difference(context, text, source, here, there)


def _known(text: Text) -> Sequence[Section] | None:
    """The sections of a text; None if they have faults that other rules report."""
    ids = [section.id for section in text.sections]
    return None if None in ids or len(set(ids)) < len(ids) or not text.summary.is_complete else text.sections


def _first_difference(
    context: Context, text: Text, source: Text, here: Sequence[Section], there: Sequence[Section]
) -> Fault:
    titles = {section.id: section.titles[text.language] for section in context.glossary.schema.sections}
    same = 0
    while same < min(len(here), len(there)) and here[same].id == there[same].id:
        same += 1
    end = text.source.span(len(text.source.text.rstrip()) - 1)
    title = here[same].title if same < len(here) else None
    expected = there[same] if same < len(there) else None
    if expected is None or expected.title is None:
        help = f"remove it, or add it to {source.source.path}"
        return Fault(title.span if title else end, "the source has no such section", help=help)
    name = titles[expected.id or ""]
    note = Note(expected.title.span, "the source has it here")
    help = f"add `## {name}`, or move it here"
    return Fault(
        title.span if title else end,
        f"the section `{name}` is expected here",
        label="the sections differ",
        help=help,
        note=note,
    )


@rule(Severity.WARNING, per_term=True)
def stale_translation(context: Context) -> Iterator[Fault]:
    """A translation must carry the digest of the source text that it renders.

    Bad:
        translates: 00000000   (the English has changed since)
    Good:
        translates: b588b2c2
    """
    for term, source, text in context.glossary.translations():
        current = prose_digest(source)
        if text.translates is None:
            place = text.name.span
            message = "nothing says which source text this translation renders"
        elif text.translates.value != current:
            place, message = text.translates.span, "the source has changed since it was translated"
        else:
            continue
        yield Fault(place, message, help=f"compare the two, then run `lexicon stamp {term.slug}`")


@rule(per_term=True)
def stray_digest(context: Context) -> Iterator[Fault]:
    """`translates` must stand in translations only.

    Bad:
        glossary/gradient/en.md  translates: b588b2c2
    Good:
        glossary/gradient/zh.md  translates: b588b2c2
    """
    source_language = context.glossary.schema.source_language.id
    for term in context.glossary.terms.values():
        text = term.texts.get(source_language)
        if text and text.translates:
            yield Fault(text.translates.span, "the source text translates nothing", help="remove the field")


@rule(per_term=True)
def formula_mismatch(context: Context) -> Iterator[Fault]:
    """A section must show the same formulas in every language; words inside them may differ.

    A formula that a language repeats counts once.

    Bad:
        en.md  … of side $n - k + 1$
        zh.md  ……边长为 $n - k$
    Good:
        en.md  … of side $n - k + 1$
        zh.md  ……边长为 $n - k + 1$
    """
    for source, text in _section_pairs(context.glossary):
        here, there = _formulas(text), _formulas(source)
        extra = [element for form, element in here.items() if form not in there]
        lacking = [element for form, element in there.items() if form not in here]
        if extra or lacking:
            yield _formula_difference(text, extra, lacking)


def _formulas(section: Section) -> dict[str, MarkdownElement]:
    """The formulas of a section by normal form; of equal formulas, the first."""
    found: dict[str, MarkdownElement] = {}
    for element in section.prose.formulas:
        found.setdefault(normal_form(element.value), element)
    return found


def _formula_difference(text: Section, extra: list[MarkdownElement], lacking: list[MarkdownElement]) -> Fault:
    note = Note(lacking[0].span, "only here") if lacking else None
    if extra:
        help = (
            f"write ${lacking[0].value.strip()}$, if that is meant" if lacking else "remove it, or add it to the source"
        )
        return Fault(
            extra[0].span, "the source has no such formula in this section", label="only here", help=help, note=note
        )
    formula = " ".join(lacking[0].value.split())
    help = "add it, or remove it from the source"
    return Fault(_heading(text), f"this section lacks the formula ${formula}$ of the source", help=help, note=note)


def _heading(section: Section) -> Span:
    """The span for faults of a whole section: its title, or the first character of the definition."""
    if section.title:
        return section.title.span
    first = next(iter(section.prose.elements), None)
    return first.span.part(0, 1) if first else section.prose.span.part(0, 1)


@rule(per_term=True)
def code_mismatch(context: Context) -> Iterator[Fault]:
    """A section must show the same code in every language; only comments may differ.

    Bad:
        en.md  print(0.1 * gradient)
        zh.md  print(0.01 * gradient)
    Good:
        en.md  print(0.1 * gradient)  # a step
        zh.md  print(0.1 * gradient)  # 走一步
    """
    for source, text in _section_pairs(context.glossary):
        here, there = list(text.prose.of(Kind.CODE_BLOCK)), list(source.prose.of(Kind.CODE_BLOCK))
        if len(here) != len(there):
            message = f"{len(here)} code block{'s' * (len(here) != 1)}, but {len(there)} in the source"
            note = Note(_heading(source), "the source")
            yield Fault(
                _heading(text),
                message,
                label="this section",
                help="make the two languages show the same code",
                note=note,
            )
            continue
        for mine, other in zip(here, there, strict=True):
            if mine.value != other.value and (fault := _code_difference(mine, other)):
                yield fault


def _code_difference(mine: MarkdownElement, other: MarkdownElement) -> Fault | None:
    """The fault of the first line that differs, except for comments; None if there is none."""
    python = mine.target == other.target == "python"
    here, there = (_lines(element.value, python) for element in (mine, other))
    if here == there:
        return None
    first = next((n for n, (a, b) in enumerate(zip(here, there, strict=False)) if a != b), min(len(here), len(there)))
    note = Note(_code_line(other, first), "the source")
    help = "copy the code from the source; only comments may differ"
    return Fault(_code_line(mine, first), "this line of code differs from the source", help=help, note=note)


def _lines(code: str, python: bool) -> list[str]:
    code = _STRING_OR_COMMENT.sub(lambda match: match[1] or "", code) if python else code
    return [line.rstrip() for line in code.rstrip().split("\n")]


def _code_line(element: MarkdownElement, number: int) -> Span:
    """The span of a line of a code block by its 0-based number; of the last line if there are fewer."""
    lines = element.span.text.split("\n")
    number = min(number + 1, len(lines) - 1)
    start = sum(len(line) + 1 for line in lines[:number])
    return element.span.part(start, start + max(1, len(lines[number])))
