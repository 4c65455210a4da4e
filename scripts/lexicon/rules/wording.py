"""Rules about the wording of texts: consistent names of terms, and no names to avoid."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ahocorasick

from lexicon.diagnostics import Fault, Note, Severity
from lexicon.links import links_of
from lexicon.rules.base import Context, elements, phrases, rule
from lexicon.text import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lexicon.glossary import AvoidedName, Glossary, Term, Text
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
        if not text.summary.is_complete:
            continue
        words = _folded(" ".join([text.summary.plain_text, *(name.value for name in text.names)]))
        named = {slug for _, slug in links_of(text)}
        for slug, place in _linked(source, automatic.get(term.slug, ())).items():
            target = glossary.terms.get(slug)
            translated = target.texts.get(text.language) if target else None
            if target is None or translated is None or slug in glossary.faulty_terms or slug in named:
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
    """The slugs that a text links to, explicitly or automatically, each with the span of the first link."""
    found: dict[str, Span] = {}
    for element, slug in links_of(source):
        found.setdefault(slug, element.span)
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
        for term in context.glossary.terms.values() if finder.avoided else ():
            for span in _text_spans(term, language.id, finder):
                yield from finder.faults(span)


def _text_spans(term: Term, language: str, finder: _Finder) -> Iterator[Span]:
    """The spans of a term's prose and phrases in a language, without its names."""
    text = term.texts.get(language)
    # Searching the raw text first avoids parsing the Markdown of nearly all texts.
    if text and finder.occurs(text.source.text[text.start :]):
        yield from (element.span for element in elements(text, Kind.TEXT) if element.span.text == element.value)
    yield from (phrase[language].span for phrase in phrases(term) if language in phrase)


class _Finder:
    """Finds the names to avoid in one language by the Aho–Corasick algorithm, in one pass over a text."""

    def __init__(self, glossary: Glossary, language: str) -> None:
        texts = [(term, term.texts[language]) for term in glossary.terms.values() if language in term.texts]
        right = {
            name.value.lower() for term, text in texts for name in (*text.names, *text.covers, *term.abbreviations)
        }
        self.avoided: Mapping[str, tuple[Text, AvoidedName]] = {
            avoided.name.value.lower(): (text, avoided)
            for _, text in texts
            for avoided in text.avoid
            if avoided.name.value and avoided.name.value.lower() not in right
        }
        self.automaton = _automaton(self.avoided)
        # Longer correct names that contain a name to avoid hide it.
        longer = {name for name in right if self.occurs(name)}
        self.automaton = _automaton(self.avoided.keys() | longer)

    def occurs(self, text: str) -> bool:
        """Whether a text contains any name to avoid."""
        return bool(self.avoided) and any(word in self.avoided for _, word in self.automaton.iter(text.lower()))

    def faults(self, span: Span) -> Iterator[Fault]:
        """The faults of names to avoid in a span."""
        words = span.text.lower()
        if len(words) != len(span.text):
            return
        found = [(last + 1 - len(word), last + 1, word) for last, word in self.automaton.iter(words)]
        longest = 0
        for start, end, word in sorted(found, key=lambda place: (place[0], -place[1])):
            within_longer, longest = end <= longest, max(end, longest)
            if word in self.avoided and not within_longer and _is_own_word(words, start, end):
                text, avoided = self.avoided[word]
                message = f"`{avoided.name.value}` is a wrong rendering: {avoided.reason.value}"
                note = Note(avoided.name.span, "listed here as wrong")
                yield Fault(span.part(start, end), message, help=f"write `{text.name.value}`", note=note)


def _automaton(words: Iterable[str]) -> ahocorasick.Automaton:
    """An Aho–Corasick automaton that finds `words`."""
    automaton = ahocorasick.Automaton()
    for word in words:
        automaton.add_word(word, word)
    automaton.make_automaton()
    return automaton


def _is_own_word(text: str, start: int, end: int) -> bool:
    """Whether a match is a whole word (for Latin letters), and not in quotation marks."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before in _OPENING and after in _CLOSING and before and after:
        return False
    continues_word = before.isascii() and before.isalnum() and text[start].isascii()
    return not continues_word and not (after.isascii() and after.isalnum() and text[end - 1].isascii())


_OPENING, _CLOSING = "“‘「『《\"'", "”’」』》\"'"
