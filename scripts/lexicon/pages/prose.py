"""A term's prose as Markdown for a page: links put in, addresses rewritten, text made safe."""

from __future__ import annotations

import html
import re
import string
from typing import TYPE_CHECKING

from lexicon.links import explicit_links
from lexicon.pages.addresses import relative, term_page
from lexicon.tex import PHRASE_MATH
from lexicon.text import Edit, Kind, Span, apply_edits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lexicon.glossary import Section
    from lexicon.links import Link

_OBEYED = re.compile(r"[<{*_`\[$]")
"""Signs of Markdown that no backslash stands before, where pulldown-cmark finds that they mean nothing."""
_ESCAPED = {sign: f"\\{sign}" for sign in "\\`*_{}#+!-"} | {sign: f"&#{ord(sign)};" for sign in "&<>$|~()[]"}
"""A backslash would not do for the latter: Python-Markdown shows both of `\\&`, and begins a formula at `\\(`."""
_ESCAPABLE = re.compile(f"[{re.escape(''.join(_ESCAPED))}]")


def section_markdown(part: Section, links: Sequence[Link], page: str) -> str:
    """The Markdown of a section as it stands on `page`, with its automatic links and the explicit ones rewritten."""
    span = part.prose.span
    edits = [
        Edit(link.span, f"[{escape_markdown(link.span.text)}]({relative(page, term_page(link.slug))})")
        for link in links
        if span.start <= link.span.start < span.end
    ]
    for piece, slug in explicit_links(part):
        at = piece.span.start + piece.span.text.rfind(piece.target)
        edits.append(Edit(Span(span.source, at, at + len(piece.target)), relative(page, term_page(slug))))
    taken = [range(edit.span.start, edit.span.end) for edit in edits]
    edits += [inert for inert in _inert(part) if not any(inert.span.start in place for place in taken)]
    return apply_edits(span.source.text[: span.end], edits)[span.start :].strip()


def _inert(part: Section) -> Iterator[Edit]:
    """What pulldown-cmark takes for text and Python-Markdown might obey: signs behind a backslash and a few others."""
    text = part.prose.span.source.text
    for piece in part.prose.of(Kind.TEXT):
        source, start, end = piece.span
        before = text[start - 1 : start]
        if before == "<" and Kind.LINK in piece.within:
            continue  # the address is its own text
        escaped = before == "\\" and text[start] in string.punctuation
        if escaped:
            yield Edit(Span(source, start - 1, start + 1), _reference(text[start]))
        for sign in _OBEYED.finditer(text, start + escaped, end):
            yield Edit(Span(source, *sign.span()), _reference(sign[0]))


def escape_markdown(text: str) -> str:
    """Plain text as Markdown that shows it unchanged."""
    return _ESCAPABLE.sub(lambda sign: _ESCAPED[sign[0]], text)


def _reference(character: str) -> str:
    return f"&#{ord(character)};"


def phrase(text: str) -> str:
    """A phrase with mathematics as HTML."""
    parts = PHRASE_MATH.split(text)
    return "".join(
        inline_math(part) if index % 2 else html.escape(part, quote=False) for index, part in enumerate(parts)
    )


def inline_math(tex: str) -> str:
    """What the formula pass later replaces by a drawn formula, inline."""
    return f'<span class="arithmatex">\\({html.escape(_no_blank_lines(tex), quote=False)}\\)</span>'


def display_math(tex: str) -> str:
    """What the formula pass later replaces by a drawn formula, on a line of its own."""
    return f'<div class="arithmatex">\\[{html.escape(_no_blank_lines(tex), quote=False)}\\]</div>'


def _no_blank_lines(tex: str) -> str:
    """TeX that does not end a block of HTML in Markdown; other line ends stay, for they end comments."""
    return "\n".join(line for line in tex.splitlines() if line.strip())
