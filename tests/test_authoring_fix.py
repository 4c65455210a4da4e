"""`lexicon fix`: what it repairs, what it leaves alone, and that a second run finds nothing more."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lexicon.authoring import fix, safety, writing
from lexicon.glossary import prose_digest, read_glossary
from lexicon.text import Kind

from tests import glossaries
from tests.running import run

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lexicon.glossary import Glossary

ROOT = Path(__file__).resolve().parents[1]
GLOSSARY = ROOT / "glossary"
CASES = sorted((Path(__file__).parent / "authoring" / "fix").iterdir())
REAL = {path: path.read_text("utf-8") for path in sorted(GLOSSARY.glob("*/*")) if path.suffix in (".yml", ".md")}

assert len(CASES) >= 6
assert len(REAL) >= 150


def fixed(folder: Path, name: str, text: str) -> str:
    """A file of a term, repaired in an otherwise sound glossary."""
    files = {**glossaries.term("Case", "例子"), name: text}
    repairs = fix.find_repairs(glossaries.write(folder, {"case": files}))
    return next((repair.after for repair in repairs if repair.path.name == name), text)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path, tmp_path: Path) -> None:
    (before,) = case.glob("before.*")
    after = before.with_name(before.name.replace("before", "after")).read_text("utf-8")
    name = before.name.removeprefix("before.")
    assert fixed(tmp_path, name, before.read_text("utf-8")) == after
    assert fixed(tmp_path, name, after) == after


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
def test_line_ends_and_byte_order_mark(before: str, after: str, tmp_path: Path) -> None:
    assert fixed(tmp_path, "term.yml", before) == after


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
def test_a_second_run_finds_nothing_more(
    tmp_path_factory: pytest.TempPathFactory, path: Path, changes: list[tuple[float, int, str]]
) -> None:
    folder = tmp_path_factory.getbasetemp() / "spoiled"
    text = REAL[path]
    for where, removed, inserted in changes:
        at = int(where * len(text))
        text = text[:at] + inserted + text[at + removed :]
    once = fixed(folder, path.name, text)
    assert fixed(folder, path.name, once) == once


def test_spaces_around_formulas_come_back(glossary: Path, real: Glossary) -> None:
    squeezed = {}
    for slug, term in real.terms.items():
        text = term.texts["zh"]
        content = text.source.text
        formulas = [element.span for part in text.parts for element in part.prose.of(Kind.MATH, Kind.CODE)]
        for span in sorted(formulas, key=lambda span: -span.start):
            if re.match(" [\u4e00-\u9fff]", content[span.end :]):
                content = content[: span.end] + content[span.end + 1 :]
        squeezed[glossary / slug / "zh.md"] = content
    assert len(squeezed) >= 50
    for path, content in squeezed.items():
        path.write_text(content, "utf-8")
    fix.write_repairs(fix.find_repairs(glossary))
    for path, content in squeezed.items():
        assert path.read_text("utf-8") == REAL[GLOSSARY / path.parent.name / path.name], content


def test_the_missing_side_of_related_is_added_unless_one_needs_the_other(tmp_path: Path) -> None:
    before = {
        "a": "topic: data\nrelated: [b, c, d, e]\n",
        "b": "topic: data\n",
        "c": "topic: data\nneeds: [a]\nformulas: []\n",
        "d": "topic: data\nrelated:\n  - c\nformulas: []\n",
        "e": "topic: data\nrelated: []  # nothing yet\n",
        "f": "topic: data\nrelated: [nobody, f]\n",
    }
    folder = related(tmp_path, before)
    after = {repair.path.parent.name: repair.after for repair in fix.find_repairs(folder)}
    assert after == {
        "b": "topic: data\nrelated: [a]\n",
        "c": "topic: data\nneeds: [a]\nrelated: [d]\nformulas: []\n",
        "d": "topic: data\nrelated:\n  - c\n  - a\nformulas: []\n",
        "e": "topic: data\nrelated: [a]  # nothing yet\n",
    }
    assert [repair.path.parent.name for repair in fix.find_repairs(folder, ["b"])] == ["b"]
    assert [repair.path.parent.name for repair in fix.find_repairs(folder, ["a"])] == ["b", "d", "e"]
    assert fix.find_repairs(related(tmp_path, before | after)) == []


def test_many_missing_sides_of_one_term_are_all_added(tmp_path: Path) -> None:
    others = [f"t{number}" for number in range(30)]
    records = dict.fromkeys(others, "topic: data\nrelated: [hub]\n") | {"hub": "topic: data\n"}
    (repair,) = fix.find_repairs(related(tmp_path, records))
    assert repair.after.startswith("topic: data\nrelated: [")
    assert sorted(re.findall(r"t\d+", repair.after)) == sorted(others)


def related(folder: Path, records: Mapping[str, str]) -> Path:
    """A glossary with a term for each record."""
    terms = {
        slug: {**glossaries.term(f"Case {slug}", f"例子 {slug}"), "term.yml": text} for slug, text in records.items()
    }
    return glossaries.write(folder / "glossary", terms)


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("term.yml", "topic: [broken  \r\nneeds: []\r\n", "topic: [broken  \nneeds: []\n"),
        ("zh.md", "---\nname: [\n---\n用softmax函数。\r\n", "---\nname: [\n---\n用softmax函数。\n"),
        (
            "zh.md",
            "---\nname: 例子\nnmae: x\n---\n用softmax函数。",
            "---\nname: 例子\nnmae: x\n---\n用 softmax 函数。\n",
        ),
        (
            "zh.md",
            "---\nname: 例子\n---\n\ufffd用softmax\u200b函数。\n",
            "---\nname: 例子\n---\n\ufffd用 softmax 函数。\n",
        ),
        (
            "zh.md",
            "---\nname: 例子\n---\n\ufffd好,\ue000用 **a**中\n",
            "---\nname: 例子\n---\n\ufffd好，\ue000用 **a** 中\n",
        ),
        (
            "zh.md",
            "---\nname: 例子\nname: 又\n---\n用softmax函数。\n",
            "---\nname: 例子\nname: 又\n---\n用 softmax 函数。\n",
        ),
    ],
)
def test_what_can_be_repaired_is_beside_what_cannot(name: str, before: str, after: str, tmp_path: Path) -> None:
    assert fixed(tmp_path, name, before) == after


def test_an_old_line_end_is_no_hidden_character_to_delete(tmp_path: Path) -> None:
    text = "---\nname: 例子\n---\n一行\r又一行\x0b再一行\u2028末行\n"
    assert fixed(tmp_path, "zh.md", text) == text


def test_lists_beside_the_terms_are_repaired_too(tmp_path: Path) -> None:
    words = "- {language: en, word: bank, readings: [case, case]}\r\n"
    folder = glossaries.write(tmp_path, {"case": glossaries.term("Case", "例子")}, {"ambiguous.yml": words})
    (repair,) = fix.find_repairs(folder)
    assert repair.after == "- {word: bank, language: en, readings: [case]}\n"
    assert fix.find_repairs(folder, ["case"]) == []


def test_a_file_that_does_not_come_to_rest_stays_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = glossaries.write(tmp_path, {"case": glossaries.term("Case", "例子", yml="related: []  \n")})
    monkeypatch.setattr(fix, "repaired_text", lambda path, text, fixes: text + "#\n" if fixes else text)
    assert fix.find_repairs(folder) == []


def test_front_matter_is_the_same_to_every_command(tmp_path: Path) -> None:
    zh = "---\t\nname: 例子\n---  \n用softmax函数。见[例子](../old/zh.md)。\n"
    files = {**glossaries.term("Case", "例子"), "zh.md": zh}
    folder = glossaries.write(tmp_path, {"case": files, "old": glossaries.term("Old", "旧")})
    found = read_glossary(folder)
    assert found.faulty_terms == frozenset()
    assert found.terms["case"].texts["zh"].start == zh.index("用")
    assert run("rename", "--glossary", folder, "old", "new")[0] == 0
    assert run("stamp", "--glossary", folder, "case")[0] == 0
    assert run("fix", "--glossary", folder)[0] == 0
    digest = prose_digest(found.terms["case"].texts["en"])
    after = f"---\nname: 例子\ntranslates: {digest}\n---\n用 softmax 函数。见[例子](../new/zh.md)。\n"
    assert (folder / "case" / "zh.md").read_text("utf-8") == after


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("term.yml", "related: [a, b]\n", "related: [a]\n"),
        ("term.yml", "related: [a, b, a]\n", "related: [b]\n"),
        ("term.yml", "related: [a]\nneeds: [b]\n", "related: [a]\n"),
        ("term.yml", "related: [a]\n", "related: [a]\nrelated: [b]\n"),
        ("term.yml", "related: [a]\n", "related: [a\n"),
        ("term.yml", "references: [{authors: [A, A]}]\n", "references: [{authors: [A]}]\n"),
        ("term.yml", "formulas: [{tex: 'a, b'}]\n", "formulas: [{tex: 'a，b'}]\n"),
        ("term.yml", "alt: {zh: '式 $a, b$ 中'}\n", "alt: {zh: '式 $a，b$ 中'}\n"),
        ("term.yml", "doi: 10.1/ab\n", "doi: 10.1/ac\n"),
        ("term.yml", "topic: [a\n", "topic: [b\n"),
        ("en.md", "---\nname: A\n---\nOne *two* three.\n", "---\nname: A\n---\nOne two three.\n"),
        ("en.md", "---\nname: A\n---\nOne $a$.\n", "---\nname: A\n---\nOne $b$.\n"),
        ("en.md", "---\nname: A\n---\nOne `a b`.\n", "---\nname: A\n---\nOne `ab`.\n"),
        ("en.md", "---\nname: A\n---\n[One](../a/en.md).\n", "---\nname: A\n---\n[One](../b/en.md).\n"),
        ("en.md", "---\nname: A\n---\nOne.\n", "---\nname: A\n---\nOnly.\n"),
        ("en.md", "---\nname: A\n---\nOne.\n", "--\nname: A\n---\nOne.\n"),
        ("en.md", "no front matter\n", "not front matter\n"),
    ],
)
def test_the_safety_check_refuses(name: str, before: str, after: str) -> None:
    assert safety.keeps_content(name, before, before + "\n")
    assert not safety.keeps_content(name, before, after)


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
