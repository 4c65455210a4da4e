r"""Conversion of TeX to plain Unicode text: `\theta_1^2 \le 0.5` becomes θ₁² ≤ 0.5."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from lexicon.tex.lexemes import LEXEME, MAX_DEPTH, Cursor
from lexicon.tex.phrases import PHRASE_MATH

if TYPE_CHECKING:
    from collections.abc import Iterator

_GREEK = {
    name.lower().replace("lamda", "lambda"): chr(code)
    for code in range(0x3B1, 0x3CA)
    if (name := unicodedata.name(chr(code)).split()[-1]) and "FINAL" not in unicodedata.name(chr(code))
}
_SIGNS = {
    **_GREEK,
    **{name.capitalize(): character.upper() for name, character in _GREEK.items()},
    "varepsilon": "ε", "vartheta": "θ", "varphi": "φ", "varrho": "ρ", "varsigma": "ς", "ell": "ℓ", "hbar": "ℏ",
    "nabla": "∇", "partial": "∂", "sum": "∑", "prod": "∏", "int": "∫", "infty": "∞", "prime": "′", "dagger": "†",
    "pm": "±", "mp": "∓", "times": "×", "cdot": "·", "circ": "∘", "ast": "∗", "star": "⋆", "odot": "⊙", "otimes": "⊗",
    "oplus": "⊕", "cdots": "…", "ldots": "…", "dots": "…", "dotsc": "…", "dotsb": "…", "vdots": "⋮", "ddots": "⋱",
    "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "neq": "≠", "ll": "≪", "gg": "≫", "approx": "≈",
    "equiv": "≡", "propto": "∝", "sim": "∼", "simeq": "≃", "in": "∈", "notin": "∉", "ni": "∋", "subset": "⊂",
    "subseteq": "⊆",
    "supset": "⊃", "cup": "∪", "cap": "∩", "emptyset": "∅", "varnothing": "∅", "setminus": "∖", "forall": "∀",
    "exists": "∃", "neg": "¬", "land": "∧", "wedge": "∧", "lor": "∨", "vee": "∨", "to": "→", "rightarrow": "→",
    "leftarrow": "←", "Rightarrow": "⇒", "Leftarrow": "⇐", "leftrightarrow": "↔", "longrightarrow": "⟶", "mapsto": "↦",
    "uparrow": "↑", "downarrow": "↓", "mid": "|", "vert": "|", "lvert": "|", "rvert": "|", "Vert": "‖", "lVert": "‖",
    "rVert": "‖", "|": "‖", "parallel": "∥", "perp": "⊥", "top": "⊤", "langle": "⟨", "rangle": "⟩", "lfloor": "⌊",
    "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉", "colon": ":", "{": "{", "}": "}", "%": "%", "$": "$", "&": "&", "#": "#",
    "_": "_", "\\": " ", ",": " ", ";": " ", ":": " ", ">": " ", " ": " ", "quad": " ", "qquad": " ", "!": "", "(": "",
    ")": "", "[": "", "]": "",
}  # fmt: skip
_SPACED = frozenset("±∓×≤≥≠≈≡∝∼≃∈∉⊂⊆∪∩→←⇒⇐↔⟶↦⊙⊗⊕≪≫=+<>")
_ACCENTS = {
    "hat": "\u0302", "widehat": "\u0302", "bar": "\u0304", "overline": "\u0304", "tilde": "\u0303",
    "widetilde": "\u0303", "dot": "\u0307", "ddot": "\u0308", "vec": "\u20d7", "check": "\u030c",
}  # fmt: skip
_ALPHABETS = {"mathbb": "DOUBLE-STRUCK", "mathcal": "SCRIPT"}
_SILENT = re.compile(
    r"left|right|middle|[bB]igg?[lrm]?|(display|text|script)style|(no)?limits|math(bf|rm|it|sf|tt|op|bin|rel|ord|open|close)|"
    r"math?strut|strut|boldsymbol|bm|pmb|rm|bf|it|text(bf|it|rm|tt|normal)?|operatorname\*?|phantom|(under|over)brace|"
    r"nonumber|notag|boxed|substack|underline"
)
"""Commands that only change the appearance."""
_OWN_HEIGHT = {"′": "′", "∗": "*", "⊤": "ᵀ", "∘": "°"}
_FRACTIONS = frozenset({"frac", "dfrac", "tfrac", "cfrac"})
_RAISED = str.maketrans(
    "0123456789+-=()Tabcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵀᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
)  # fmt: skip
_LOWERED = str.maketrans("0123456789+-=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")


def readable_prose(text: str) -> str:
    """Convert the formulas between dollar signs in a text to plain text, and normalize white space."""
    return " ".join(PHRASE_MATH.sub(lambda match: readable(match[1]), text).split())


def readable(tex: str) -> str:
    """Convert TeX to one line of plain text without backslashes; the names of unknown commands are kept as words."""
    return " ".join("".join(_Reader(tex).sequence()).split())


class _Reader(Cursor[str]):
    """A recursive-descent parser of TeX that accepts any input."""

    def __init__(self, tex: str) -> None:
        # In TeX each digit is an argument of its own: x^12 is x¹2.
        self.depth = 0
        super().__init__(
            [part for lexeme in LEXEME.findall(tex) for part in (lexeme if lexeme[0].isdigit() else [lexeme])]
        )

    def sequence(self, closing: str = "") -> Iterator[str]:
        """Yield the text of lexemes up to `closing` or the end."""
        for lexeme in self:
            if lexeme == closing:
                return
            yield self.lexeme(lexeme)

    def argument(self) -> str:
        """Consume the next group or lexeme, and return its text."""
        return next((self.lexeme(lexeme) for lexeme in self if not lexeme.isspace()), "")

    def lexeme(self, lexeme: str) -> str:
        """The text of a lexeme and of its arguments; empty if the arguments are nested too deeply."""
        if self.depth > MAX_DEPTH:
            return ""
        self.depth += 1
        said = self._piece(lexeme)
        self.depth -= 1
        return said

    def _piece(self, lexeme: str) -> str:
        if lexeme == "{":
            return "".join(self.sequence("}"))
        if lexeme in "_^":
            return _script(self.argument(), lexeme)
        if lexeme.startswith("\\") and len(lexeme) > 1:
            return self.command(lexeme[1:])
        if lexeme in "}&":
            return " " if lexeme == "&" else ""
        return {"~": " ", "'": "′", "-": "−"}.get(lexeme, f" {lexeme} " if lexeme in _SPACED else lexeme)

    def command(self, name: str) -> str:
        """Return the text of a command and of its arguments."""
        if name in _FRACTIONS:
            return f"{_grouped(self.argument())}/{_grouped(self.argument())}"
        if name == "sqrt":
            self.optional()
            return f"√{_grouped(self.argument())}"
        if name == "binom":
            return f"C({self.argument()}, {self.argument()})"
        if name in _ACCENTS:
            inner = self.argument()
            return unicodedata.normalize("NFC", inner + _ACCENTS[name]) if len(inner) == 1 else inner
        if name in _ALPHABETS:
            return "".join(_letter(character, _ALPHABETS[name]) for character in self.argument())
        if name in ("begin", "end"):
            self.argument()
            return " "
        if name in _SIGNS:
            sign = _SIGNS[name]
            return f" {sign} " if sign in _SPACED and sign else sign
        return "" if _SILENT.fullmatch(name) else f" {name} "

    def optional(self) -> None:
        """Skip an optional argument in brackets."""
        if self.following == "[":
            next((lexeme for lexeme in self if lexeme == "]"), None)


def _script(text: str, mark: str) -> str:
    """Superscript or subscript characters if all of them exist, else the text after `mark` (`^` or `_`)."""
    table = _RAISED if mark == "^" else _LOWERED
    text = " ".join(text.split()).replace("−", "-")
    bare = text.replace(" ", "")
    if bare and all(ord(character) in table for character in bare):
        return bare.translate(table)
    if text in _OWN_HEIGHT:
        return _OWN_HEIGHT[text]
    return f"{mark}{text}" if len(text) == 1 else f"{mark}({text})"


def _grouped(text: str) -> str:
    text = " ".join(text.split())
    return text if re.fullmatch(r"[\w∂∇.′]+|[^\W\d]\S?", text) else f"({text})"


def _letter(character: str, alphabet: str) -> str:
    case = "CAPITAL" if character.isupper() else "SMALL"
    for prefix in ("", "MATHEMATICAL "):
        try:
            return unicodedata.lookup(f"{prefix}{alphabet} {case} {character.upper()}")
        except KeyError:
            continue
    return character
