"""The commands check, explain and rules, as they are typed."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result
from lexicon.check import term_cache
from lexicon.cli import main
from lexicon.glossary import read_schema
from lexicon.rules import RULES, documentation

from tests.conftest import ROOT
from tests.corpus import Case

if TYPE_CHECKING:
    from pathlib import Path

HEADING = re.compile(r"^### `([a-z0-9-]+)` \{ #\1 \}$", re.MULTILINE)


@pytest.fixture
def glossary(tmp_path: Path) -> Path:
    """Two small terms with one error and one warning."""
    folder = Case("dead-link", "misspelt-slug").build(tmp_path / "glossary")
    record = folder / "momentum" / "term.yml"
    record.write_text("topic: optimization\nabbreviations: [CM]\n", "utf-8")
    english = folder / "momentum" / "en.md"
    english.write_text(english.read_text("utf-8").replace("before it.", "before it, not the gradient."), "utf-8")
    chinese = folder / "momentum" / "zh.md"
    chinese.write_text(re.sub("translates: .*", "translates: 00000000", chinese.read_text("utf-8")), "utf-8")
    return folder


def _run(glossary: Path, *arguments: str) -> Result:
    cache = glossary.parent / "cache"
    return CliRunner().invoke(main, ["check", "--glossary", str(glossary), "--cache", str(cache), *arguments])


def _rules(result: Result) -> set[str]:
    return {record["rule"] for record in json.loads(result.stdout)}


def test_errors_and_warnings(glossary: Path) -> None:
    result = _run(glossary)
    assert result.exit_code == 1
    assert "error[dead-link]" in result.stdout
    assert result.stdout.count("warning[") == 3
    assert result.stdout.endswith("2 terms, 1 error, 3 warnings\n")
    assert "\x1b" not in result.stdout


def test_warnings_fail_only_when_strict(glossary: Path) -> None:
    assert _run(glossary, "--ignore", "dead-link").exit_code == 0
    assert _run(glossary, "--ignore", "dead-link", "--strict").exit_code == 1
    assert _run(glossary, "--select", "shared-name", "--strict").exit_code == 0


def test_select_and_ignore(glossary: Path) -> None:
    chosen = _run(glossary, "--format", "json", "--select", "dead-link, stale-translation")
    assert _rules(chosen) == {"dead-link", "stale-translation"}
    fewer = _run(glossary, "--format", "json", "--select", "dead-link,stale-translation", "--ignore", "dead-link")
    assert _rules(fewer) == {"stale-translation"}
    assert "dead-link" not in _rules(_run(glossary, "--format", "json", "--ignore", "dead-link"))


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_unknown_rule_is_rejected_with_a_suggestion(glossary: Path, option: str) -> None:
    result = _run(glossary, option, "shared-name,dead-lnk")
    assert result.exit_code == 2
    assert "there is no rule `dead-lnk`; did you mean `dead-link`?" in result.stderr


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_empty_list_of_rules_is_rejected(glossary: Path, option: str) -> None:
    result = _run(glossary, option, "")
    assert result.exit_code == 2
    assert "name at least one rule" in result.stderr


def test_formats(glossary: Path) -> None:
    assert len(json.loads(_run(glossary, "--format", "json").stdout)) == 4
    assert _run(glossary, "--format", "github").stdout.startswith("::error file=")
    log = json.loads(_run(glossary, "--format", "sarif").stdout)
    assert {rule["id"]: rule["shortDescription"]["text"] for rule in log["runs"][0]["tool"]["driver"]["rules"]} == {
        name: RULES[name].summary for name in _rules(_run(glossary, "--format", "json"))
    }


def test_nothing_to_report(glossary: Path) -> None:
    arguments = ("--select", "shared-name")
    assert _run(glossary, *arguments).stdout == "2 terms, no faults\n"
    assert _run(glossary, *arguments, "--format", "github").stdout == ""
    assert json.loads(_run(glossary, *arguments, "--format", "json").stdout) == []


def test_order_is_that_of_paths_and_positions(glossary: Path) -> None:
    places = [(r["path"], r["line"], r["column"]) for r in json.loads(_run(glossary, "--format", "json").stdout)]
    assert places == sorted(places)


def test_second_run_says_the_same(glossary: Path) -> None:
    assert _run(glossary).stdout == _run(glossary).stdout


def test_explain() -> None:
    result = CliRunner().invoke(main, ["explain", "dead-link"])
    assert result.exit_code == 0
    assert result.stdout.startswith("dead-link (error)\n\nA relative link must ")
    assert "\nBad:\n" in result.stdout
    assert "\nGood:\n" in result.stdout


def test_explain_and_rules_say_what_fix_repairs() -> None:
    assert "lexicon fix" in CliRunner().invoke(main, ["explain", "field-order"]).stdout
    assert "lexicon fix" not in CliRunner().invoke(main, ["explain", "dead-link"]).stdout
    rules = json.loads(CliRunner().invoke(main, ["rules", "--format", "json"]).stdout)
    assert {rule["name"] for rule in rules if rule["fixable"]} == {rule.name for rule in RULES.values() if rule.fixable}


def test_explain_unknown_rule() -> None:
    result = CliRunner().invoke(main, ["explain", "dead-links"])
    assert result.exit_code == 2
    assert "did you mean `dead-link`?" in result.stderr


def test_rules() -> None:
    lines = CliRunner().invoke(main, ["rules"]).stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(RULES)
    records = json.loads(CliRunner().invoke(main, ["rules", "--format", "json"]).stdout)
    assert {record["name"]: record["severity"] for record in records} == {
        rule.name: rule.severity.value for rule in RULES.values()
    }
    assert all(record["bad"] and record["good"] and record["summary"] for record in records)


@pytest.mark.parametrize("language,word", [("en", "Chinese typography"), ("zh", "中文排版")])
def test_page_of_rules_lists_every_rule(language: str, word: str) -> None:
    page = documentation.rules_page(read_schema(ROOT / "glossary"), language)
    assert sorted(HEADING.findall(page)) == sorted(RULES)
    assert word in page
    assert {rule.family for rule in RULES.values()} == {*documentation.FAMILIES}


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def _is_remembered_rightly(glossary: Path) -> bool:
    """Whether a run that remembers says what a run without any memory says."""
    remembering = _run(glossary).stdout
    (glossary.parent / "cache" / term_cache.FILE).unlink()
    return bool(remembering == _run(glossary).stdout)


def test_a_second_run_sees_what_changed(glossary: Path) -> None:
    _run(glossary)
    _edit(glossary / "gradient" / "en.md", "momentun", "momentum")
    assert "dead-link" not in _run(glossary).stdout
    _edit(glossary / "gradient" / "zh.md", "## 直观理解", "## 直观")
    assert "unknown-section" in _run(glossary).stdout
    assert _is_remembered_rightly(glossary)


def test_a_new_name_changes_the_links_of_other_terms(glossary: Path) -> None:
    _run(glossary)
    _edit(glossary / "gradient" / "en.md", "a rolling ball", "the inertia of a rolling ball")
    assert "hillside` is not called" not in _run(glossary).stdout
    _edit(glossary / "momentum" / "en.md", "name: Momentum", "name: Momentum\naliases: [inertia, hillside]")
    (glossary / "gradient" / "zh.md").write_text(
        (glossary / "gradient" / "zh.md").read_text("utf-8").replace("动量", "冲量"), "utf-8"
    )
    assert "`hillside` is not called `动量`" in _run(glossary).stdout
    assert _is_remembered_rightly(glossary)


def test_a_term_that_disappears_is_forgotten(glossary: Path) -> None:
    _run(glossary)
    for path in (glossary / "momentum").iterdir():
        path.unlink()
    (glossary / "momentum").rmdir()
    assert "there is no term `momentum`" in _run(glossary).stdout
    assert _is_remembered_rightly(glossary)


def test_a_change_of_the_schema_counts(glossary: Path) -> None:
    _run(glossary)
    _edit(glossary / "schema.yml", "en: Intuition", "en: Idea")
    assert "there is no section `Intuition`" in _run(glossary).stdout


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_damaged_memory_is_no_hindrance(glossary: Path, content: bytes) -> None:
    expected = _run(glossary).stdout
    (glossary.parent / "cache" / term_cache.FILE).write_bytes(content)
    assert _run(glossary).stdout == expected
    assert _run(glossary).stdout == expected


def test_a_damaged_entry_is_no_hindrance(glossary: Path) -> None:
    expected = _run(glossary).stdout
    with closing(sqlite3.connect(glossary.parent / "cache" / term_cache.FILE)) as database, database:
        assert database.execute("UPDATE entry SET value = x'80049500'").rowcount == 2
    assert _run(glossary).stdout == expected
