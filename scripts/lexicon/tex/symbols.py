"""TeX as symbols: enough of it to compare formulas with their legends and with one another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from lexicon.tex.pieces import PIECE, Cursor

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
_SETS = _set(r"\mathbb{R} \mathbb{N} \mathbb{Z} \mathbb{Q} \mathbb{C}")


@dataclass(frozen=True)
class Token:
    """A symbol of a formula under one spelling (`\\mathbf{x}`, also for `\\mathbf x`), and where it stands."""

    text: str
    start: int
    end: int
    is_identifier: bool = False


@lru_cache(maxsize=4096)
def tex_tokens(tex: str) -> tuple[Token, ...]:
    """The symbols of a formula in their order, without spaces, braces and what only changes the look."""
    return tuple(_Reader(tex).read())


@lru_cache(maxsize=65536)
def normal_form(tex: str) -> str:
    """A formula in one spelling, its words blanked: the same for two formulas that differ by language only."""
    return " ".join(r"\text" if token.text.startswith(r"\text{") else token.text for token in tex_tokens(tex))


def bare_symbol(text: str) -> str:
    """The letter of a symbol without its font and accents."""
    return re.sub(r"\\[a-z]+\{(.*)\}", r"\1", text)


def words_in_tex(tex: str) -> list[tuple[str, int]]:
    """The contents of `\\text{…}` in a formula and where they begin, except those of subscripts and superscripts."""
    return list(_Reader(tex).words())


class _Reader(Cursor[tuple[str, int, int]]):
    """Reads the pieces of a formula that are not white space, each with its start and its end."""

    def __init__(self, tex: str) -> None:
        super().__init__([(m[0], m.start(), m.end()) for m in PIECE.finditer(tex) if not m[0].isspace()])
        self.tex = tex

    def read(self) -> list[Token]:
        found: list[Token] = []
        for text, start, end in self:
            if text in _WITH_PLAIN_ARGUMENT:
                self.argument()
            elif text in _WORDS:
                found.append(self.word(text, start))
            elif text in _FONTS or text in _ACCENTS:
                found += self.dressed(text, start)
            elif text not in _LAYOUT and text not in "{}&~":
                found.append(Token(text, start, end, self.names(text, found)))
        return found

    def argument(self) -> tuple[str, int]:
        """The raw text of the next group or single piece, and where it ends."""
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
        """The contents of `\\text{…}` outside of scripts, and where they begin."""
        for text, _, _ in self:
            if text in ("_", "^"):
                self.argument()
            elif text in _TEXT and self.following and self.following[0] == "{":
                start = self.following[2]
                yield self.argument()[0], start

    def word(self, command: str, start: int) -> Token:
        """Upright words: `\\operatorname{softmax}`, `\\text{if}`, `\\mathrm{d}`."""
        inner, end = self.argument()
        kind = r"\text" if command.startswith((r"\text", r"\mbox")) else r"\mathrm"
        return Token(f"{kind}{{{inner.strip()}}}", start, end)

    def dressed(self, command: str, start: int) -> list[Token]:
        """A letter in a font or under an accent is a symbol of its own; more than one are read one by one."""
        first = self.at
        inner, end = self.argument()
        within = _Reader(inner).read()
        if not within:
            return []
        if len(within) == 1 or (command in _FONTS and all(token.text.isalpha() for token in within)):
            text = f"{command}{{{''.join(token.text for token in within)}}}"
            return [Token(text, start, end, text not in _SETS)]
        offset = self.pieces[first][2] if first < len(self.pieces) else end
        return [Token(token.text, token.start + offset, token.end + offset, token.is_identifier) for token in within]

    def names(self, text: str, before: list[Token]) -> bool:
        """Whether a piece stands for a quantity that a reader has to be told."""
        if text == r"\pi":
            return not (before and before[-1].text[-1:].isdigit())
        if text in _GREEK:
            return True
        if not (len(text) == 1 and text.isalpha()):
            return False
        if text == "T" and before and before[-1].text == "^":
            return not self.ends_script()
        return not (text == "d" and self.is_differential(before))

    def ends_script(self) -> bool:
        """Whether the piece just read is all of a superscript: `^T` and `^{T}`, the transpose."""
        opened = self.at >= 2 and self.pieces[self.at - 2][0] == "{"
        return not opened or (self.following or ("",))[0] == "}"

    def is_differential(self, before: list[Token]) -> bool:
        r"""Whether a `d` is that of dx: in an integral, or at the head of a fraction's parts."""
        follows = self.following and re.match(r"[a-zA-Z\\]", self.following[0])
        integral = any(token.text in (r"\int", r"\oint", r"\iint") for token in before)
        fraction = self.tex[: self.pieces[self.at - 1][1]].rstrip().endswith((r"\frac{", r"\dfrac{", r"\tfrac{"))
        below = re.search(r"\\[dt]?frac\{\s*d[^{}]*\}\{\s*\Z", self.tex[: self.pieces[self.at - 1][1]])
        return bool((integral and follows) or fraction or below)
