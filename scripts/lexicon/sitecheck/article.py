"""Articles as token sequences, by which a rendered article is compared with the expected one."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

_TEXT, _COMMENT = "-text", "_comment"


def article_tokens(html: str) -> list[str]:
    """The tags with sorted attributes, and the texts with normalized whitespace, in document order.

    Markup that the renderer adds is left out: highlighting of code, and paragraphs in list items.
    """
    body = LexborHTMLParser(html).body
    return _merged(_tokens(body)) if body else []


def first_difference(found: list[str], expected: list[str]) -> tuple[int, str, str] | None:
    """The index (from 0) of the first difference and the two tokens there, or None if the sequences are equal."""
    for place, (one, other) in enumerate(zip_longest(found, expected, fillvalue="")):
        if one != other:
            return place, one, other
    return None


def _tokens(parent: LexborNode) -> Iterator[str]:
    for node in parent.iter(include_text=True):
        if node.tag == _TEXT:
            yield " ".join((node.text(deep=False) or "").split())
        elif node.tag == _COMMENT:
            yield f"<!--{node.html}"
        elif node.attributes.get("class") == "arithmatex":
            tex = node.text()
            yield f"<{node.tag} {tex[:2]}{tex[2:-2].strip()}{tex[-2:]}>"
        elif node.tag == "pre":
            yield f"<pre>{node.text().strip()!r}"
        elif _is_added(node):
            yield from _tokens(node)
        else:
            pairs = sorted((name, value or "") for name, value in node.attributes.items())
            yield f"<{' '.join([node.tag or '', *(f'{name}={value!r}' for name, value in pairs)])}>"
            yield from _tokens(node)
            yield f"</{node.tag}>"


def _is_added(node: LexborNode) -> bool:
    parent = node.parent.tag if node.parent else ""
    if node.tag == "div":
        return node.attributes == {"class": "highlight"}
    return node.tag == "p" and parent == "li" and not node.attributes


def _merged(tokens: Iterator[str]) -> list[str]:
    """The tokens with adjacent texts joined."""
    found: list[str] = []
    for token in tokens:
        if token and found and not token.startswith("<") and not found[-1].startswith("<"):
            found[-1] = f"{found[-1]} {token}"
        elif token:
            found.append(token)
    return found
