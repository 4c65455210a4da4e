"""Rules that compare a translation with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lexicon import digest
from lexicon.diagnostics import Fault, Note, Severity
from lexicon.rules.base import Context, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lexicon.model import Glossary, Section, Text


def pairs(glossary: Glossary) -> Iterator[tuple[Text, Text]]:
    """Every source text with each of its translations."""
    source_language = glossary.schema.source_language.id
    for term in glossary.terms.values():
        source = term.texts.get(source_language)
        for language, text in term.texts.items():
            if source and language != source_language:
                yield source, text


@rule()
def section_mismatch(context: Context) -> Iterator[Fault]:
    """A translation must have the same sections as its source, in the same order.

    Bad:
        en.md  ## Intuition, ## Pitfalls
        zh.md  ## 常见误区
    Good:
        en.md  ## Intuition, ## Pitfalls
        zh.md  ## 直观理解, ## 常见误区
    """
    for source, text in pairs(context.glossary):
        here, there = list(text.sections), list(source.sections)
        if any(section.id is None for section in (*here, *there)):
            continue
        if [section.id for section in here] != [section.id for section in there]:
            yield _first_difference(context, text, source, here, there)


def _first_difference(
    context: Context, text: Text, source: Text, here: list[Section], there: list[Section]
) -> Fault:
    titles = {section.id: section.titles[text.language] for section in context.glossary.schema.sections}
    same = 0
    while same < min(len(here), len(there)) and here[same].id == there[same].id:
        same += 1
    end = text.source.span(len(text.source.text.rstrip()) - 1)
    place = here[same].title.span if same < len(here) and here[same].title else end
    expected = there[same] if same < len(there) else None
    if expected is None or expected.title is None:
        return Fault(place, "the source has no such section", help=f"remove it, or add it to {source.source.path}")
    message = f"the section `{titles[expected.id or '']}` is expected here"
    return Fault(place, message, "the order differs from the source", note=Note(expected.title.span, "the source has it here"))


@rule(Severity.WARNING)
def stale_translation(context: Context) -> Iterator[Fault]:
    """A translation must carry the digest of the source text that it renders.

    Bad:
        translates: 00000000   (the English has changed since)
    Good:
        translates: b588b2c2
    """
    for source, text in pairs(context.glossary):
        current = digest.of(source)
        if text.translates is None:
            place = text.name.span
            message = "nothing says which source text this translation renders"
        elif text.translates.value != current:
            place, message = text.translates.span, "the source has changed since it was translated"
        else:
            continue
        slug = text.source.path.split("/")[-2]
        yield Fault(place, message, help=f"compare the two, then run `lexicon stamp {slug}`")
