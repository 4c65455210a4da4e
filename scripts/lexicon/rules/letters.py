"""Rules about the scripts of letters in words."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from lexicon.diagnostics import Fault
from lexicon.rules.base import Context, elements, rule
from lexicon.text import Kind, SpanIndex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lexicon.glossary import Term
    from lexicon.text import Span

_FOREIGN = re.compile(r"[\u0370-\u03ff\u0400-\u052f]")
_WORD = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u052f]+")
# Cyrillic and Greek letters that look like Latin ones in every font; μ and β do not (μP, β-VAE).
_LOOK_LATIN = frozenset("АВЕЅІЈКМНОРСТУХаеѕіјорсухһԁԛԝѵ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοϲϳ")


@rule(per_term=True)
def mixed_script(context: Context) -> Iterator[Fault]:
    """A word must not mix Latin letters with Cyrillic or Greek ones that only look Latin.

    Formulas may hold any letter, and so may words that are all in another script.

    Bad:
        gr\u0430dient   (with a Cyrillic а)
    Good:
        gradient
    """
    for term in context.glossary.terms.values():
        for span in _words_to_look_at(term):
            if letters := _lookalikes(span.text):
                names = ", ".join(dict.fromkeys(unicodedata.name(letter) for letter in letters))
                message = f"`{span.text}` has letters that only look Latin: {names}"
                yield Fault(span, message, help="type the word anew")


def _words_to_look_at(term: Term) -> Iterator[Span]:
    """The words outside of formulas, from files with letters that are neither Latin nor Chinese; few files have any."""
    texts = {text.source: text for text in term.texts.values()}
    for source in term.sources:
        if not _FOREIGN.search(source.text):
            continue
        text = texts.get(source)
        formulas = SpanIndex(element.span for element in (elements(text, Kind.MATH, Kind.DISPLAY_MATH) if text else ()))
        for match in _WORD.finditer(source.text):
            if not formulas.overlaps(match.start(), match.start() + 1):
                yield source.span(match.start(), match.end())


def _lookalikes(word: str) -> str:
    """The non-Latin letters of a mostly Latin word; "" if the word is in another script."""
    found = "".join(letter for letter in word if letter in _LOOK_LATIN)
    others = [letter for letter in word if letter not in _LOOK_LATIN]
    return found if others and not any(_FOREIGN.match(letter) for letter in others) else ""
