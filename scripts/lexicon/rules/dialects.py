"""The rule against Markdown that parsers interpret differently.

The checks use pulldown-cmark, which follows CommonMark as code hosts do; the site is rendered by Python-Markdown. The
cases were found by running both on all short combinations of a few dozen characters and lines.
"""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from typing import TYPE_CHECKING

from lexicon.diagnostics import Fault
from lexicon.rules.base import Context, rule, texts
from lexicon.text import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Mapping, Sequence

    from lexicon.text import MarkdownElement, Prose, Span

MAX_DEPTH = 6
"""The maximum nesting depth of lists: pages are written and parsed recursively."""
INDENT = 4
"""The number of spaces by which Python-Markdown requires the content of a list item to be indented."""
_BLOCKS = (Kind.PARAGRAPH, Kind.LIST, Kind.TABLE, Kind.CODE_BLOCK)
_ALONE = {Kind.TABLE: "a table", Kind.CODE_BLOCK: "a code block", Kind.DISPLAY_MATH: "a formula between `$$`"}
_EMPTY_ITEM = re.compile(r" *(?:[-*+]|\d+[.)])\s*\Z")
_EMPTY_LINE = re.compile(r"\n *\n")
_PARENTHESIS = re.compile(r" *\d+\)")
_LIKE_ITEM = re.compile(r"(?:[-*+]|\d+\.) ")
_BAR = re.compile(r"(?<!\\)\|")
_DELIMITERS = re.compile(r"^(?=[ |:-]+$).*?(?:\|[ :]*-|-[ :]*\|).*$", re.MULTILINE)
_BLANKS = re.compile(r"[^\S\n]*")
_STRAY = re.compile(r"\*\*|`+")


@rule(per_term=True)
def ambiguous_markdown(context: Context) -> Iterator[Fault]:
    """Prose must be Markdown that the checks, the site and code hosts read alike.

    Lists are the usual case: what belongs to an item is indented by four spaces, and a number is followed by a dot.
    Tables, code blocks and formulas between `$$` stand between empty lines.

    Bad:
        1) small
          - and a part of it
    Good:
        1. small
            - and a part of it
    """
    for text in texts(context.glossary):
        for part in text.parts:
            yield from _list_faults(part.prose)
            for element in part.prose.elements:
                for check in _CHECKS.get(element.kind, ()):
                    yield from check(element, part.prose)


# Lists


def _list_faults(prose: Prose) -> Iterator[Fault]:
    items: list[Span] = []
    list_ends: list[int] = []
    gaps: dict[int, int] = {}
    open_ends: set[int] = set()
    for element in prose.of(*_BLOCKS, Kind.ITEM, Kind.TEXT):
        while items and items[-1].end <= element.span.start:
            items.pop()
        if element.kind is Kind.TEXT and not items:
            continue
        place = _first_sign(element.span)
        if element.kind is Kind.TEXT:
            if _LIKE_ITEM.match(place.source.text, place.start) and _begins_line(place):
                help = "put an empty line before it, or write `\\` before its sign"
                yield Fault(place, "a line that looks like a list item", label="an item to the site only", help=help)
        elif element.kind is Kind.ITEM:
            yield from _item_faults(element, place, open_ends)
            items.append(element.span)
            if gap := _EMPTY_LINE.search(element.span.source.text, element.span.start, element.span.end):
                gaps[element.span.start] = gap.end()
            if _EMPTY_LINE.search(element.span.text.rstrip()) and not element.span.text.endswith("\n\n"):
                open_ends.add(element.span.end)
        else:
            if element.kind is not Kind.CODE_BLOCK or element.style == "fenced":  # indented code has a rule of its own
                yield from _indent_faults(place, len(items))
            if element.kind is Kind.LIST:
                yield from _neighbour_faults(element, place, list_ends)
                yield from _below_part(place, gaps.get(items[-1].start, -1) if items else -1)
                if len(items) == MAX_DEPTH:
                    yield Fault(place, f"lists more than {MAX_DEPTH} levels deep", help="say it in fewer levels")
                insort(list_ends, element.span.end)


def _item_faults(item: MarkdownElement, place: Span, open_ends: Container[int]) -> Iterator[Fault]:
    """The faults of a list item; `open_ends` are the ends of items with an empty line inside but none after them."""
    if _EMPTY_ITEM.match(item.span.text):
        yield Fault(place, "a list item with nothing in it", label="no item to the site", help="fill it, or remove it")
    if place.start - place.position[1] + 1 in open_ends:
        message = "a list item right below one of several parts"
        yield Fault(place, message, label="the site makes it belong to that", help="put an empty line before it")


def _indent_faults(place: Span, depth: int) -> Iterator[Fault]:
    indent = place.position[1] - 1
    if _begins_line(place) and indent != INDENT * depth:
        help = "indent what belongs to a list item by four spaces, and nothing else"
        yield Fault(place, f"indented by {indent} spaces", label=f"the site wants {INDENT * depth} here", help=help)


def _neighbour_faults(element: MarkdownElement, place: Span, list_ends: Sequence[int]) -> Iterator[Fault]:
    """Yield the faults of a list that follows another; `list_ends` are the sorted ends of all lists before it."""
    last_end = bisect_right(list_ends, place.start)
    if _PARENTHESIS.match(element.span.text):
        yield Fault(place, "a list numbered with `)`", label="text to the site", help="number it with dots: `1.`")
    elif last_end and list_ends[last_end - 1] >= place.source.run_start(place.start, " \n\t"):
        help = "put a sentence between the two, or join them"
        yield Fault(place, "a list right after another", label="the site joins the two", help=help)


def _below_part(place: Span, gap: int) -> Iterator[Fault]:
    """Yield the fault of a list after a paragraph; `gap` is the end of the first empty line of its item, or -1."""
    end = place.source.run_start(place.start, " ")
    if 0 <= gap <= end and not place.source.text.endswith("\n\n", 0, end):
        yield Fault(
            place, "a list right below a paragraph", label="text to the site", help="put an empty line before it"
        )


def _first_sign(span: Span) -> Span:
    """The first visible character of a span; the spans of list elements may start with spaces."""
    text = span.text
    at = len(text) - len(text.lstrip(" "))
    return span.part(at, at + 1)


def _begins_line(span: Span) -> bool:
    start = span.source.run_start(span.start, " ")
    return start == 0 or span.source.text[start - 1] == "\n"


# Tables and other blocks


def _row_faults(table: MarkdownElement, _: Prose) -> Iterator[Fault]:
    at, columns = 0, 0
    lines = table.span.text.rstrip().split("\n")
    if len(lines) < 3:
        yield Fault(table.span.part(0, 1), "a table without rows", help="add one below the line of hyphens")
    for line in lines:
        place = _first_sign(table.span.part(at, at + len(line)))
        at += len(line) + 1
        cells = len(_BAR.findall(line)) - 1
        columns = columns or cells
        if not (place.text == "|" and _BAR.search(line.rstrip(), len(line.rstrip()) - 1)):
            help = "write `| one | two |`; put an empty line below the table"
            yield Fault(place, "a row of a table that has no `|` at both ends", help=help)
        elif cells != columns:
            help = "give every row all its cells; `\\|` is a bar that is no border"
            yield Fault(place, f"a row with {cells} of {columns} cells", help=help)


def _hidden_table(paragraph: MarkdownElement, _: Prose) -> Iterator[Fault]:
    if row := _DELIMITERS.search(paragraph.span.text):
        help = "give every row all its cells; `\\|` is a bar that is no border"
        yield Fault(
            paragraph.span.part(*row.span()), "a line of hyphens and bars", label="a table to some readers", help=help
        )


def _touching(element: MarkdownElement, prose: Prose) -> Iterator[Fault]:
    source, what = element.span.source, _ALONE[element.kind]
    above = source.run_start(element.span.start, " ")
    is_first = source.run_start(above, " \n\t") <= prose.span.start
    sign = _next_sign(source.text, element.span.start + len(element.span.text.rstrip("\n")))
    if source.text.startswith("\n", sign):
        sign = _next_sign(source.text, sign + 1)
    if not is_first and not source.text.endswith("\n\n", prose.span.start, above):
        yield Fault(element.span.part(0, 1), f"{what} right below other text", help="put an empty line before it")
    elif source.text[sign : sign + 1] not in ("", "\n"):
        yield Fault(source.span(sign), f"text right below {what}", help="put an empty line before it")


def _next_sign(text: str, at: int) -> int:
    """The offset of the first non-blank character of a line at or after `at`, or of the end of the line."""
    blanks = _BLANKS.match(text, at)
    return blanks.end() if blanks else at


# Inline markup


def _line_faults(text: MarkdownElement, _: Prose) -> Iterator[Fault]:
    span, words, source = text.span, text.span.text, text.span.source.text
    if words.startswith("#") and _begins_line(span):
        yield Fault(
            span.part(0, 1), "a `#` at the beginning of a line", label="a heading to the site", help="write `\\#`"
        )
    if words.endswith("\\") and source[span.end : span.end + 1] in ("", "\n"):
        yield _line_end(span.source.span(span.end - 1))
    is_escaped = source[span.start - 1 : span.start] == "\\"
    if stray := _STRAY.search(words, is_escaped):
        what = "a stray backtick" if "`" in stray[0] else "a stray `**`"
        help = "close it around words alone, without punctuation at its ends; or write `\\` before each sign"
        yield Fault(span.part(*stray.span()), what, label="it marks nothing here", help=help)


def _break_faults(line_break: MarkdownElement, _: Prose) -> Iterator[Fault]:
    if line_break.span.text.startswith("\\"):
        yield _line_end(line_break.span.part(0, 1))


def _line_end(place: Span) -> Fault:
    return Fault(
        place, "a backslash at the end of a line", label="the site shows it", help="remove it, or begin a paragraph"
    )


def _code_faults(code: MarkdownElement, prose: Prose) -> Iterator[Fault]:
    if code.span.text.startswith("```") and _begins_line(code.span):
        help = "put an empty line before it"
        yield Fault(
            code.span.part(0, 3), "a code block inside a paragraph", label="a block to the site only", help=help
        )
    yield from _bar_faults(code, prose)


def _bar_faults(element: MarkdownElement, _: Prose) -> Iterator[Fault]:
    if Kind.TABLE in element.within and (at := element.span.text.find("\\|")) != -1:
        help = "say it outside of the table; in a formula write `\\mid`, `\\lvert` or `\\lVert`"
        yield Fault(
            element.span.part(at, at + 2),
            "a bar inside a cell of a table",
            label="the site keeps the backslash",
            help=help,
        )


def _emphasis_faults(element: MarkdownElement, _: Prose) -> Iterator[Fault]:
    if element.kind in element.within:
        yield Fault(element.span.part(0, 1), "emphasis inside emphasis of the same kind", help="keep one of the two")


_CHECKS: Mapping[Kind, tuple[Callable[[MarkdownElement, Prose], Iterator[Fault]], ...]] = {
    Kind.TABLE: (_row_faults, _touching),
    Kind.PARAGRAPH: (_hidden_table,),
    Kind.CODE_BLOCK: (_touching,),
    Kind.DISPLAY_MATH: (_touching,),
    Kind.MATH: (_bar_faults,),
    Kind.CODE: (_code_faults,),
    Kind.TEXT: (_line_faults,),
    Kind.BREAK: (_break_faults,),
    Kind.EMPHASIS: (_emphasis_faults,),
    Kind.STRONG: (_emphasis_faults,),
}
