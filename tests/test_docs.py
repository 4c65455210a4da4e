"""What the pages written by hand say about commands: every command exists, and every command is mentioned."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click
import pytest
from lexicon.cli import main

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CONTRIBUTING.zh.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").glob("*/*.md")),
]
COMMAND = re.compile(r"(?<![\w/-])(?:\.venv/bin/)?lexicon ([a-z]+)((?: [^`\n#]*)?)")
TARGET = re.compile(r"(?:^|[\s`])make ([a-z-]+)", re.MULTILINE)


def code(page: Path) -> str:
    """Everything that a page sets as code: blocks and spans."""
    text = page.read_text("utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    spans = re.findall(r"`[^`\n]+`", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL))
    return "\n".join([*blocks, *spans])


def targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_commands_exist(page: Path) -> None:
    context = click.Context(main)
    for name, rest in COMMAND.findall(code(page)):
        command = main.get_command(context, name)
        assert command, f"lexicon {name}"
        known = {option for parameter in command.params for option in parameter.opts}
        assert set(re.findall(r"--[a-z]+", rest)) <= known, f"lexicon {name} {rest}"
    assert set(TARGET.findall(code(page))) <= targets()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_authors_are_told_of_their_commands(language: str) -> None:
    said = {name for name, _ in COMMAND.findall(code(ROOT / "docs" / language / "contributing.md"))}
    assert {"new", "fix", "rename", "explain", "stamp", "status"} <= said


def test_readme_names_the_commands_of_a_maintainer() -> None:
    said = set(TARGET.findall(code(ROOT / "README.md")))
    assert {"site", "serve", "check", "test", "offline", "audit", "update", "bench", "help"} <= said


def test_screenshot_is_small_and_not_published(site: Path) -> None:
    assert (ROOT / "docs/assets/screenshot.png").stat().st_size < 150 * 1024
    assert "](docs/assets/screenshot.png)" in (ROOT / "README.md").read_text("utf-8")
    assert not (site / "assets/screenshot.png").exists()
