"""What the benchmarks compute from what they measure, and where they write it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from benchmarks import browser, corpus, report
from lexicon.glossary import read_glossary

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

TABLES = ("builds", "growth", "saving", "pages", "scrolling", "goals", "optimizations", "share")


@pytest.mark.parametrize(
    ("shifts", "expected"),
    [
        ([], 0.0),
        ([(100, 0.1), (900, 0.2)], 0.3),
        ([(100, 0.1), (1200, 0.2)], 0.2),
        ([(time, 0.1) for time in range(0, 6000, 900)], 0.6),
    ],
)
def test_layout_shift_is_that_of_the_worst_window(shifts: list[tuple[float, float]], expected: float) -> None:
    assert browser.layout_shift(shifts) == pytest.approx(expected)


def test_frames_that_did_not_come_are_counted() -> None:
    found = browser.frames([0, 16.7, 33.3, 100.0, 116.7])
    assert (found.dropped, found.long) == (3 / 7, 1)
    assert found.worst == pytest.approx(66.7)


@pytest.mark.parametrize("language", report.LANGUAGES)
def test_pages_have_a_place_for_every_table(language: str) -> None:
    text = (ROOT / "docs" / language / "speed.md").read_text("utf-8")
    assert tuple(re.findall(r"<!-- (\w+) -->", text)) == TABLES
    assert tuple(re.findall(r"<!-- /(\w+) -->", text)) == TABLES


def test_table_is_written_in_both_languages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "ROOT", tmp_path)
    for language in report.LANGUAGES:
        page = tmp_path / "docs" / language / "speed.md"
        page.parent.mkdir(parents=True)
        page.write_text("before\n<!-- sums -->\nold\n<!-- /sums -->\nafter\n", "utf-8")
    report.publish({"sums": report.table([("sum", "和"), ""], [["1 + 1", "2"]])}, write=True)
    written = (tmp_path / "docs/zh/speed.md").read_text("utf-8")
    assert written == ("before\n<!-- sums -->\n\n| 和 |  |\n| --- | --- |\n| 1 + 1 | 2 |\n\n<!-- /sums -->\nafter\n")
    assert "| sum |" in (tmp_path / "docs/en/speed.md").read_text("utf-8")


@pytest.mark.parametrize("size", [60, 250])
def test_synthetic_glossary_of_any_size_is_sound(tmp_path: Path, size: int) -> None:
    corpus.write(tmp_path / "glossary", size)
    found = read_glossary(tmp_path / "glossary")
    assert len(found.terms) == size
    known = {f"../{slug}/" for slug in found.terms}
    for path in (tmp_path / "glossary").glob("*/*.md"):
        assert set(re.findall(r"\]\((\.\./[^/]+/)", path.read_text("utf-8"))) <= known, path
