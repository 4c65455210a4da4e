"""What the checks have read is what the site shows: canonical Markdown has one reading only."""

from __future__ import annotations

import pytest

from tests import differential

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
