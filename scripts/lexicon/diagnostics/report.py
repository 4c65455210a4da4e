"""Diagnostics as text for people and as data for programs."""

from __future__ import annotations

import json
import os
import unicodedata
from typing import TYPE_CHECKING, TextIO
from urllib.parse import quote

from lexicon.diagnostics.faults import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from lexicon.diagnostics.faults import Diagnostic
    from lexicon.text import Span

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
TAB = "    "
MAX_FRAME = 160
_RED, _YELLOW, _BLUE, _BOLD = "31;1", "33;1", "34;1", "1"


def report_text(diagnostics: Sequence[Diagnostic], terms: int, colour: bool = False) -> str:
    """Code frames, one for each diagnostic, and a last line that counts."""
    paint = _paint if colour else _plain
    frames = ["\n".join(_frame(diagnostic, paint)) + "\n" for diagnostic in diagnostics]
    return "\n".join([*frames, _summary(diagnostics, terms)])


def wants_colour(stream: TextIO) -> bool:
    """Whether a stream is a terminal whose user has not said otherwise (https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def report_json(diagnostics: Sequence[Diagnostic]) -> str:
    """A list of objects with rule, severity, message, place, label, help and second place."""
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
    return result


def _location(span: Span) -> dict[str, object]:
    physical: dict[str, object] = {"artifactLocation": {"uri": quote(span.source.path)}}
    if span.source.text:
        place = _place(span)
        keys = {"line": "startLine", "column": "startColumn", "end_line": "endLine", "end_column": "endColumn"}
        physical["region"] = {sarif: place[key] for key, sarif in keys.items()}
    return {"physicalLocation": physical}


def _summary(diagnostics: Iterable[Diagnostic], terms: int) -> str:
    severities = [diagnostic.severity for diagnostic in diagnostics]
    counts = [_count(terms, "term")]
    for severity in Severity:
        if number := severities.count(severity):
            counts.append(_count(number, severity.value))
    return ", ".join(counts) + ("" if severities else ", no faults")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _frame(diagnostic: Diagnostic, paint: Callable[[str, str], str]) -> Iterator[str]:
    fault, tint = diagnostic.fault, _RED if diagnostic.severity is Severity.ERROR else _YELLOW
    lines = [fault.span.position[0]] + ([fault.note.span.position[0]] if fault.note else [])
    gutter = len(str(max(lines)))
    yield paint(f"{diagnostic.severity.value}[{diagnostic.rule}]", tint) + paint(f": {fault.message}", _BOLD)
    yield from _excerpt(fault.span, fault.label, "-->", gutter, tint, paint)
    if fault.note:
        yield from _excerpt(fault.note.span, fault.note.label, ":::", gutter, _BLUE, paint)
    if fault.help:
        yield " " * (gutter + 1) + paint("=", _BLUE) + f" help: {fault.help}"


def _excerpt(
    span: Span, label: str, arrow: str, gutter: int, tint: str, paint: Callable[[str, str], str]
) -> Iterator[str]:
    """The place, the line and carets under the characters; nothing but the path for a file without text."""
    line, column = span.position
    if not span.source.text:
        yield " " * gutter + paint(arrow, _BLUE) + f" {span.source.path}"
        return
    yield " " * gutter + paint(arrow, _BLUE) + f" {span.source.path}:{line}:{column}"
    before, marked, after = _cut(span.source.line(line), column - 1, span.end - span.start)
    carets = "^" * max(1, _width(marked))
    bar = paint("|", _BLUE)
    yield " " * (gutter + 1) + bar
    yield paint(f"{line:>{gutter}}", _BLUE) + f" {bar} " + _visible(before + marked + after)
    pointer = " " * _width(before) + paint(carets + (f" {label}" if label else ""), tint)
    yield " " * (gutter + 1) + bar + " " + pointer


def _cut(line: str, start: int, length: int) -> tuple[str, str, str]:
    """The line around a stretch, shortened on both sides if it is very long."""
    end = min(start + length, len(line))
    first = max(0, start - MAX_FRAME // 2)
    last = min(len(line), max(end, start) + MAX_FRAME // 2)
    before = ("…" if first else "") + line[first:start]
    return before, line[start:end][:MAX_FRAME], line[end:last] + ("…" if last < len(line) else "")


def _visible(text: str) -> str:
    """Tabs as spaces, and characters that would not show or would harm a terminal as a box."""
    return "".join(TAB if c == "\t" else "\N{REPLACEMENT CHARACTER}" if _is_hidden(c) else c for c in text)


def _is_hidden(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


def _width(text: str) -> int:
    """Columns on a terminal: two for a Chinese character, none for a combining mark."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if character == "\t":
        return len(TAB)
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _paint(text: str, code: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m"


def _plain(text: str, code: str) -> str:
    del code
    return text
