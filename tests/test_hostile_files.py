"""Files that are none, names that are no text, and words that would command a terminal or a CI runner."""

from __future__ import annotations

import json
import os
import re
import socket
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from lexicon.check import analyse
from lexicon.cli import main
from lexicon.glossary import SLUG, read_glossary
from lexicon.site import BuildRecord
from lexicon.tex import MathRenderer
from lexicon.text import printable_json, printable_lines

from tests import glossaries

if TYPE_CHECKING:
    from collections.abc import Callable

COMMANDS = ("error", "set-env", "add-mask")
ORDERS = "\x1b]0;owned\x07 \x9b2J \u202e \u2066 \r"
"""A title of a terminal, its clearing, and changes of direction."""


def obeyed(output: str) -> list[str]:
    """The lines that GitHub's runner takes for commands, as its `ActionCommand.cs` reads them."""
    new, old = re.compile(rf"\s*::({'|'.join(COMMANDS)})\b.*::"), re.compile(rf"##\[({'|'.join(COMMANDS)})\b.*\]")
    return [line for line in re.split(r"[\r\n]", output) if new.match(line) or old.search(line)]


def hidden(output: str) -> list[str]:
    return [c for c in output if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")]


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        here = Path.cwd()
        os.chdir(path.parent)  # addresses of sockets have 108 bytes at most
        try:
            server.bind(path.name)
        finally:
            os.chdir(here)


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(2**40)


KINDS = [_fifo, _socket, _device, _huge]
FILES = ["victim/term.yml", "victim/en.md", "victim/pic.en.svg", "planned.yml", "ambiguous.yml", "schema.yml"]


@pytest.fixture
def glossary(tmp_path: Path) -> Path:
    return glossaries.write(tmp_path / "glossary", {"victim": glossaries.term("Victim", "受害者")})


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without pipes among its files")
@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_regular_file_is_reported_and_not_opened(
    glossary: Path, kind: Callable[[Path], None], name: str
) -> None:
    (glossary / name).unlink(missing_ok=True)
    kind(glossary / name)
    shown = CliRunner().invoke(main, ["check", "--glossary", str(glossary), "--cache", str(glossary.parent / "cache")])
    assert shown.exit_code == 1
    assert re.search(rf"error\[(symbolic-link|unreadable-file|enormous-file)\].*\n.*{re.escape(name)}", shown.output)
    BuildRecord(glossary.parent, glossary, glossary.parent / "cache", glossary.parent / "site")


def test_names_that_are_no_text_are_faults(glossary: Path) -> None:
    for name in (b"\xff\xfe", b"a\nb::error::c", b"\x1b[2J", "\u202egnp".encode()):
        (glossary / "victim" / os.fsdecode(name)).touch()
        (glossary / os.fsdecode(name)).mkdir()
    for form in ("text", "github", "json", "sarif"):
        shown = CliRunner().invoke(main, ["check", "--format", form, "--glossary", str(glossary)])
        assert shown.exit_code == 1
        assert shown.exception is None or isinstance(shown.exception, SystemExit)
        assert not hidden(shown.output)
        assert form != "text" or shown.output.count("error[stray-file]") == 4
        assert form == "github" or not obeyed(shown.output)


def hostile(folder: Path) -> Path:
    """A glossary whose every text tries to command what prints it."""
    escaped = json.dumps(f"::error::x{ORDERS}\n::error::y ##[error]z")
    term = glossaries.term(
        escaped,
        escaped,
        yml=f"needs: [{escaped}]\nformer_slugs: [{escaped}]\n{escaped}: 1\nabbreviations: [{escaped}]\n",
        en_text=f"{ORDERS}##[error]x\n\n::error::x [x](<::error::>) ##[error]x `::error::` $\n::error::y",
        zh_text=f"占位\n    ::error::x{ORDERS}",
        en_front=f"aliases: [{escaped}]  \n",
    )
    others = {
        "ambiguous.yml": f"- {{word: {escaped}, language: en, readings: [{escaped}]}}\n",
        "planned.yml": f"- {{slug: {escaped}, topic: optimization, en: {escaped}, zh: {escaped}}}\n",
    }
    return glossaries.write(folder / "glossary", {"victim": term}, others)


@pytest.mark.parametrize(
    "words",
    [
        *(["check", "--format", form] for form in ("text", "json", "sarif")),
        ["status"],
        ["status", "--format", "json"],
        ["fix", "--diff"],
        ["fix"],
        ["fix", "\x1b[2J::error::x"],
        ["search", "x"],
        ["new", "Name\x1b[2J", "--zh", "名", "--topic", "optimization"],
        ["new", "::error::x", "--zh", "::error::x", "--topic", "optimization"],
        ["rename", "victim", "winner"],
        ["rename", "victim", "::error::x\n::error::y"],
        ["stamp", "--all"],
    ],
    ids=" ".join,
)
def test_nothing_of_contributors_commands_what_prints_it(tmp_path: Path, words: list[str]) -> None:
    folder = hostile(tmp_path)
    command = [words[0], "--glossary", str(folder), *words[1:]]
    shown = CliRunner().invoke(main, command)
    assert shown.exception is None or isinstance(shown.exception, SystemExit)
    assert shown.output
    assert not hidden(shown.output)
    assert not obeyed(shown.output)


def test_workflow_commands_are_ours_alone(tmp_path: Path) -> None:
    folder = hostile(tmp_path)
    found = analyse(folder, MathRenderer(tmp_path / "cache"), "a\n::error::b").diagnostics
    shown = CliRunner().invoke(main, ["check", "--format", "github", "--glossary", str(folder)]).output
    assert len(shown.splitlines()) == len(found)
    assert all(re.match(r"::(error|warning) file=[^:]*,title=[a-z0-9-]+::", line) for line in shown.splitlines())
    assert not hidden(shown)


@pytest.mark.parametrize("text", ["\x1b[2J", "\u202e##[error]x", "\udcff", "\U000f0000", "漢字\n"])
def test_json_that_may_be_printed_says_the_same(text: str) -> None:
    written = printable_json({"text": text})
    assert json.loads(written) == {"text": text}
    assert not hidden(written)
    assert not obeyed(written)


def test_other_characters_are_printed_as_they_are() -> None:
    text = "a\u3000b\n  : é 漢 🙂 e\u0301"
    assert printable_lines(text) == text


@pytest.mark.parametrize("length,is_slug", [(100, True), (101, False)])
def test_slugs_are_no_longer_than_file_systems_allow(tmp_path: Path, length: int, is_slug: bool) -> None:
    folder = glossaries.write(tmp_path / "glossary", {"m" * length: glossaries.term("Long", "长")})
    assert ("slug-shape" in read_glossary(folder).faults) is not is_slug
    assert bool(SLUG.match("m" * length)) is is_slug
