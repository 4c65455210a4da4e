"""Rules about formulas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lexicon.diagnostics import Fault
from lexicon.markdown import Kind
from lexicon.model import PHRASE_MATH
from lexicon.rules.base import Context, rule
from lexicon.rules.structure import pieces, texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lexicon.model import Glossary
    from lexicon.source import Span
    from lexicon.yamltree import Scalar


@dataclass(frozen=True)
class Use:
    """A formula where it stands: its TeX, whether it is displayed, and where its characters are in the file."""

    tex: str
    display: bool
    span: Span
    scalar: Scalar | None = None

    def at(self, index: int) -> Span:
        """The place of the character `index` of the TeX."""
        if self.scalar:
            shift = self.scalar.value.find(self.tex)
            offset = self.scalar.offset(min(shift + index, len(self.scalar.value) - 1))
        else:
            offset = self.span.start + self.span.text.find(self.tex) + index
        return self.span.source.span(max(self.span.start, min(offset, self.span.end - 1)))


def uses(glossary: Glossary) -> Iterator[Use]:
    """Every formula of the glossary, those in legends and titles included."""
    for term in glossary.terms.values():
        for formula in term.formulas:
            yield Use(formula.tex.value, True, formula.tex.span, formula.tex)
            for symbol in formula.symbols:
                yield Use(symbol.tex.value, False, symbol.tex.span, symbol.tex)
                yield from _in_phrases(symbol.meaning.values())
            yield from _in_phrases(formula.title.values())
    for text in texts(glossary):
        for piece in pieces(text, Kind.MATH, Kind.DISPLAY_MATH):
            yield Use(piece.value, piece.kind is Kind.DISPLAY_MATH, piece.span)


def _in_phrases(phrases: Iterable[Scalar]) -> Iterator[Use]:
    for phrase in phrases:
        for match in PHRASE_MATH.finditer(phrase.value):
            yield Use(match[1], False, phrase.span, phrase)


@rule()
def bad_formula(context: Context) -> Iterator[Fault]:
    """A formula must be TeX that MathJax accepts.

    Bad:
        $\\frac{1}{2$
    Good:
        $\\frac{1}{2}$
    """
    for use in uses(context.glossary):
        if use.tex in context.rejected:
            message, position = context.rejected[use.tex]
            yield Fault(use.at(position), f"MathJax cannot read this formula: {message}")
