"""Rules about names, each of which must identify one term."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lexicon.diagnostics import Fault, Note, Severity
from lexicon.glossary import PLANNED_FILE
from lexicon.rules.base import Context, rule, texts, texts_of_terms
from lexicon.text import did_you_mean, name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lexicon.glossary import Ambiguous, Glossary, Text
    from lexicon.text import Span, Spanned

_MOST_CHOICES = 50
"""Names among which the one that was meant is looked for: a term may list as many as it has wrong ones."""
_MARKUP = re.compile(r"[`*$<>|\[\]{}\\\n]|https?:")


@rule()
def shared_name(context: Context) -> Iterator[Fault]:
    """A name, alias, spelling or abbreviation must belong to one term only, within a language.

    Case, spaces and hyphens make no difference. In particular two concepts must not share a Chinese name.

    Bad:
        glossary/attention/zh.md       name: 注意力
        glossary/self-attention/zh.md  aliases: [注意力]
    Good:
        glossary/attention/zh.md       name: 注意力
        glossary/self-attention/zh.md  aliases: [内部注意力]
    """
    reported = set()
    for language in context.glossary.schema.languages:
        first: dict[str, tuple[str, Spanned[str]]] = {}
        for slug, name in context.glossary.names_in(language.id):
            other_slug, other = first.setdefault(name_key(name.value), (slug, name))
            # An abbreviation is a name in every language, but is reported once.
            if other_slug == slug or (name.span, other.span) in reported:
                continue
            reported.add((name.span, other.span))
            yield Fault(
                name.span,
                f"`{name.value}` names two terms: `{other_slug}` and `{slug}`",
                label="named again here",
                help="keep it on one term and link to the other, or qualify both names",
                note=Note(other.span, "first named here"),
            )


@rule(per_term=True)
def repeated_name(context: Context) -> Iterator[Fault]:
    """A term must list each of its names once; what differs only in case is the same name.

    Bad:
        name: Gradient
        spellings: [gradient]
    Good:
        name: Gradient
        spellings: [gradients]
    """
    for term, text in texts_of_terms(context.glossary):
        yield from _repeated([*text.names, *text.covers])
        yield from _repeated(text.unlinked)
        yield from _repeated(term.abbreviations)


def _repeated(names: Iterable[Spanned[str]]) -> Iterator[Fault]:
    seen: dict[str, Spanned[str]] = {}
    for name in names:
        first = seen.setdefault(name.value.casefold(), name)
        if first is not name:
            note = Note(first.span, "first given here")
            yield Fault(
                name.span, f"`{name.value}` is given twice", label="given again here", help="remove it", note=note
            )


@rule(per_term=True)
def name_shape(context: Context) -> Iterator[Fault]:
    """A name must be plain words on one line, without markup, and not longer than `glossary/schema.yml` allows.

    So must an abbreviation.

    Bad:
        name: '**Gradient** ($\\nabla$)'
    Good:
        name: Gradient
    """
    most = context.glossary.schema.limits.name
    for term in context.glossary.terms.values():
        names = [name for text in term.texts.values() for name in (*text.names, *text.covers)]
        for name in (*names, *term.abbreviations):
            if match := _MARKUP.search(name.value):
                what = "a line end" if match[0] == "\n" else f"`{match[0]}`"
                yield Fault(name.span, f"a name with {what} in it", help="write plain words on one line")
            elif len(name.value) > most:
                message = f"the name has {len(name.value)} characters; {most} are allowed"
                yield Fault(name.span, message, help="shorten it")


@rule(per_term=True)
def unknown_unlinked(context: Context) -> Iterator[Fault]:
    """`unlinked` must repeat names, aliases, spellings or abbreviations of the term itself.

    Bad:
        name: Neuron
        unlinked: [unit]
    Good:
        name: Neuron
        spellings: [unit]
        unlinked: [unit]
    """
    for term, text in texts_of_terms(context.glossary):
        names = [name.value for name in (*text.names, *term.abbreviations)]
        known = {name.casefold() for name in names}
        for word in text.unlinked:
            if word.value.casefold() not in known:
                help = did_you_mean(word.value, names[:_MOST_CHOICES]) or "remove it, or add it to `spellings`"
                yield Fault(word.span, f"`{word.value}` is no name of this term", help=help)


@rule()
def unclaimable_name(context: Context) -> Iterator[Fault]:
    """A word that `glossary/ambiguous.yml` lists must not be the name of any term but its default.

    Bad:
        glossary/logistic-regression/term.yml  abbreviations: [LR]
    Good:
        glossary/logistic-regression/en.md     covers: [LR]
    """
    reported = set()
    for language in context.glossary.schema.languages:
        words = ambiguous_words(context.glossary, language.id)
        for slug, name in context.glossary.names_in(language.id):
            word = words.get(name_key(name.value))
            if word is None or (word.default and word.default.value == slug) or name.span in reported:
                continue
            reported.add(name.span)
            owner = f"it belongs to `{word.default.value}`" if word.default else "it belongs to no term"
            yield Fault(
                name.span,
                f"`{name.value}` has several readings, and {owner}",
                label="claimed here",
                help="qualify it, or move it to `covers`: search then offers every reading",
                note=Note(word.word.span, "its readings"),
            )


def ambiguous_words(glossary: Glossary, language: str) -> Mapping[str, Ambiguous]:
    """The ambiguous words of a language by name key."""
    return {name_key(word.word.value): word for word in glossary.ambiguous if word.language == language}


@rule()
def unknown_start(context: Context) -> Iterator[Fault]:
    """`start` in `glossary/schema.yml` must name terms that exist or are planned.

    Bad:
        start: [neuron, lost-function]
    Good:
        start: [neuron, loss-function]
    """
    yield from _unknown(context, context.glossary.schema.start)


@rule()
def unknown_reading(context: Context) -> Iterator[Fault]:
    """An ambiguous word must offer terms that exist or are planned, and its default must be one of them.

    Bad:
        - {word: kernel, language: en, readings: [kernal-function]}
    Good:
        - {word: kernel, language: en, readings: [kernel-function]}
    """
    for word in context.glossary.ambiguous:
        readings_ = [slug.value for slug in word.readings]
        yield from _unknown(context, word.readings)
        if word.default and word.default.value not in readings_:
            help = "add it to the readings"
            yield Fault(word.default.span, f"the default `{word.default.value}` is none of the readings", help=help)


def _unknown(context: Context, slugs: Iterable[Spanned[str]]) -> Iterator[Fault]:
    """The faults of slugs that are neither written nor planned; none if `planned.yml` could not be read."""
    if any(path.endswith(PLANNED_FILE) for path in context.glossary.faulty_files):
        return
    known = context.glossary.planned.keys() | context.glossary.folders
    for slug in slugs:
        if slug.value not in known:
            message, help = f"there is no term `{slug.value}`", did_you_mean(slug.value, known)
            yield Fault(slug.span, message, label="neither written nor planned", help=help)


@rule()
def repeated_word(context: Context) -> Iterator[Fault]:
    """A word must stand once in `glossary/ambiguous.yml` for each language.

    Bad:
        - {word: kernel, language: en, readings: [convolution-kernel]}
        - {word: Kernel, language: en, readings: [kernel-function]}
    Good:
        - {word: kernel, language: en, readings: [convolution-kernel, kernel-function]}
    """
    first: dict[tuple[str, str], Span] = {}
    for word in context.glossary.ambiguous:
        span = first.setdefault((word.language, name_key(word.word.value)), word.word.span)
        if span != word.word.span:
            message = f"`{word.word.value}` is listed twice"
            yield Fault(word.word.span, message, label="again here", help="join the two", note=Note(span, "first here"))


@rule(per_term=True)
def wrong_pinyin(context: Context) -> Iterator[Fault]:
    """`pinyin` must give every character of the name a reading that it can have, with tone marks.

    Bad:
        name: 行列式
        pinyin: xing lie shi
    Good:
        name: 行列式
        pinyin: háng liè shì
    """
    for text in texts(context.glossary):
        if text.pinyin is None or not text.name.value:
            continue
        language = context.glossary.schema.language(text.language)
        given, possible = text.pinyin.value.split(), language.locale.possible_readings(text.name.value)
        note = Note(text.name.span, "the name")
        if not possible:
            message = f"a name in {language.name} has no pinyin"
            yield Fault(text.pinyin.span, message, help="remove the field", note=note)
            continue
        if len(given) != len(possible):
            message = f"the name has {len(possible)} characters and Latin words, this has {len(given)}"
            help = f"separate them with spaces: `{' '.join(language.locale.syllables(text.name.value))}`"
            yield Fault(text.pinyin.span, message, help=help, note=note)
            continue
        raw, at = text.pinyin.span.text, 0
        for syllable, choices in zip(given, possible, strict=True):
            here = raw.find(syllable, at)
            at = at if here == -1 else here + len(syllable)
            if syllable.casefold() not in choices:
                help = "it can be " + " or ".join(f"`{choice}`" for choice in sorted(choices))
                place = text.pinyin.span if here == -1 else text.pinyin.span.part(here, here + len(syllable))
                yield Fault(place, f"no character of the name is read `{syllable}` here", help=help, note=note)


@rule(Severity.WARNING, per_term=True)
def unsure_pinyin(context: Context) -> Iterator[Fault]:
    """A name that begins with a character of several readings must say its `pinyin`, unless it is a known word.

    The first characters decide where a name stands in the A–Z list.

    Bad:
        name: 长程依赖
    Good:
        name: 长程依赖
        pinyin: cháng chéng yī lài
    """
    for text in texts(context.glossary):
        locale = context.glossary.schema.language(text.language).locale
        if text.pinyin is None and (choices := locale.ambiguous_readings(text.name.value)):
            guess = " ".join(locale.syllables(text.name.value))
            message = f"`{text.name.value[0]}` can be read " + " or ".join(f"`{choice}`" for choice in choices)
            place = _first_character(text)
            yield Fault(
                place,
                message,
                label=f"taken for {guess.split()[0]}",
                help=f"confirm it: `pinyin: {guess}`, or correct it",
            )


def _first_character(text: Text) -> Span:
    at = max(0, text.name.span.text.find(text.name.value[0]))
    return text.name.span.part(at, at + 1)
