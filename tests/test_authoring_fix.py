"""`lexicon fix`: what it repairs, what it leaves alone, and that a second run finds nothing more."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lexicon.authoring import fix, related, writing
from lexicon.glossary import read_glossary, read_schema
from lexicon.text import Kind

from tests.running import run

if TYPE_CHECKING:
    from lexicon.glossary import Glossary

ROOT = Path(__file__).resolve().parents[1]
GLOSSARY = ROOT / "glossary"
CASES = sorted((Path(__file__).parent / "authoring" / "fix").iterdir())
SCHEMA = read_schema(GLOSSARY)
REAL = {path: path.read_text("utf-8") for path in sorted(GLOSSARY.glob("*/*")) if path.suffix in (".yml", ".md")}

assert len(CASES) >= 6
assert len(REAL) >= 150


def fixed(name: str, text: str) -> str:
    """A file repaired by itself."""
    if name.endswith(".yml"):
        return fix.record_file(text, SCHEMA)
    language = name.removesuffix(".md").rpartition(".")[2]
    return fix.text_file(text, language, SCHEMA)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path) -> None:
    (before,) = case.glob("before.*")
    after = before.with_name(before.name.replace("before", "after")).read_text("utf-8")
    assert fixed(before.name, before.read_text("utf-8")) == after
    assert fixed(before.name, after) == after


@pytest.mark.parametrize("path", REAL, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_real_file_needs_no_repair(path: Path) -> None:
    assert fixed(path.name, REAL[path]) == REAL[path]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("\ufefftopic: data\r\nneeds: []\r\n", "topic: data\nneeds: []\n"),
        ("topic: data", "topic: data\n"),
        ("topic: data\r\r\n", "topic: data\n"),
        ("", ""),
        ("topic: [broken\r\n", "topic: [broken\n"),
    ],
)
def test_line_ends_and_byte_order_mark(before: str, after: str) -> None:
    assert fixed("term.yml", before) == after


def lines_and_marks() -> st.SearchStrategy[str]:
    """What people leave behind in a Chinese text."""
    return st.sampled_from(
        [
            " ",
            "  ",
            "\n",
            "\r\n",
            ",",
            ".",
            ";",
            ":",
            "!",
            "?",
            "(",
            ")",
            '"',
            "，",
            "。",
            "“",
            "中",
            "Q",
            "1",
            "$",
            "`",
            "**",
        ]
    )


@settings(derandomize=True, max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from(sorted(path for path in REAL if path.name in ("zh.md", "term.yml"))),
    st.lists(
        st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 3), lines_and_marks()), min_size=1, max_size=12
    ),
)
def test_a_second_run_finds_nothing_more(path: Path, changes: list[tuple[float, int, str]]) -> None:
    text = REAL[path]
    for where, removed, inserted in changes:
        at = int(where * len(text))
        text = text[:at] + inserted + text[at + removed :]
    once = fixed(path.name, text)
    assert fixed(path.name, once) == once


@pytest.mark.parametrize("slug", sorted({path.parent.name for path in REAL}))
def test_spaces_around_formulas_come_back(slug: str, real: Glossary) -> None:
    text = real.terms[slug].texts["zh"]
    squeezed = content = text.source.text
    formulas = [piece.span for part in text.parts for piece in part.prose.of(Kind.MATH, Kind.CODE)]
    for span in sorted(formulas, key=lambda span: -span.start):
        if re.match(" [\u4e00-\u9fff]", squeezed[span.end :]):
            squeezed = squeezed[: span.end] + squeezed[span.end + 1 :]
    assert fixed("zh.md", squeezed) == content


def test_the_missing_side_of_related_is_added_unless_one_needs_the_other() -> None:
    before = {
        "a": "topic: data\nrelated: [b, c, d, e]\n",
        "b": "topic: data\n",
        "c": "topic: data\nneeds: [a]\nformulas: []\n",
        "d": "topic: data\nrelated:\n  - c\nformulas: []\n",
        "e": "topic: data\nrelated: []  # nothing yet\n",
        "f": "related: [nobody, f]\n",
    }
    after = related.mutual(before, SCHEMA)
    assert after["b"] == "topic: data\nrelated: [a]\n"
    assert after["c"] == "topic: data\nneeds: [a]\nrelated: [d]\nformulas: []\n"
    assert after["d"] == "topic: data\nrelated:\n  - c\n  - a\nformulas: []\n"
    assert after["e"] == "topic: data\nrelated: [a]  # nothing yet\n"
    assert after["f"] == before["f"]
    assert related.mutual(after, SCHEMA) == after
    assert related.mutual(before, SCHEMA, ["b"]) == {**before, "b": after["b"]}


@pytest.fixture(scope="module")
def real() -> Glossary:
    return read_glossary(GLOSSARY)


@pytest.fixture
def glossary(tmp_path: Path) -> Path:
    return shutil.copytree(GLOSSARY, tmp_path / "glossary")


def test_diff_shows_what_would_change_and_writes_nothing(glossary: Path) -> None:
    file = glossary / "softmax" / "zh.md"
    original = file.read_text("utf-8")
    spoiled = original.replace("一组实数变成", "1组实数,变成")
    file.write_text(spoiled, "utf-8")
    code, diff = run("fix", "--diff", "--glossary", glossary, "softmax")
    assert code == 0
    assert "+softmax 函数把 1 组实数，变成" in diff
    assert file.read_text("utf-8") == spoiled
    assert run("fix", "--glossary", glossary, "softmax")[0] == 0
    assert "1 组实数，变成" in file.read_text("utf-8")


def test_the_whole_glossary_is_fixed_once(glossary: Path) -> None:
    run("fix", "--glossary", glossary)
    assert run("fix", "--glossary", glossary) == (0, "nothing to fix\n")
    assert run("fix", "--diff", "--glossary", glossary) == (0, "")


def test_unknown_slug_is_one_line_and_exit_code_2(glossary: Path) -> None:
    for command in ("fix", "stamp"):
        assert run(command, "--glossary", glossary, "sofmax") == (
            2,
            "Error: there is no term `sofmax`. did you mean `softmax`?\n",
        )


def test_a_failure_in_the_middle_puts_everything_back(glossary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for slug in ("relu", "sigmoid", "softmax"):
        path = glossary / slug / "zh.md"
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    before = {path: path.read_bytes() for path in glossary.glob("*/*")}
    repairs = fix.find_repairs(glossary, ["relu", "sigmoid", "softmax"])
    written: list[Path] = []
    really_write = writing.write_file

    def write(path: Path, text: str) -> None:
        if len(written) == 2:
            raise OSError(28, "No space left on device")
        really_write(path, text)
        written.append(path)

    monkeypatch.setattr(writing, "write_file", write)
    with pytest.raises(OSError, match="No space"):
        fix.write_repairs(repairs)
    assert {path: path.read_bytes() for path in glossary.glob("*/*")} == before


def test_links_to_other_places_are_not_followed(glossary: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_bytes(b"---\r\nname: x\r\n---\r\n")
    (glossary / "softmax" / "zh.md").unlink()
    (glossary / "softmax" / "zh.md").symlink_to(outside)
    run("fix", "--glossary", glossary)
    assert outside.read_bytes() == b"---\r\nname: x\r\n---\r\n"
