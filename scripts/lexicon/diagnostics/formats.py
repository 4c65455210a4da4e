"""Diagnostics as data for programs: JSON, GitHub's workflow commands and SARIF."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lexicon.diagnostics.faults import Diagnostic
    from lexicon.text import Edit, Span

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def report_json(diagnostics: Sequence[Diagnostic]) -> str:
    """A list of objects with rule, severity, message, place, label, help, second place and the edits that repair it."""
    return json.dumps([_record(diagnostic) for diagnostic in diagnostics], ensure_ascii=False, indent=2)


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
    """Path, lines and columns, counted from 1 in characters; the end is behind the last character."""
    (line, column), (end_line, end_column) = span.position, span.source.position(span.end)
    return {"path": span.source.path, "line": line, "column": column, "end_line": end_line, "end_column": end_column}


def report_github(diagnostics: Sequence[Diagnostic]) -> str:
    """Workflow commands, which a pull request shows as annotations beside the lines."""
    return "\n".join(_command(diagnostic) for diagnostic in diagnostics)


def _command(diagnostic: Diagnostic) -> str:
    fault, place = diagnostic.fault, _place(diagnostic.fault.span)
    properties = {"file": place["path"], "line": place["line"], "endLine": place["end_line"], "col": place["column"]}
    # Columns are only allowed within one line.
    if place["line"] == place["end_line"]:
        properties["endColumn"] = place["end_column"]
    else:
        del properties["col"]
    properties["title"] = diagnostic.rule
    written = ",".join(f"{key}={_escaped(str(value), ':,')}" for key, value in properties.items())
    words = [fault.message, fault.label, f"help: {fault.help}" if fault.help else ""]
    return f"::{diagnostic.severity.value} {written}::{_escaped(chr(10).join(filter(None, words)))}"


def _escaped(text: str, also: str = "") -> str:
    """Text inside a workflow command; `also` are the characters that separate properties."""
    return "".join(f"%{ord(c):02X}" if c in "%\r\n" + also else c for c in text)


def report_sarif(diagnostics: Sequence[Diagnostic], summaries: Mapping[str, str], version: str) -> str:
    """A log in SARIF 2.1.0, for code scanning and editors; `summaries` are the sentences of the rules by name."""
    severities = {diagnostic.rule: diagnostic.severity for diagnostic in diagnostics}
    names = sorted(severities)
    rules = [{"id": name, "shortDescription": {"text": summaries.get(name, name)}} for name in names]
    run = {
        "tool": {"driver": {"name": "lexicon", "semanticVersion": version, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(diagnostic, names.index(diagnostic.rule)) for diagnostic in diagnostics],
    }
    log = {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


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
    """The edits of a fault by file."""
    replacements: dict[str, list[dict[str, object]]] = {}
    for span, text in edits:
        replacement = {"deletedRegion": _region(span), "insertedContent": {"text": text}}
        replacements.setdefault(span.source.path, []).append(replacement)
    return [{"artifactLocation": _artifact(path), "replacements": made} for path, made in replacements.items()]


def _location(span: Span) -> dict[str, object]:
    region = {"region": _region(span)} if span.source.text else {}
    return {"physicalLocation": {"artifactLocation": _artifact(span.source.path), **region}}


def _artifact(path: str) -> dict[str, str]:
    return {"uri": quote(path)}


def _region(span: Span) -> dict[str, object]:
    place = _place(span)
    keys = {"line": "startLine", "column": "startColumn", "end_line": "endLine", "end_column": "endColumn"}
    return {sarif: place[key] for key, sarif in keys.items()}
