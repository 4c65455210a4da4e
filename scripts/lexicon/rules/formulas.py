"""Rules about formulas: their syntax, their legends and the pairing of dollar signs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lexicon.diagnostics import Fault, Note, Severity
from lexicon.glossary import SLUG, SLUG_HELP
from lexicon.rules.base import Context, elements, phrases, rule, texts
from lexicon.tex import PHRASE_MATH, bare_symbol, normal_form, tex_tokens, words_in_tex
from lexicon.text import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lexicon.glossary import Formula, Glossary, Symbol, Term
    from lexicon.tex import Token
    from lexicon.text import Span, Spanned, YamlScalar

_EVERYDAY_WORD = re.compile(r"(?<![A-Za-z])[a-z]{2,}(?![A-Za-z])")


@dataclass(frozen=True)
class FormulaOccurrence:
    """An occurrence of a formula: its TeX, whether it is in display style, and its span.

    `scalar` is the YAML scalar that contains it, None in Markdown.
    """

    tex: str
    display: bool
    span: Span
    scalar: YamlScalar | None = None

    def at(self, index: int, length: int = 1) -> Span:
        """The span of `length` characters of the TeX from the 0-based `index`."""
        start, last = self._offset(index), self._offset(index + max(1, length) - 1)
        start = max(self.span.start, min(start, self.span.end - 1))
        return self.span.source.span(start, max(start, min(last, self.span.end - 1)) + 1)

    def _offset(self, index: int) -> int:
        if self.scalar:
            shift = self.scalar.value.find(self.tex)
            return self.scalar.offset(min(shift + index, len(self.scalar.value) - 1))
        return self.span.start + self.span.text.find(self.tex) + index


def formula_occurrences(glossary: Glossary) -> Iterator[FormulaOccurrence]:
    """All formulas of the glossary, including those in legends and titles."""
    for term in glossary.terms.values():
        for formula in term.formulas:
            yield _whole(formula.tex, display=True)
            for symbol in formula.symbols:
                yield _whole(symbol.tex)
        for phrase in phrases(term):
            yield from _in_phrases(phrase.values())
    for text in texts(glossary):
        for element in text.summary.formulas:
            yield FormulaOccurrence(element.value, element.kind is Kind.DISPLAY_MATH, element.span)


def _whole(scalar: YamlScalar, display: bool = False) -> FormulaOccurrence:
    return FormulaOccurrence(scalar.value, display, scalar.span, scalar)


def _in_phrases(phrases: Iterable[YamlScalar]) -> Iterator[FormulaOccurrence]:
    for phrase in phrases:
        for match in PHRASE_MATH.finditer(phrase.value) if "$" in phrase.value else ():
            yield FormulaOccurrence(match[1], False, phrase.span, phrase)


@rule(needs_mathjax=True)
def bad_formula(context: Context) -> Iterator[Fault]:
    """A formula must be TeX that MathJax accepts.

    Bad:
        $\\frac{1}{2$
    Good:
        $\\frac{1}{2}$
    """
    for use in formula_occurrences(context.glossary) if context.rejected else ():
        if use.tex in context.rejected:
            message, position = context.rejected[use.tex]
            yield Fault(use.at(position), f"MathJax cannot read this formula: {message}")


@rule(per_term=True)
def unbalanced_dollar(context: Context) -> Iterator[Fault]:
    """Every dollar sign must open or close a formula, or stand behind a backslash.

    Bad:
        The step $\\eta is small; it costs 5$.
    Good:
        The step $\\eta$ is small; it costs 5\\$.
    """
    for text in texts(context.glossary):
        last_paragraph, paragraph, searched = -1, -1, 0
        for element in elements(text, Kind.TEXT) if "$" in text.source.text else ():
            at = element.span.text.find("$")
            if at == -1 or text.source.text[element.span.start + at - 1] == "\\":
                continue
            # An unpaired dollar sign affects the rest of its paragraph, so only the first one is reported.
            paragraph = max(paragraph, text.source.text.rfind("\n\n", searched, element.span.start))
            searched = max(0, element.span.start - 1)
            if paragraph != last_paragraph:
                yield _dollar(element.span.part(at, at + 1))
            last_paragraph = paragraph
    for term in context.glossary.terms.values():
        for phrase in (phrase for by_language in phrases(term) for phrase in by_language.values()):
            if phrase.value.count("$") % 2:
                at = phrase.offset(phrase.value.rindex("$"))
                yield _dollar(phrase.span.source.span(at))


def _dollar(place: Span) -> Fault:
    help = "write $x$ without spaces inside the dollars; \\$ for the currency"
    return Fault(place, "a dollar sign that neither opens nor closes a formula", help=help)


def _formulas(glossary: Glossary) -> Iterator[tuple[Term, Formula]]:
    for term in glossary.terms.values():
        for formula in term.formulas:
            yield term, formula


@rule(per_term=True)
def repeated_formula(context: Context) -> Iterator[Fault]:
    """A formula's `id` must be its own within the term, and made like a slug.

    Bad:
        - {id: definition, tex: …}
        - {id: definition, tex: …}
    Good:
        - {id: definition, tex: …}
        - {id: derivative, tex: …}
    """
    for term in context.glossary.terms.values():
        first: dict[str, Spanned[str]] = {}
        for formula in term.formulas:
            other = first.setdefault(formula.id.value, formula.id)
            if not SLUG.match(formula.id.value):
                yield Fault(formula.id.span, f"`{formula.id.value}` is not made like a slug", help=SLUG_HELP)
            elif other is not formula.id:
                note = Note(other.span, "first used here")
                yield Fault(
                    formula.id.span,
                    f"two formulas are called `{formula.id.value}`",
                    label="again here",
                    help="rename one",
                    note=note,
                )


@rule(per_term=True)
def untitled_formula(context: Context) -> Iterator[Fault]:
    """A formula must have a title if the term has more than one.

    Bad:
        - {id: definition, tex: …}
        - {id: derivative, tex: …}
    Good:
        - {id: definition, title: {en: Definition, zh: 定义}, tex: …}
        - {id: derivative, title: {en: Derivative, zh: 导数}, tex: …}
    """
    for term, formula in _formulas(context.glossary):
        if len(term.formulas) > 1 and not formula.title:
            help = "add `title: {en: …, zh: …}`"
            yield Fault(formula.id.span, f"the formula `{formula.id.value}` has no title", help=help)


@rule(per_term=True)
def unexplained_symbol(context: Context) -> Iterator[Fault]:
    """Every symbol of a formula must be explained by its legend.

    Numbers, operators, common functions, named functions and the transpose explain themselves. An index may be
    explained within the entry of another symbol, between dollars.

    Bad:
        tex: \\eta \\nabla L
        symbols: [{tex: L, en: the loss, zh: 损失}]
    Good:
        tex: \\eta \\nabla L
        symbols: [{tex: L, en: the loss, zh: 损失}, {tex: \\eta, en: the learning rate, zh: 学习率}]
    """
    for _, formula in _formulas(context.glossary):
        explained = set(_explained(formula.symbols))
        # A letter that the legend has in another font is reported by `unused_symbol`.
        similar = _similar_symbols(formula)
        explained |= {meant for _, absent in _absent(formula) if (meant := _meant(absent, similar))}
        use = _whole(formula.tex)
        for token in tex_tokens(formula.tex.value):
            if token.is_identifier and token.text not in explained:
                explained.add(token.text)
                help = f"add {{tex: '{token.text}', en: …, zh: …}} to `symbols`"
                place = use.at(token.start, token.end - token.start)
                yield Fault(place, f"no legend explains `{token.text}`", label="first used here", help=help)


def _explained(symbols: Iterable[Symbol]) -> Iterator[str]:
    """The identifiers that a legend contains, in symbols or explanations."""
    for symbol in symbols:
        yield from (token.text for token in tex_tokens(symbol.tex.value))
        for use in _in_phrases(symbol.meaning.values()):
            yield from (token.text for token in tex_tokens(use.tex))


@rule(per_term=True)
def unused_symbol(context: Context) -> Iterator[Fault]:
    """Every entry of a legend must occur in its formula, in the same font.

    Bad:
        tex: \\mathbf{y} = \\mathbf{W} \\mathbf{x}
        symbols: [{tex: W, en: the weights, zh: 权重}]
    Good:
        tex: \\mathbf{y} = \\mathbf{W} \\mathbf{x}
        symbols: [{tex: '\\mathbf{W}', en: the weights, zh: 权重}]
    """
    for _, formula in _formulas(context.glossary):
        similar = _similar_symbols(formula)
        for symbol, absent in _absent(formula):
            place = _whole(symbol.tex).at(absent.start, absent.end - absent.start)
            meant = _meant(absent, similar)
            help = f"did you mean `{meant}`?" if meant else "remove it from the legend, or correct the formula"
            note = Note(formula.tex.span, "the formula")
            yield Fault(
                place, f"`{absent.text}` does not occur in the formula", label="explained here", help=help, note=note
            )


def _absent(formula: Formula) -> Iterator[tuple[Symbol, Token]]:
    """The legend entries with a token that the formula lacks, each with its first such token."""
    present = {token.text for token in tex_tokens(formula.tex.value)}
    for symbol in formula.symbols:
        for token in tex_tokens(symbol.tex.value):
            if token.text not in present and token.text not in _PUNCTUATION:
                yield symbol, token
                break


def _similar_symbols(formula: Formula) -> Mapping[str, str]:
    """The first symbol of a formula for each letter without its font and accents."""
    present = sorted({token.text for token in tex_tokens(formula.tex.value)}, reverse=True)
    return {bare_symbol(text): text for text in present}


def _meant(absent: Token, similar: Mapping[str, str]) -> str:
    """The symbol of the formula that was probably meant: the same letter in another font or with another accent."""
    return similar.get(bare_symbol(absent.text), "")


_PUNCTUATION = frozenset("_^(),'")


@rule(per_term=True)
def repeated_symbol(context: Context) -> Iterator[Fault]:
    """A legend must explain each symbol once.

    Bad:
        symbols: [{tex: L, en: the loss, …}, {tex: L, en: the likelihood, …}]
    Good:
        symbols: [{tex: L, en: the loss, …}]
    """
    for _, formula in _formulas(context.glossary):
        first: dict[str, YamlScalar] = {}
        for symbol in formula.symbols:
            other = first.setdefault(normal_form(symbol.tex.value), symbol.tex)
            if other is not symbol.tex:
                note = Note(other.span, "first explained here")
                message = f"`{symbol.tex.value}` is explained twice"
                yield Fault(symbol.tex.span, message, label="again here", help="join the two entries", note=note)


@rule(Severity.WARNING, per_term=True)
def untranslated_words(context: Context) -> Iterator[Fault]:
    """Words inside a formula must be in the language of the text; a formula that all languages share has none.

    Names, abbreviations and words of subscripts may stay as they are.

    Bad:
        zh.md  $x \\text{ if } x > 0$
    Good:
        zh.md  $x$（$x > 0$ 时）
    """
    other_letters = [language.id for language in context.glossary.schema.languages if not language.locale.is_latin]
    for _, formula in _formulas(context.glossary):
        for words, start in words_in_tex(formula.tex.value):
            if _EVERYDAY_WORD.search(words):
                help = "say it in the legend, or with signs: every language shows this formula"
                yield Fault(
                    _whole(formula.tex).at(start, len(words)), "words in a formula that all languages share", help=help
                )
    for text in texts(context.glossary):
        for element in elements(text, Kind.MATH, Kind.DISPLAY_MATH) if text.language in other_letters else ():
            for words, start in words_in_tex(element.value):
                if _EVERYDAY_WORD.search(words):
                    place = FormulaOccurrence(element.value, False, element.span).at(start, len(words))
                    yield Fault(place, f"English words in a formula: `{words.strip()}`", help="translate them")
