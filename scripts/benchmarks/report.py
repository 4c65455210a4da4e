"""The tables of docs/*/speed.md, each between two comments with its name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from benchmarks.corpus import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

LANGUAGES = ("en", "zh")
Bilingual = tuple[str, str]
"""A text in English and Chinese; where a plain string is allowed, it is the same in both."""


def table(head: Sequence[str | Bilingual], rows: Iterable[Sequence[str | Bilingual]]) -> dict[str, str]:
    """A Markdown table, by language."""
    lines = [head, ["---"] * len(head), *rows]
    return {
        language: "\n".join(
            "| " + " | ".join(cell if isinstance(cell, str) else cell[number] for cell in line) + " |" for line in lines
        )
        for number, language in enumerate(LANGUAGES)
    }


def publish(found: Mapping[str, Mapping[str, str]], write: bool) -> None:
    """Print tables, and optionally write them into docs/*/speed.md."""
    for name, texts in found.items():
        print(f"\n{name}\n\n{texts['en']}")
        if write:
            for language, text in texts.items():
                _put(name, language, text)


def _put(name: str, language: str, text: str) -> None:
    page = ROOT / "docs" / language / "speed.md"
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    old = page.read_text("utf-8")
    new, count = re.subn(f"{begin}.*?{end}", lambda _: f"{begin}\n\n{text}\n\n{end}", old, flags=re.DOTALL)
    if count != 1:
        raise SystemExit(f"{page} must hold {begin} and {end} once")
    page.write_text(new, "utf-8")
