"""HTML of drawn formulas: finding the TeX in a page, replacing it by drawings, and their stylesheet."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING

from lexicon.tex.mathjax import Tex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lexicon.tex.mathjax import Rendered

DEPTHS = range(1, 101)
"""Depths of inline formulas below the baseline, in tenths of an ex; scripts/web/math/drawing.mjs rounds up to them."""

MATHML_CLASS = "math__speech"
"""The class of the MathML for screen readers, which is hidden visually."""

_ARITHMATEX = re.compile(r'<(span|div) class="arithmatex">([^<]*)</\1>')
"""A formula in the output of pymdownx.arithmatex with `generic: true`: escaped TeX between `\\(` and `\\)`."""


def stylesheet() -> str:
    """The CSS of drawn formulas; it does not depend on which formulas a site has."""
    depths = "".join(f".va{depth}{{vertical-align:-{depth / 10:g}ex}}" for depth in DEPTHS)
    return f"{_CSS}{depths}\n"


def formulas_in(html: str) -> set[Tex]:
    """The formulas of a page that are not drawn yet."""
    return {_tex(match) for match in _ARITHMATEX.finditer(html)}


def typeset(html: str, rendered: Mapping[Tex, Rendered]) -> str:
    """Replace the TeX in a page by drawn formulas; formulas that are not in `rendered` are kept as TeX."""

    def drawn(match: re.Match[str]) -> str:
        tex = _tex(match)
        return markup(tex, rendered[tex]) if tex in rendered else match[0]

    return _ARITHMATEX.sub(drawn, html)


def markup(tex: Tex, rendered: Rendered) -> str:
    """The HTML of a drawn formula: the drawing, MathML for screen readers, and `data-tex` with the TeX for copying."""
    tag, name = ("div", "math math--display") if tex.display else ("span", "math")
    spoken = f'<span class="{MATHML_CLASS}">{rendered.mathml}</span>'
    return f'<{tag} class="{name}" data-tex="{escape(tex.source)}">{rendered.svg}{spoken}</{tag}>'


def _tex(match: re.Match[str]) -> Tex:
    return Tex(unescape(match[2]).strip()[2:-2].strip(), match[1] == "div")


# `.math.math` outranks the rules of themes that resize every `svg`. Only the outermost `svg` may overflow: nested ones
# clip extensible braces. An unbreakable inline formula shrinks to the width of the column; a display formula scrolls.
_CSS = f"""\
.math{{position:relative}}
.math.math>svg{{overflow:visible;height:auto;max-width:100%}}
.math--display{{margin:1em 0;padding:.2em 0;overflow:auto hidden}}
.math.math--display>svg{{display:block;max-width:none;margin:0 auto}}
.{MATHML_CLASS}{{position:absolute;top:0;left:0;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);\
white-space:nowrap;-webkit-user-select:none;user-select:none}}
"""
