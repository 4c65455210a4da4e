"""Pieces of Markdown stand where they say, whatever is written."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lexicon.text import Kind, Source, parse_markdown

# fmt: off
SIGNS = [
    "*", "**", "_", "`", "~~", "\\", "[", "]", "](a)", "![", "[^1]", "[^1]: ", "[a]: b\n", "$", "$$", "|", "<b>",
    "\n", "\n\n", "  \n", "    ", "\t", "> ", "- ", "1. ", "# ", "## ", "---\n", "===\n", "```\n", "~~~\n", "<div>\n",
    "| a | b |\n| --- | --- |\n| c | d |\n", "<https://a.example>", "&lt;", "a", "词", "é", "😀",
]
# fmt: on


@given(st.lists(st.sampled_from(SIGNS), max_size=30).map("".join))
def test_pieces_stand_where_they_say_in_the_order_in_which_they_begin(text: str) -> None:
    source = Source("a", f"词 {text}")
    elements = parse_markdown(source, 2).elements
    starts = [element.span.start for element in elements]
    assert starts == sorted(starts)
    for element in elements:
        assert 2 <= element.span.start <= element.span.end <= len(source.text)
        if element.kind is Kind.MATH:
            assert element.span.text == f"${element.value}$"


@given(st.lists(st.sampled_from(SIGNS), max_size=30).map("".join), st.data())
def test_a_part_holds_what_begins_in_it(text: str, data: st.DataObject) -> None:
    prose = parse_markdown(Source("a", text), 0)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert prose.part(start, end).elements == tuple(p for p in prose.elements if start <= p.span.start < end)
