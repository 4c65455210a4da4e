"""Parsing of TeX, its conversion to plain text, and formulas drawn by MathJax."""

from __future__ import annotations

from lexicon.tex.formula_markup import formulas_in, markup, stylesheet, typeset
from lexicon.tex.mathjax import MathRenderer, Rejected, Rendered, Tex
from lexicon.tex.phrases import PHRASE_MATH
from lexicon.tex.readable_text import readable, readable_prose
from lexicon.tex.symbols import Token, bare_symbol, normal_form, tex_tokens, words_in_tex

__all__ = [
    "PHRASE_MATH",
    "MathRenderer",
    "Rejected",
    "Rendered",
    "Tex",
    "Token",
    "bare_symbol",
    "formulas_in",
    "markup",
    "normal_form",
    "readable",
    "readable_prose",
    "stylesheet",
    "tex_tokens",
    "typeset",
    "words_in_tex",
]
