"""What the checks have read is what the site shows: canonical Markdown has one reading only."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from mkdocs_site.renderer import _article_flaw

from tests import differential

if TYPE_CHECKING:
    from pathlib import Path

ATTACKS = [
    "````html\n```\n<script>x()</script>\n```\n````",
    "~~~\n```\n<b>\n~~~\n```\n<script>x()</script>\n```",
    "`code\n\n<video>`\n\nx",
    "$a\n<map>\nb$",
    "[a]: https://one.example\n[a]: javascript:x()\n\n[a]",
    "<![CDATA[ <script>x()</script> ]] >",
    "x {: onclick=x() }",
    '[a](https://x.example){: onclick="x()" }',
    "- a\n\n        <script>x()</script>\n",
    "| a |\n|---|\n| `\\|` <b>|</b> |",
    "$$\n\\text{</div>}\n$$",
    "\\begin{a}<script>\\end{a}",
    "1. a\n\n```\n  b\n```\n2. c",
]


@pytest.mark.parametrize("text", ATTACKS)
def test_attack_is_read_once(text: str) -> None:
    assert differential.difference(text) == ""


@pytest.mark.parametrize("seed", range(4))
def test_random_markdown_is_read_once(seed: int) -> None:
    differences = filter(None, map(differential.difference, differential.snippets(seed, 1_000)))
    assert list(differences) == []


def rendered_page(folder: Path, content: str, expected: str) -> Any:
    (folder / "relu.html").write_text(expected, "utf-8")
    file = SimpleNamespace(abs_src_path=str(folder / "relu.md"), src_uri="en/terms/relu.md")
    return SimpleNamespace(content=content, file=file, meta={"source": "relu/en.md"})


@pytest.mark.parametrize(
    "content",
    ["<p>Words <em>x</em>.</p>", "<ul>\n<li>\n<p>a</p>\n</li>\n</ul>", '<p title="a" id="b">\n x</p>'],
)
def test_article_that_is_what_was_checked(tmp_path: Path, content: str) -> None:
    assert _article_flaw(rendered_page(tmp_path, content, content)) == ""


@pytest.mark.parametrize(
    ("content", "expected", "said"),
    [
        ("<p>Words <b>x</b></p>", "<p>Words x</p>", "behind ``: `Words` instead of `Words x`"),
        ("<p>Words</p><script>x()</script>", "<p>Words</p>", "behind `Words`: `<script>` instead of ``"),
        ('<p onclick="x()">Words</p>', "<p>Words</p>", "behind ``: `<p onclick='x()'>` instead of `<p>`"),
        ('<a href="a">Words</a>', '<a href="b">Words</a>', "behind ``: `<a href='a'>` instead of `<a href='b'>`"),
        ("<p>Some words</p>", "<p>Other words</p>", "behind ``: `Some words` instead of `Other words`"),
    ],
)
def test_article_that_is_something_else_is_refused(tmp_path: Path, content: str, expected: str, said: str) -> None:
    flaw = _article_flaw(rendered_page(tmp_path, content, expected))
    assert flaw == f"relu/en.md: en/terms/relu.md would show something else than was checked {said}"
