"""Random Markdown: what the checks read of it, and what the site makes of the Markdown that is written from that."""

from __future__ import annotations

import random
import re
import sys
from typing import TYPE_CHECKING

from lexicon.glossary import Section
from lexicon.pages.html_writer import page_html
from lexicon.pages.markdown_writer import page_markdown
from lexicon.pages.prose import section_elements
from lexicon.sitecheck import article_tokens, first_difference
from lexicon.text import Source, parse_markdown

from tests.prose import rendered

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = "terms/x.md"
PARTS = (
    *("a", "b c", "1", "2.", "3)", "词", "。", " ", "  ", "    ", "\n", "\n\n", "\n\n", "\n    ", "\n  ", "\t", "\\"),
    *(
        "\\\\",
        "*",
        "**",
        "_",
        "__",
        "`",
        "``",
        "```",
        "```python\n",
        "~~~",
        "$",
        "$$",
        "$x$",
        "$a|b$",
        "\\(",
        "\\)",
        "\\[",
    ),
    *(
        "\\]",
        "- ",
        "+ ",
        "* ",
        "1. ",
        "12. ",
        "1) ",
        "# ",
        "## ",
        "#",
        "> ",
        "---",
        "***",
        "===",
        "|",
        "[",
        "]",
        "(",
        ")",
    ),
    *("| a | b |\n|---|---|\n| c | d |\n", "[a](b)", "[a](../y/en.md)", "[a](https://x.example)", "[a]: b", "[^1]"),
    *("![a](b)", "<", ">", "<b>", "</b>", "<div>", "</div>", "<video>", "<map>", "<!--", "-->", "<https://x.example>"),
    *(
        "&amp;",
        "&lt;",
        "&#42;",
        "&",
        "{",
        "}",
        "{: .x }",
        "{ .x }",
        "{#x}",
        "!!! note",
        ":",
        ": ",
        "=",
        "~",
        "^",
        '"',
        "'",
    ),
    *("\\begin{a}", "\\end{a}", "%", "\n```\n", "\n$$\n", "\n\n    ", "$x\n"),
)
"""Signs and snippets that one reader of Markdown or another takes for something."""


def snippets(seed: int, count: int) -> Iterator[str]:
    """Random texts of a few parts each."""
    dice = random.Random(seed)
    for _ in range(count):
        yield "".join(dice.choice(PARTS) for _ in range(dice.randint(1, 12)))


def difference(text: str) -> str:
    """How the two readings of a text differ; empty if they do not."""
    source = Source("en.md", text)
    content = section_elements(Section(None, None, parse_markdown(source, 0)), (), PAGE)
    markdown = page_markdown(content, PAGE)
    found, expected = article_tokens(rendered(markdown)), article_tokens(page_html(content, PAGE))
    different = first_difference([re.sub(r"href='(\w+)\.md'", r"href='../\1/'", token) for token in found], expected)
    return f"{text!r} became {markdown!r}: {different[1]} instead of {different[2]}" if different else ""


def main(seed: int, count: int) -> int:
    """Print the texts that are read in two ways; returns their number."""
    found = 0
    for text in snippets(seed, count):
        if said := difference(text):
            found += 1
            print(said)
    print(f"{count:,} texts with seed {seed}: {found:,} read in two ways")
    return found


if __name__ == "__main__":
    sys.exit(bool(main(int(sys.argv[1]), int(sys.argv[2]))))
