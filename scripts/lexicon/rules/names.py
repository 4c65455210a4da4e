"""Rules about names: one name leads to one term."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from lexicon.diagnostics import Fault, Note
from lexicon.rules.base import Context, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lexicon.model import Glossary
    from lexicon.source import Located


def key(name: str) -> str:
    """What two spellings must share to count as the same name: case, width, spaces and hyphens do not matter."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(character for character in folded if character not in " -‐‑_")


def claims(glossary: Glossary, language: str) -> Iterator[tuple[str, Located[str]]]:
    """Every name, alias, spelling and abbreviation in a language, with the slug of its term."""
    for slug, term in glossary.terms.items():
        if text := term.texts.get(language):
            for name in text.names:
                yield slug, name
        for abbreviation in term.abbreviations:
            yield slug, abbreviation


@rule()
def shared_name(context: Context) -> Iterator[Fault]:
    """A name, alias, spelling or abbreviation must belong to one term only, within a language.

    Bad:
        glossary/attention/zh.md       name: 注意力
        glossary/self-attention/zh.md  aliases: [注意力]
    Good:
        glossary/attention/zh.md       name: 注意力
        glossary/self-attention/zh.md  aliases: [内部注意力]
    """
    for language in context.glossary.schema.languages:
        first: dict[str, tuple[str, Located[str]]] = {}
        for slug, name in claims(context.glossary, language.id):
            other_slug, other = first.setdefault(key(name.value), (slug, name))
            if other_slug == slug:
                continue
            yield Fault(
                name.span,
                f"`{name.value}` names two terms: `{other_slug}` and `{slug}`",
                "named again here",
                "keep it on one term and link to the other, or qualify both names",
                Note(other.span, "first named here"),
            )


@rule()
def repeated_name(context: Context) -> Iterator[Fault]:
    """A term must list each of its names once; what differs only in case, spaces or hyphens is the same name.

    Bad:
        name: Fine-tuning
        spellings: [fine tuning]
    Good:
        name: Fine-tuning
        spellings: [finetune]
    """
    for term in context.glossary.terms.values():
        for text in term.texts.values():
            seen: dict[str, Located[str]] = {}
            for name in (*text.names, *text.covers):
                first = seen.setdefault(name.value.casefold(), name)
                if first is not name:
                    note = Note(first.span, "first given here")
                    yield Fault(name.span, f"`{name.value}` is given twice", "given again here", "remove it", note)


@rule()
def unclaimable_name(context: Context) -> Iterator[Fault]:
    """A word that `glossary/ambiguous.yml` leaves to nobody must not be a term's name; one with a default only that term's.

    Bad:
        glossary/logistic-regression/term.yml  abbreviations: [LR]
    Good:
        glossary/logistic-regression/en.md     covers: [LR]
    """
    for language in context.glossary.schema.languages:
        words = {key(word.word.value): word for word in context.glossary.ambiguous if word.language == language.id}
        for slug, name in claims(context.glossary, language.id):
            word = words.get(key(name.value))
            if word is None or (word.default and word.default.value == slug):
                continue
            owner = f"it belongs to `{word.default.value}`" if word.default else "it belongs to no term"
            yield Fault(
                name.span,
                f"`{name.value}` has several readings, and {owner}",
                "claimed here",
                "qualify it, or move it to `covers`: search then offers every reading",
                Note(word.word.span, "its readings"),
            )


@rule()
def unknown_reading(context: Context) -> Iterator[Fault]:
    """An ambiguous word must offer terms that exist or are planned, and its default must be one of them.

    Bad:
        - {word: kernel, language: en, readings: [kernal-function]}
    Good:
        - {word: kernel, language: en, readings: [kernel-function]}
    """
    known = context.glossary.terms.keys() | context.glossary.planned.keys() | context.glossary.folders
    for word in context.glossary.ambiguous:
        for slug in (*word.readings, *([word.default] if word.default else [])):
            if slug.value not in known:
                yield Fault(slug.span, f"there is no term `{slug.value}`", "neither written nor planned")
