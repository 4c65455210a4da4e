"""Rules about the words of a text: terms are called by their names, and not by renderings known to be wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ahocorasick

from lexicon.diagnostics import Fault, Note, Severity
from lexicon.links import links_of
from lexicon.rules.base import Context, phrases, pieces, rule
from lexicon.text import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lexicon.glossary import Glossary, Term, Text, Wrong
    from lexicon.links import Link
    from lexicon.text import Span


@rule(Severity.WARNING)
def inconsistent_term(context: Context) -> Iterator[Fault]:
    """What the source calls by a term's name must be called by that term's name in the translation.

    A term that a section of the source links to, by hand or automatically, counts as named if any of its names,
    or a link to it, stands anywhere in the translated page.

    Bad:
        en.md  A neural network is …
        zh.md  神经元网络是……
    Good:
        en.md  A neural network is …
        zh.md  神经网络是……
    """
    glossary = context.glossary
    automatic = context.links.get(glossary.schema.source_language.id, {})
    for term, source, text in glossary.translations():
        if not text.outline.is_whole:
            continue
        words = _folded(" ".join([text.outline.words, *(name.value for name in text.names)]))
        named = {slug for _, slug in links_of(text)}
        for slug, place in _linked(source, automatic.get(term.slug, ())).items():
            target = glossary.terms.get(slug)
            translated = target.texts.get(text.language) if target else None
            if target is None or translated is None or slug in glossary.faulty or slug in named:
                continue
            names = [name.value for name in (*translated.names, *target.abbreviations)]
            if not any(_folded(name) in words for name in names):
                message = f"`{place.text}` is not called `{translated.name.value}` anywhere in the translation"
                note = Note(place, "linked here")
                separator = glossary.schema.phrase("separator", text.language)
                help = f"use one of its names: {separator.join(names[:4])}; or link the words that stand for it"
                yield Fault(text.name.span, message, label="this text", help=help, note=note)


def _folded(text: str) -> str:
    return "".join(text.casefold().replace("-", " ").split())


def _linked(source: Text, automatic: Sequence[Link]) -> dict[str, Span]:
    """The terms that a text links to, with the place of the first link to each."""
    found: dict[str, Span] = {}
    for piece, slug in links_of(source):
        found.setdefault(slug, piece.span)
    for link in automatic:
        found.setdefault(link.slug, link.span)
    return found


@rule()
def avoided_name(context: Context) -> Iterator[Fault]:
    """A rendering that a term's `avoid` lists as wrong must not be used in any text of that language.

    Parts of longer names are no such use, nor are words between quotation marks, which are spoken about.

    Bad:
        glossary/layer/zh.md  avoid: [{name: 图层, reason: …}]
        glossary/neuron/zh.md  每个图层……
    Good:
        glossary/neuron/zh.md  每层……
    """
    for language in context.glossary.schema.languages:
        finder = _Finder(context.glossary, language.id)
        for term in context.glossary.terms.values() if finder.wrong else ():
            for span in _worded(term, language.id, finder):
                yield from finder.faults(span)


def _worded(term: Term, language: str, finder: _Finder) -> Iterator[Span]:
    """The places of a term where words of a language stand, besides its names."""
    text = term.texts.get(language)
    # The whole file is looked at first: nearly all have no such word, and need not be read as Markdown.
    if text and finder.occurs(text.source.text[text.start :]):
        yield from (piece.span for piece in pieces(text, Kind.TEXT) if piece.span.text == piece.value)
    yield from (phrase[language].span for phrase in phrases(term) if language in phrase)


class _Finder:
    """Finds wrong renderings in one language, whatever their number, in one pass over a text."""

    def __init__(self, glossary: Glossary, language: str) -> None:
        texts = [(term, term.texts[language]) for term in glossary.terms.values() if language in term.texts]
        right = {
            name.value.lower() for term, text in texts for name in (*text.names, *text.covers, *term.abbreviations)
        }
        self.wrong: Mapping[str, tuple[Text, Wrong]] = {
            wrong.name.value.lower(): (text, wrong)
            for _, text in texts
            for wrong in text.avoid
            if wrong.name.value and wrong.name.value.lower() not in right
        }
        self.automaton = _automaton(self.wrong)
        # Longer names that hold a wrong rendering are right, and shield it.
        longer = {name for name in right if self.occurs(name)}
        self.automaton = _automaton(self.wrong.keys() | longer)

    def occurs(self, text: str) -> bool:
        """Whether any wrong rendering stands anywhere in a text."""
        return bool(self.wrong) and any(word in self.wrong for _, word in self.automaton.iter(text.lower()))

    def faults(self, span: Span) -> Iterator[Fault]:
        words = span.text.lower()
        if len(words) != len(span.text):
            return
        found = [(last + 1 - len(word), last + 1, word) for last, word in self.automaton.iter(words)]
        for start, end, word in found:
            within_longer = any(a <= start and end <= b and b - a > end - start for a, b, _ in found)
            if word in self.wrong and not within_longer and _is_use(words, start, end):
                text, wrong = self.wrong[word]
                message = f"`{wrong.name.value}` is a wrong rendering: {wrong.reason.value}"
                note = Note(wrong.name.span, "listed here as wrong")
                yield Fault(span.part(start, end), message, help=f"write `{text.name.value}`", note=note)


def _automaton(words: Iterable[str]) -> ahocorasick.Automaton:
    """Finds all of the words in one pass over a text."""
    automaton = ahocorasick.Automaton()
    for word in words:
        automaton.add_word(word, word)
    automaton.make_automaton()
    return automaton


def _is_use(text: str, start: int, end: int) -> bool:
    """Whether a word stands by itself (Latin letters do not go on), and not between quotation marks."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before in _OPENING and after in _CLOSING and before and after:
        return False
    goes_on = before.isascii() and before.isalnum() and text[start].isascii()
    return not goes_on and not (after.isascii() and after.isalnum() and text[end - 1].isascii())


_OPENING, _CLOSING = "“‘「『《\"'", "”’」』》\"'"
