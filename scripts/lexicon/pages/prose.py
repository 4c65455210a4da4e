"""Conversion of a term's parsed prose to elements, with automatic links inserted and addresses rewritten."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from lexicon.links import term_link
from lexicon.pages.addresses import relative_path, term_page
from lexicon.pages.elements import Code, CodeBlock, Element, Link, Math, PlainText, paragraph
from lexicon.pages.html_writer import inline_math, without_blank_lines
from lexicon.tex import PHRASE_MATH
from lexicon.text import Kind, markdown_tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lexicon.glossary import Section
    from lexicon.links import Link as Mention
    from lexicon.pages.elements import Node
    from lexicon.text import MarkdownElement, MarkdownNode

_FORBIDDEN_BLOCKS = frozenset((Kind.QUOTE, Kind.RULE, Kind.HTML_BLOCK, Kind.FOOTNOTE, Kind.HEADING))
"""Blocks that rules forbid. Like forbidden inline markup, they are shown as their source text if they get this far."""
TAB = 4
"""Columns between tab stops in code."""
_TAGS = {Kind.EMPHASIS: "em", Kind.STRONG: "strong", Kind.ITEM: "li", Kind.PARAGRAPH: "p"}


def section_elements(section: Section, mentions: Sequence[Mention], page: str) -> list[Node]:
    """The elements of a section on `page`, a path relative to the language's folder.

    The `mentions` inside the section become links, and links to term files become links to their pages.
    """
    within = section.prose.span
    inside = [mention for mention in mentions if within.start <= mention.span.start < within.end]
    converter = _Converter(inside, page)
    return [node for root in markdown_tree(section.prose.elements) for node in converter.nodes(root)]


class _Converter:
    """The converter of one section's parse tree."""

    def __init__(self, mentions: Sequence[Mention], page: str) -> None:
        self.mentions, self.page = mentions, page

    def inside(self, node: MarkdownNode) -> tuple[Node, ...]:
        return tuple(inner for child in node.children for inner in self.nodes(child))

    def nodes(self, node: MarkdownNode) -> Iterator[Node]:
        element = node.element
        match element.kind:
            case Kind.TEXT:
                yield from self.words(element)
            case Kind.SOFT_BREAK:
                yield PlainText(" ")
            case Kind.BREAK:
                yield Element("br")
            case Kind.CODE:
                yield Code(element.value)
            case Kind.CODE_BLOCK:
                yield CodeBlock(_with_spaces(element.value), element.target)
            case Kind.MATH | Kind.DISPLAY_MATH:
                yield _formula(element.value)
            case Kind.PARAGRAPH if [child.element.kind for child in node.children] == [Kind.DISPLAY_MATH]:
                formula = _formula(node.children[0].element.value, display=True)
                yield formula if isinstance(formula, Math) else paragraph(formula)
            case Kind.LINK:
                yield self.link(node)
            case Kind.LIST:
                start = {"start": element.target} if element.target not in ("", "1") else {}
                yield Element("ol" if element.target else "ul", self.inside(node), start)
            case Kind.TABLE:
                yield self.table(node)
            case kind if kind in _TAGS:
                yield Element(_TAGS[kind], self.inside(node))
            case kind if kind in _FORBIDDEN_BLOCKS:
                yield paragraph(PlainText(element.span.text))
            case _:
                yield PlainText(element.span.text)

    def words(self, element: MarkdownElement) -> Iterator[Node]:
        """A text node with its mentions as links; escaped text, whose source differs from its value, has none."""
        at = element.span.start
        for mention in self.mentions:
            if at <= mention.span.start and mention.span.end <= element.span.end:
                yield PlainText(
                    element.span.part(at - element.span.start, mention.span.start - element.span.start).text
                )
                yield Link(relative_path(self.page, term_page(mention.slug)), (PlainText(mention.span.text),))
                at = mention.span.end
        if at == element.span.start:
            yield PlainText(element.value)
        else:
            yield PlainText(element.span.part(at - element.span.start, len(element.span.text)).text)

    def link(self, node: MarkdownNode) -> Node:
        target = term_link(node.element.target)
        if target:
            return Link(relative_path(self.page, term_page(target[0])), self.inside(node))
        title = {"title": node.element.title} if node.element.title else {}
        return Element("a", self.inside(node), {"href": node.element.target, **title})

    def table(self, node: MarkdownNode) -> Element:
        """A table; its first row is the header."""
        aligned = [{} if name == "None" else {"align": name.lower()} for name in node.element.target.split(",")]
        head, *rows = ([self.inside(cell) for cell in row.children] for row in node.children)
        return Element(
            "table",
            (
                Element("thead", (_row("th", head, aligned),)),
                Element("tbody", tuple(_row("td", row, aligned) for row in rows)),
            ),
        )


def _row(tag: str, cells: Sequence[tuple[Node, ...]], aligned: Sequence[dict[str, str]]) -> Element:
    return Element("tr", tuple(Element(tag, cell, align) for cell, align in zip(cells, aligned, strict=True)))


def _formula(tex: str, *, display: bool = False) -> Node:
    """A formula with normalized spaces; an empty one is shown as its dollar signs."""
    inner = "\n".join(" ".join(line.split()) for line in without_blank_lines(tex).split("\n")).strip()
    return Math(inner, display) if inner else PlainText("$$")


def _with_spaces(code: str) -> str:
    """Code as Python-Markdown shows it: tabs expanded, blank lines emptied."""
    return re.sub(r"^ +$", "", code.expandtabs(TAB), flags=re.MULTILINE)


def phrase_html(text: str) -> str:
    """A phrase from `term.yml` as HTML, with formulas between dollar signs."""
    parts = PHRASE_MATH.split(text)
    return "".join(
        inline_math(part) if index % 2 else html.escape(part, quote=False) for index, part in enumerate(parts)
    )
