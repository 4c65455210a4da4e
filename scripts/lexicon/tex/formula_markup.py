"""Drawn formulas in pages: where pages have formulas, the HTML of a drawing, and its stylesheet."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING

from lexicon.tex.mathjax import Tex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lexicon.tex.mathjax import Rendered

DEPTHS = range(1, 101)
"""How far inline formulas may reach below the line, in tenths of an ex: scripts/web/math/drawing.mjs rounds up."""

MATHML_CLASS = "math__speech"

_ARITHMATEX = re.compile(r'<(span|div) class="arithmatex">([^<]*)</\1>')
"""A formula as pymdownx.arithmatex with `generic: true` writes it: TeX between `\\(` and `\\)`, escaped for HTML."""


def stylesheet() -> str:
    """The style of drawn formulas: the same for any formulas, so that it does not depend on which were drawn."""
    depths = "".join(f".va{depth}{{vertical-align:-{depth / 10:g}ex}}" for depth in DEPTHS)
    return f"{_CSS}{depths}\n"


def formulas_in(html: str) -> set[Tex]:
    """The formulas of a page that are still TeX."""
    return {_tex(match) for match in _ARITHMATEX.finditer(html)}


def typeset(html: str, rendered: Mapping[Tex, Rendered]) -> str:
    """The page with its formulas drawn; those that are not among `rendered` stay as they are."""

    def drawn(match: re.Match[str]) -> str:
        tex = _tex(match)
        return markup(tex, rendered[tex]) if tex in rendered else match[0]

    return _ARITHMATEX.sub(drawn, html)


def markup(tex: Tex, rendered: Rendered) -> str:
    """A drawn formula for a page: `data-tex` to copy, the drawing to see, MathML to hear."""
    tag, name = ("div", "math math--display") if tex.display else ("span", "math")
    spoken = f'<span class="{MATHML_CLASS}">{rendered.mathml}</span>'
    return f'<{tag} class="{name}" data-tex="{escape(tex.source)}">{rendered.svg}{spoken}</{tag}>'


def _tex(match: re.Match[str]) -> Tex:
    return Tex(unescape(match[2]).strip()[2:-2].strip(), match[1] == "div")


# Themes shrink and stretch every `svg`, hence `.math.math`. Only the outermost may overflow: inner ones cut extensible
# braces to length. An inline formula that cannot be broken shrinks to the column; a displayed one scrolls.
_CSS = f"""\
.math{{position:relative}}
.math.math>svg{{overflow:visible;height:auto;max-width:100%}}
.math--display{{margin:1em 0;padding:.2em 0;overflow:auto hidden}}
.math.math--display>svg{{display:block;max-width:none;margin:0 auto}}
.{MATHML_CLASS}{{position:absolute;top:0;left:0;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);\
white-space:nowrap;-webkit-user-select:none;user-select:none}}
"""
