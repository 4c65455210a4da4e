"""How diagnostics are shown: frames whose carets stand right, colours, and the formats for programs."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from typing import Any

import pytest
from lexicon.diagnostics import (
    Diagnostic,
    Fault,
    Note,
    Severity,
    report_github,
    report_json,
    report_sarif,
    report_text,
    wants_colour,
)
from lexicon.text import Edit, Source, Span, apply_edits


def _diagnostic(span: Span, **fields: Any) -> Diagnostic:
    return Diagnostic("some-rule", fields.pop("severity", Severity.ERROR), Fault(span, "it is wrong", **fields))


def _columns(text: str) -> int:
    """Columns as a terminal counts them."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else 1 for c in text)


@pytest.mark.parametrize(
    "line,marked",
    [
        ("plain text", "text"),
        ("name: 梯度下降", "下降"),
        ("全角（括号）与 half", "half"),
        ("한국어와 日本語", "日本語"),
        ("é as e\u0301 and 度", "度"),
        ("emoji 🙂 then x", "then"),
        ("“弯引号”……之后", "之后"),
        ("ＡＢＣ full width", "full"),
    ],
)
def test_carets_stand_under_the_marked_characters(line: str, marked: str) -> None:
    source = Source("a.md", f"first\n{line}\nlast\n")
    start = source.text.index(marked)
    frame = report_text([_diagnostic(source.span(start, start + len(marked)))], 1).splitlines()
    shown, carets = frame[3].partition("| ")[2], frame[4].partition("| ")[2]
    before = shown[: shown.index(marked)]
    assert len(carets) - len(carets.lstrip()) == _columns(before)
    assert carets.strip() == "^" * _columns(marked)


def test_tab_and_hidden_characters_are_shown_by_width() -> None:
    source = Source("a.md", "\ta\u200bb\x1b[31mc\n")
    frame = report_text([_diagnostic(source.span(source.text.index("c")))], 1)
    assert "|     a�b�[31mc\n" in frame
    assert f"| {' ' * 12}^\n" in frame
    assert "\x1b" not in frame


def test_windows_line_ends_are_not_shown() -> None:
    source = Source("a.md", "one\r\ntwo\r\n")
    frame = report_text([_diagnostic(source.span(5, 8))], 1)
    assert " --> a.md:2:1\n" in frame
    assert "2 | two\n" in frame


def test_span_over_lines_marks_the_rest_of_the_first() -> None:
    source = Source("a.md", "one two\nthree\n")
    assert f"|     {'^' * 3}\n" in report_text([_diagnostic(source.span(4, 13))], 1)


def test_long_line_is_cut_on_both_sides() -> None:
    source = Source("a.md", "x" * 5000 + "HERE" + "y" * 5000)
    shown = report_text([_diagnostic(source.span(5000, 5004))], 1).splitlines()[3]
    assert len(shown) < 200
    assert re.search(r"…x+HEREy+…$", shown)


def test_fault_at_the_end_of_a_file() -> None:
    source = Source("a.md", "one\ntwo")
    assert " --> a.md:2:4\n" in report_text([_diagnostic(source.span(99))], 1)


def test_file_without_text_has_no_frame() -> None:
    assert report_text([_diagnostic(Source("a/zh.md", "").span(0), help="add it")], 1) == (
        "error[some-rule]: it is wrong\n --> a/zh.md\n  = help: add it\n\n1 term, 1 error"
    )


def test_second_place_and_gutter() -> None:
    first, second = Source("a.md", "word\n"), Source("b.md", "\n" * 11 + "word\n")
    found = _diagnostic(second.span(11, 15), label="again", help="decide", note=Note(first.span(0, 4), "first"))
    assert report_text([found], 2).splitlines() == [
        "error[some-rule]: it is wrong",
        "  --> b.md:12:1",
        "   |",
        "12 | word",
        "   | ^^^^ again",
        "  ::: a.md:1:1",
        "   |",
        " 1 | word",
        "   | ^^^^ first",
        "   = help: decide",
        "",
        "2 terms, 1 error",
    ]


def test_last_line_counts() -> None:
    span = Source("a.md", "x").span(0)
    warning = _diagnostic(span, severity=Severity.WARNING)
    assert report_text([], 1) == "1 term, no faults"
    assert report_text([_diagnostic(span), warning, warning], 1200).endswith("\n1,200 terms, 1 error, 2 warnings")


def test_colour_surrounds_words_and_changes_nothing_else() -> None:
    found = [_diagnostic(Source("a.md", "word").span(0, 4), label="here", help="so")]
    coloured = report_text(found, 1, colour=True)
    assert "\x1b[31;1m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == report_text(found, 1)


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_colour_is_for_terminals_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert wants_colour(_Terminal())
    assert not wants_colour(io.StringIO())
    monkeypatch.setenv("NO_COLOR", "1")
    assert not wants_colour(_Terminal())


def test_json() -> None:
    source = Source("a.md", "第一行\n名字 name\n")
    fix = (Edit(source.span(6, 6), "“"), Edit(source.span(7, 11), "”"))
    note = Note(source.span(0, 1), "first")
    found = _diagnostic(source.span(7, 11), label="here", help="so", note=note, fix=fix)
    assert json.loads(report_json([found])) == [
        {
            "rule": "some-rule",
            "severity": "error",
            "message": "it is wrong",
            "path": "a.md",
            "line": 2,
            "column": 4,
            "end_line": 2,
            "end_column": 8,
            "label": "here",
            "help": "so",
            "note": {"path": "a.md", "line": 1, "column": 1, "end_line": 1, "end_column": 2, "label": "first"},
            "fix": [
                {"path": "a.md", "line": 2, "column": 3, "end_line": 2, "end_column": 3, "text": "“"},
                {"path": "a.md", "line": 2, "column": 4, "end_line": 2, "end_column": 8, "text": "”"},
            ],
        }
    ]


def test_github_commands_are_escaped() -> None:
    source = Source("a,b:c%.md", "one\ntwo\n")
    found = _diagnostic(source.span(4, 7), label="50 % of it", help="first\nsecond", severity=Severity.WARNING)
    assert report_github([found]) == (
        "::warning file=a%2Cb%3Ac%25.md,line=2,endLine=2,col=1,endColumn=4,title=some-rule"
        "::it is wrong%0A50 %25 of it%0Ahelp: first%0Asecond"
    )
    assert report_github([]) == ""


def test_sarif() -> None:
    source = Source("术语/a b.md", "名字 name\n")
    note = Note(source.span(0, 2), "first")
    found = [_diagnostic(source.span(3, 7), help="so", note=note), _diagnostic(Source("gone.md", "").span(0))]
    log = json.loads(report_sarif(found, {"some-rule": "It must be right."}, "1.2.3"))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["rules"] == [{"id": "some-rule", "shortDescription": {"text": "It must be right."}}]
    assert run["columnKind"] == "unicodeCodePoints"
    first, second = run["results"]
    assert driver["rules"][first["ruleIndex"]]["id"] == first["ruleId"]
    assert first["level"] == "error"
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "%E6%9C%AF%E8%AF%AD/a%20b.md"
    assert place["region"] == {"startLine": 1, "startColumn": 4, "endLine": 1, "endColumn": 8}
    assert first["relatedLocations"][0]["message"]["text"] == "first"
    assert "region" not in second["locations"][0]["physicalLocation"]
    assert {result["message"]["text"] for result in run["results"]} == {"it is wrong\nhelp: so", "it is wrong"}
    assert not any("fixes" in result for result in run["results"])


def _made(text: str, replacements: list[dict[str, Any]]) -> str:
    """A text with the replacements of a SARIF log made, which are read by the standard alone."""
    lines = text.split("\n")
    for replacement in sorted(replacements, key=lambda r: -r["deletedRegion"]["startLine"]):
        region = replacement["deletedRegion"]
        first, last = region["startLine"] - 1, region["endLine"] - 1
        before, after = lines[first][: region["startColumn"] - 1], lines[last][region["endColumn"] - 1 :]
        lines[first : last + 1] = (before + replacement["insertedContent"]["text"] + after).split("\n")
    return "\n".join(lines)


def test_sarif_fixes_can_be_made() -> None:
    here, there = Source("词/zh.md", "第一行\n名字 ，name\n末行\n"), Source("b.yml", "topic: data\n")
    at = len(there.text)
    edits = (Edit(here.span(6, 7), ""), Edit(here.span(12, 13), "、\n"), Edit(there.span(at, at), "related: [a]\n"))
    log = json.loads(report_sarif([_diagnostic(here.span(6, 7), fix=edits)], {}, "1.2.3"))
    (fix,) = log["runs"][0]["results"][0]["fixes"]
    changes = {change["artifactLocation"]["uri"]: change["replacements"] for change in fix["artifactChanges"]}
    assert _made(here.text, changes["%E8%AF%8D/zh.md"]) == apply_edits(here.text, edits[:2])
    assert _made(there.text, changes["b.yml"]) == "topic: data\nrelated: [a]\n"
