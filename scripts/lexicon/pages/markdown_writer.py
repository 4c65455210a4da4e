"""Elements as canonical Markdown, which every parser reads in the same way.

A paragraph is one line, the content of a list item is indented by four spaces, a fence is longer than any run of
backticks inside it, and special characters are written as numeric character references.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from lexicon.pages.elements import Code, CodeBlock, Element, Link, Math, PlainText, RawHtml
from lexicon.pages.html_writer import VOID, page_html, without_blank_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lexicon.pages.elements import Node

INDENT = "    "
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>&$|]")
"""Characters with a meaning in Markdown anywhere in a line."""
_BLOCK_MARKER = re.compile(r"(?:\d+)?([#+\-~=:!.)])")
"""Characters that, at the beginning of a paragraph or after a number there, would begin another kind of block."""
_SIMPLE_CODE = re.compile(r"(?!.*<[A-Za-z/!?])[^`\s](?:[^`\n]*[^`\s\\])?")
_SIMPLE_TEX = re.compile(r"(?!.*(?:&#?\w+;|<[A-Za-z/!?]))(?!.*\\\Z)[^\s$`](?:[^$\n`]*[^\s$`])?")
_HASH = re.compile(r"(?<![&\w\"'/])#")
"""A hash of the text, not of a character reference or an address: a heading would lose it at its end."""
_LIKE_HTML = re.compile(r"&#?\w+;|<[A-Za-z/!?]")
_LANGUAGE = re.compile(r"[a-z][a-z0-9+-]*")
_EMPHASIS = {"em": "*", "strong": "**"}
_CONTAINERS = frozenset(("div", "article"))
_ALIGNMENTS = {"": "---", "left": ":--", "center": ":-:", "right": "--:"}


def page_markdown(content: Iterable[Node], page: str) -> str:
    """The nodes as Markdown blocks, separated by empty lines; blocks that Markdown cannot express become HTML."""
    return _join_blocks(_with_html_fallback(content, page))


def _with_html_fallback(content: Iterable[Node], page: str) -> Iterator[Node]:
    before: Node = RawHtml("")
    for node in content:
        if isinstance(node, Element) and node.tag in _CONTAINERS:
            yield Element(node.tag, tuple(_with_html_fallback(node.content, page)), node.attributes)
        else:
            adjacent_lists = _is_list(before) and _is_list(node)
            yield RawHtml(page_html([node], page)) if adjacent_lists or _needs_html(node) else node
        before = node


def _is_list(node: Node) -> bool:
    return isinstance(node, Element) and node.tag in ("ul", "ol")


def _needs_html(node: Node) -> bool:
    """Whether a block is, or contains, something that Python-Markdown cannot express.

    These are lists that do not start at 1 or follow another list, list items that are empty or begin with a code block
    or a list, code whose language is not one plain word, empty code blocks, and displayed formulas that look like HTML.
    """
    match node:
        case CodeBlock():
            return _LANGUAGE.fullmatch(node.language) is None or not node.text.strip()
        case Math():
            return node.display and _LIKE_HTML.search(node.tex) is not None
        case Element(tag="li"):
            lists = [_is_list(child) for child in node.content]
            first = node.content[0] if node.content else CodeBlock("", "")
            together = any(one and other for one, other in pairwise(lists))
            return together or isinstance(first, CodeBlock) or _is_list(first) or any(map(_needs_html, node.content))
        case Element():
            return "start" in node.attributes or any(map(_needs_html, node.content))
    return False


def escape_markdown(text: str) -> str:
    """Plain text escaped so that Markdown shows it unchanged anywhere in a line."""
    return _SPECIAL.sub(lambda sign: _character_reference(sign[0]), text)


def _character_reference(character: str) -> str:
    return f"&#{ord(character)};"


# Blocks


def _blocks(content: Iterable[Node]) -> Iterator[str]:
    """The blocks of the nodes; consecutive inline nodes become a paragraph."""
    line: list[Node] = []
    for node in content:
        if is_block(node):
            yield from _paragraph(line)
            line = []
            yield _block(node)
        else:
            line.append(node)
    yield from _paragraph(line)


def is_block(node: Node) -> bool:
    """Whether a node is a block rather than inline."""
    if isinstance(node, Element):
        return node.tag in _BLOCKS
    return isinstance(node, CodeBlock) or (isinstance(node, Math) and node.display) or _is_raw_block(node)


def _is_raw_block(node: Node) -> bool:
    return isinstance(node, RawHtml) and not node.html.startswith(("<a", "<span", "<small"))


_BLOCKS = frozenset(("p", "ul", "ol", "table", "h1", "h2", "h3", *_CONTAINERS))


def _join_blocks(content: Iterable[Node]) -> str:
    return "\n\n".join(_blocks(content))


def _paragraph(line: Sequence[Node]) -> Iterator[str]:
    if text := _line(line):
        first = _BLOCK_MARKER.match(text)
        yield f"{text[: first.start(1)]}{_character_reference(first[1])}{text[first.end() :]}" if first else text


def _block(node: Node) -> str:
    match node:
        case CodeBlock():
            return _fenced(node)
        case Math():
            return f"$$\n{without_blank_lines(node.tex)}\n$$"
        case RawHtml():
            return node.html
        case Element(tag="p"):
            return "".join(_paragraph(node.content))
        case Element(tag="ul" | "ol"):
            return _list(node)
        case Element(tag="table"):
            return _table(node)
        case Element() if node.tag in _CONTAINERS:
            opening, closing = page_html([Element(node.tag, (), node.attributes)], "").split("><", 1)
            return f'{opening} markdown="1">\n\n{_join_blocks(node.content)}\n\n<{closing}'
        case Element():
            return _heading(node)
        case _:
            raise TypeError(node)


def _heading(node: Element) -> str:
    marks = [f"#{node.attributes['id']}"] if "id" in node.attributes else []
    marks += [f".{name}" for name in node.attributes.get("class", "").split()]
    text = _HASH.sub(_character_reference("#"), _line(node.content))
    return f"{'#' * int(node.tag[1])} {text}" + (f" {{ {' '.join(marks)} }}" if marks else "")


def _fenced(block: CodeBlock) -> str:
    text = block.text.rstrip("\n")
    longest = max(map(len, re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{block.language}\n{text}\n{fence}"


def _list(node: Element) -> str:
    first = int(node.attributes.get("start", "1"))
    items = []
    for number, item in enumerate(_elements(node), first):
        mark = f"{number}. " if node.tag == "ol" else "- "
        items.append(mark + _item(item).replace("\n", f"\n{INDENT}").replace(f"\n{INDENT}\n", "\n\n"))
    return ("\n\n" if any(map(_is_loose, _elements(node))) else "\n").join(items)


def _item(item: Element) -> str:
    """The blocks of a list item; in a tight item a nested list follows the text without an empty line."""
    blocks = list(_blocks(item.content))
    return ("\n\n" if _is_loose(item) else "\n").join(blocks)


def _is_loose(item: Element) -> bool:
    """Whether a list item is loose: Python-Markdown wraps its content in paragraphs."""
    tags = [child.tag if isinstance(child, Element) else "" for child in item.content]
    return any(is_block(child) and tag not in ("ul", "ol") for child, tag in zip(item.content, tags, strict=True))


def _table(node: Element) -> str:
    head, *rows = (row for part in _elements(node) for row in _elements(part))
    marks = [_ALIGNMENTS[cell.attributes.get("align", "")] for cell in _elements(head)]
    return "\n".join([_row(head), f"| {' | '.join(marks)} |", *map(_row, rows)])


def _row(row: Element) -> str:
    return f"| {' | '.join(map(_cell, _elements(row)))} |"


def _cell(cell: Element) -> str:
    """A table cell; bars in its formulas and code, which would end the cell, are written as character references."""
    text = _line(cell.content)
    return _line(map(_without_bars, cell.content)) if "|" in text else text


def _without_bars(node: Node) -> Node:
    match node:
        case Math():
            return RawHtml(_escaped_math(node.tex))
        case Code():
            return RawHtml(_tag("code", {}, _escape_all(node.text)))
        case Element():
            return Element(node.tag, tuple(map(_without_bars, node.content)), node.attributes)
        case _:
            return node


def _elements(node: Element) -> list[Element]:
    return [child for child in node.content if isinstance(child, Element)]


# Within a line


def _line(content: Iterable[Node]) -> str:
    """The nodes on one line."""
    return " ".join(_inline(content).split())


def _inline(content: Iterable[Node]) -> str:
    parts: list[str] = []
    for node in content:
        parts.append(_inline_node(node, parts[-1][-1:] if parts else ""))
    return "".join(parts)


def _inline_node(node: Node, before: str) -> str:
    match node:
        case PlainText():
            return escape_markdown(node.text)
        case Math():
            return _math(node)
        case Code():
            return f"`{node.text}`" if _SIMPLE_CODE.fullmatch(node.text) else _tag("code", {}, _escape_all(node.text))
        case RawHtml():
            return node.html
        case Link():
            return f"[{_inline(node.content)}]({node.page})"
        case Element():
            return _element(node, before)
        case _:
            raise TypeError(node)


def _math(node: Math) -> str:
    tex = without_blank_lines(node.tex).strip()
    return f"${tex}$" if _SIMPLE_TEX.fullmatch(tex) else _escaped_math(tex)


def _escaped_math(tex: str) -> str:
    quoted = _escape_all(rf"\({tex}\)")
    return f'<span class="arithmatex">{quoted}</span>'


def _element(node: Element, before: str) -> str:
    inner = _inline(node.content)
    mark = _EMPHASIS.get(node.tag)
    if mark and inner and "*" not in f"{before}{inner}" and not inner[0].isspace() and not inner[-1].isspace():
        return f"{mark}{inner}{mark}"
    return _tag(node.tag, node.attributes, inner)


def _tag(tag: str, attributes: Mapping[str, str], inner: str) -> str:
    pairs = "".join(f' {name}="{_escape_all(value)}"' for name, value in attributes.items())
    return f"<{tag}{pairs}>" if tag in VOID else f"<{tag}{pairs}>{inner}</{tag}>"


def _escape_all(text: str) -> str:
    """Text in which everything but letters, digits and spaces is a character reference, so that no Markdown is left."""
    return re.sub(r"[^\w ]|_", lambda sign: _character_reference(sign[0]), text)
