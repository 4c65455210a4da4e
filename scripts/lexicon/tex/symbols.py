"""Parsing of TeX into symbols, to compare formulas with their legends and with each other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from lexicon.tex.lexemes import LEXEME, MAX_DEPTH, Cursor

if TYPE_CHECKING:
    from collections.abc import Iterator


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split(" "))


_FONTS = _set(
    r"\mathbf \boldsymbol \bm \mathcal \mathbb \mathfrak \mathscr \mathsf \mathtt \mathit \mathnormal \bf \cal"
)
_ACCENTS = _set(
    r"\hat \widehat \tilde \widetilde \bar \overline \underline \vec \dot \ddot \check \breve \acute \grave \mathring"
)
_TEXT = _set(r"\text \textbf \textit \textrm \textnormal \mbox")
_WORDS = _TEXT | _set(r"\textsf \texttt \mathrm \operatorname \operatorname*")
_LAYOUT = _set(
    r"\, \; \: \! \  \> \quad \qquad \left \right \middle \big \Big \bigg \Bigg \bigl \bigr \Bigl \Bigr \biggl \biggr"
    r" \Biggl \Biggr \bigm \Bigm \displaystyle \textstyle \scriptstyle \limits \nolimits \\ \notag \nonumber"
    r" \hspace \phantom \mathstrut \strut \thinspace \medspace \thickspace \negthinspace \smash \mathopen \mathclose"
)
_WITH_PLAIN_ARGUMENT = _set(r"\begin \end \color \textcolor \tag \label \hspace \vspace")
_GREEK = _set(
    r"\alpha \beta \gamma \delta \epsilon \varepsilon \zeta \eta \theta \vartheta \iota \kappa \lambda \mu \nu \xi \pi"
    r" \varpi \rho \varrho \sigma \varsigma \tau \upsilon \phi \varphi \chi \psi \omega \Gamma \Theta \Lambda \Xi \Pi"
    r" \Sigma \Upsilon \Phi \Psi \Omega \ell \hbar \imath \jmath \aleph \wp \Re \Im"
)
_INTEGRALS = _set(r"\int \oint \iint")
_DIFFERENTIAL = re.compile(r"\\[dt]?frac\{\s*d[^{}]*\}\{\Z")
_NEAR = 200
"""Characters behind which the head of a fraction is not looked for."""
_SETS = _set(r"\mathbb{R} \mathbb{N} \mathbb{Z} \mathbb{Q} \mathbb{C}")


@dataclass(frozen=True)
class Token:
    """A symbol of a formula in normalized spelling (`\\mathbf{x}`, also for `\\mathbf x`), and its position.

    `start` and `end` (exclusive) are 0-based character offsets in the TeX. An identifier stands for a quantity that a
    legend must explain.
    """

    text: str
    start: int
    end: int
    is_identifier: bool = False


@lru_cache(maxsize=4096)
def tex_tokens(tex: str) -> tuple[Token, ...]:
    """The symbols of a formula in order, without spaces, braces and commands that only change the layout."""
    return tuple(_Reader(tex).read())


@lru_cache(maxsize=65536)
def normal_form(tex: str) -> str:
    """The normalized spelling of a formula without the text in it; equal for formulas that differ by language only."""
    return " ".join(r"\text" if token.text.startswith(r"\text{") else token.text for token in tex_tokens(tex))


def bare_symbol(text: str) -> str:
    """The letter of a symbol without font and accents."""
    return re.sub(r"\\[a-z]+\{(.*)\}", r"\1", text)


def words_in_tex(tex: str) -> list[tuple[str, int]]:
    """The contents of `\\text{…}` outside of scripts, each with its 0-based offset in the TeX."""
    return list(_Reader(tex).words())


class _Reader(Cursor[tuple[str, int, int]]):
    """A parser of a formula; its lexemes are tuples of text, start and end (exclusive), without white space."""

    def __init__(self, tex: str, depth: int = 0) -> None:
        super().__init__([(m[0], m.start(), m.end()) for m in LEXEME.finditer(tex) if not m[0].isspace()])
        self.tex, self.depth, self.in_integral = tex, depth, False

    def read(self) -> list[Token]:
        """Parse all lexemes."""
        found: list[Token] = []
        for text, start, end in self:
            if text in _WITH_PLAIN_ARGUMENT:
                self.argument()
            elif text in _WORDS:
                found.append(self.upright_text(text, start))
            elif text in _FONTS or text in _ACCENTS:
                found += self.styled(text, start)
            elif text not in _LAYOUT and text not in "{}&~":
                self.in_integral = self.in_integral or text in _INTEGRALS
                found.append(Token(text, start, end, self.is_identifier(text, found)))
        return found

    def argument(self) -> tuple[str, int]:
        """Consume the next group or lexeme; return its raw text and the offset of its end."""
        text, _, first = next(iter(self), ("", 0, len(self.tex)))
        if text != "{":
            return text, first
        depth = 1
        for text, start, end in self:
            depth += (text == "{") - (text == "}")
            if not depth:
                return self.tex[first:start], end
        return self.tex[first:], len(self.tex)

    def words(self) -> Iterator[tuple[str, int]]:
        """The contents of `\\text{…}` outside of scripts, each with its offset."""
        for text, _, _ in self:
            if text in ("_", "^"):
                self.argument()
            elif text in _TEXT and self.following and self.following[0] == "{":
                start = self.following[2]
                yield self.argument()[0], start

    def upright_text(self, command: str, start: int) -> Token:
        """Consume the argument of a command for upright text, such as `\\operatorname{softmax}` or `\\text{if}`."""
        inner, end = self.argument()
        kind = r"\text" if command.startswith((r"\text", r"\mbox")) else r"\mathrm"
        return Token(f"{kind}{{{inner.strip()}}}", start, end)

    def styled(self, command: str, start: int) -> list[Token]:
        """The symbols in the argument of a font or an accent command.

        A single letter, or letters in a font, are one symbol together with the command; other arguments are read
        symbol by symbol.
        """
        first = self.at
        inner, end = self.argument()
        within = _Reader(inner, self.depth + 1).read() if self.depth < MAX_DEPTH else []
        if not within:
            return []
        if len(within) == 1 or (command in _FONTS and all(token.text.isalpha() for token in within)):
            text = f"{command}{{{''.join(token.text for token in within)}}}"
            return [Token(text, start, end, text not in _SETS)]
        offset = self.lexemes[first][2] if first < len(self.lexemes) else end
        return [Token(token.text, token.start + offset, token.end + offset, token.is_identifier) for token in within]

    def is_identifier(self, text: str, before: list[Token]) -> bool:
        """Whether a lexeme is an identifier; `before` are the symbols read so far."""
        if text == r"\pi":
            return not (before and before[-1].text[-1:].isdigit())
        if text in _GREEK:
            return True
        if not (len(text) == 1 and text.isalpha()):
            return False
        if text == "T" and before and before[-1].text == "^":
            return not self.ends_script()
        return not (text == "d" and self.is_differential())

    def ends_script(self) -> bool:
        """Whether the last lexeme is all of a superscript, as in `^T` and `^{T}` (the transpose)."""
        opened = self.at >= 2 and self.lexemes[self.at - 2][0] == "{"
        return not opened or (self.following or ("",))[0] == "}"

    def is_differential(self) -> bool:
        r"""Whether the last lexeme `d` is a differential: in an integral, or at the start of a part of a fraction."""
        follows = self.following and re.match(r"[a-zA-Z\\]", self.following[0])
        at = self.lexemes[self.at - 1][1]
        behind = self.tex[max(0, at - _NEAR) : at].rstrip()
        fraction = behind.endswith((r"\frac{", r"\dfrac{", r"\tfrac{"))
        below = behind.endswith("}{") and _DIFFERENTIAL.search(behind)
        return bool((self.in_integral and follows) or fraction or below)
