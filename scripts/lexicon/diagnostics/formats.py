"""Diagnostics in formats for programs: JSON, GitHub workflow commands and SARIF."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from lexicon.text import printable_json, visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lexicon.diagnostics.faults import Diagnostic
    from lexicon.text import Edit, Span

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def report_json(diagnostics: Sequence[Diagnostic]) -> str:
    """A JSON list of objects with rule, severity, message, location, label, help, note and fix (a list of edits)."""
    return printable_json([_record(diagnostic) for diagnostic in diagnostics])


def _record(diagnostic: Diagnostic) -> dict[str, object]:
    fault = diagnostic.fault
    return {
        "rule": diagnostic.rule,
        "severity": diagnostic.severity.value,
        "message": fault.message,
        **_place(fault.span),
        "label": fault.label,
        "help": fault.help,
        "note": _place(fault.note.span) | {"label": fault.note.label} if fault.note else None,
        "fix": [_place(edit.span) | {"text": edit.text} for edit in fault.fix],
    }


def _place(span: Span) -> dict[str, object]:
    """Path, lines and columns, 1-based and in characters; the end is exclusive."""
    (line, column), (end_line, end_column) = span.position, span.source.position(span.end)
    return {"path": span.source.path, "line": line, "column": column, "end_line": end_line, "end_column": end_column}


def report_github(diagnostics: Sequence[Diagnostic]) -> str:
    """GitHub workflow commands, which appear as annotations in pull requests.

    https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
    """
    return "\n".join(_command(diagnostic) for diagnostic in diagnostics)


def _command(diagnostic: Diagnostic) -> str:
    fault, place = diagnostic.fault, _place(diagnostic.fault.span)
    properties = {"file": place["path"], "line": place["line"], "endLine": place["end_line"], "col": place["column"]}
    # GitHub rejects columns if a range spans several lines.
    if place["line"] == place["end_line"]:
        properties["endColumn"] = place["end_column"]
    else:
        del properties["col"]
    properties["title"] = diagnostic.rule
    written = ",".join(f"{key}={_escaped(str(value), ':,')}" for key, value in properties.items())
    words = [fault.message, fault.label, f"help: {fault.help}" if fault.help else ""]
    return f"::{diagnostic.severity.value} {written}::{_escaped(chr(10).join(filter(None, words)))}"


def _escaped(text: str, also: str = "") -> str:
    """Percent-encode the characters that are special in a workflow command, and those in `also`."""
    return "".join(f"%{ord(c):02X}" if c in "%\r\n" + also else c for c in "\n".join(map(visible, text.split("\n"))))


def report_sarif(diagnostics: Sequence[Diagnostic], summaries: Mapping[str, str], version: str) -> str:
    """A SARIF 2.1.0 log for code scanning and editors; `summaries` are the rule summaries by rule name."""
    severities = {diagnostic.rule: diagnostic.severity for diagnostic in diagnostics}
    names = sorted(severities)
    rules = [{"id": name, "shortDescription": {"text": summaries.get(name, name)}} for name in names]
    run = {
        "tool": {"driver": {"name": "lexicon", "semanticVersion": version, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(diagnostic, names.index(diagnostic.rule)) for diagnostic in diagnostics],
    }
    log = {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return printable_json(log)


def _result(diagnostic: Diagnostic, index: int) -> dict[str, object]:
    fault = diagnostic.fault
    words = [fault.message, fault.label, f"help: {fault.help}" if fault.help else ""]
    result: dict[str, object] = {
        "ruleId": diagnostic.rule,
        "ruleIndex": index,
        "level": diagnostic.severity.value,
        "message": {"text": "\n".join(filter(None, words))},
        "locations": [_location(fault.span)],
    }
    if fault.note:
        related = _location(fault.note.span) | {"message": {"text": fault.note.label or "see also"}}
        result["relatedLocations"] = [related]
    if fault.fix:
        result["fixes"] = [{"artifactChanges": _changes(fault.fix)}]
    return result


def _changes(edits: Sequence[Edit]) -> list[dict[str, object]]:
    """The edits of a fix as SARIF artifact changes, grouped by file."""
    replacements: dict[str, list[dict[str, object]]] = {}
    for span, text in edits:
        replacement = {"deletedRegion": _region(span), "insertedContent": {"text": text}}
        replacements.setdefault(span.source.path, []).append(replacement)
    return [{"artifactLocation": _artifact(path), "replacements": made} for path, made in replacements.items()]


def _location(span: Span) -> dict[str, object]:
    region = {"region": _region(span)} if span.source.text else {}
    return {"physicalLocation": {"artifactLocation": _artifact(span.source.path), **region}}


def _artifact(path: str) -> dict[str, str]:
    return {"uri": quote(path, errors="surrogateescape")}


def _region(span: Span) -> dict[str, object]:
    place = _place(span)
    keys = {"line": "startLine", "column": "startColumn", "end_line": "endLine", "end_column": "endColumn"}
    return {sarif: place[key] for key, sarif in keys.items()}
