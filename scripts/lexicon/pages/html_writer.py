"""The HTML expected of a page's Markdown, before formulas are typeset and code is highlighted."""

from __future__ import annotations

import html
import posixpath
from typing import TYPE_CHECKING

from lexicon.pages.elements import Code, CodeBlock, Link, Math, PlainText, RawHtml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lexicon.pages.elements import Node

NEW_LINE = "\n"
VOID = frozenset(("br", "hr"))
"""Void elements: they have no content and no end tag."""


def page_html(content: Iterable[Node], page: str) -> str:
    """The nodes as HTML; `page` is the page's path relative to the language's folder."""
    return "".join(_node(node, page) for node in content)


def _node(node: Node, page: str) -> str:
    match node:
        case PlainText():
            return html.escape(node.text, quote=False)
        case Math():
            return display_math(node.tex) if node.display else inline_math(node.tex)
        case Code():
            return f"<code>{html.escape(node.text, quote=False)}</code>"
        case CodeBlock():
            return f"<pre><code>{html.escape(node.text, quote=False).replace(NEW_LINE, '&#10;')}</code></pre>"
        case RawHtml():
            return node.html
        case Link():
            return _element("a", {"href": _address(page, node.page)}, page_html(node.content, page))
        case _:
            return _element(node.tag, node.attributes, page_html(node.content, page))


def _element(tag: str, attributes: Mapping[str, str], content: str) -> str:
    pairs = "".join(f' {name}="{html.escape(value)}"' for name, value in attributes.items())
    return f"<{tag}{pairs}>" if tag in VOID else f"<{tag}{pairs}>{content}</{tag}>"


def _address(page: str, target: str) -> str:
    """The relative URL of a page in the finished site; `target` is the path of its Markdown file relative to `page`."""
    here = posixpath.join("/", posixpath.dirname(page), "" if _is_index(page) else posixpath.basename(page)[:-3])
    there = posixpath.normpath(posixpath.join("/", posixpath.dirname(page), target))
    folder = posixpath.dirname(there) if _is_index(there) else there[:-3]
    way = posixpath.relpath(folder, here)
    return f"{way}/"


def _is_index(page: str) -> bool:
    return posixpath.basename(page) == "index.md"


def inline_math(tex: str) -> str:
    """An inline formula in the form that `lexicon.tex.typeset` finds and replaces."""
    return f'<span class="arithmatex">\\({html.escape(without_blank_lines(tex), quote=False)}\\)</span>'


def display_math(tex: str) -> str:
    """A displayed formula in the form that `lexicon.tex.typeset` finds and replaces."""
    return f'<div class="arithmatex">\\[{html.escape(without_blank_lines(tex), quote=False)}\\]</div>'


def without_blank_lines(tex: str) -> str:
    """TeX without blank lines, which would end a Markdown block; other line breaks end TeX comments and are kept."""
    return "\n".join(line for line in tex.splitlines() if line.strip())
