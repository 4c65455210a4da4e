"""Diagnostics as text for people and as data for programs."""

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING

from lexicon.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from lexicon.diagnostics import Diagnostic
    from lexicon.source import Span

TAB = "    "
MAX_FRAME = 160
_RED, _YELLOW, _BLUE, _BOLD = "31;1", "33;1", "34;1", "1"


def text(diagnostics: Sequence[Diagnostic], terms: int, colour: bool = False) -> str:
    """Code frames, one for each diagnostic, and a last line that counts."""
    paint = _paint if colour else _plain
    frames = ["\n".join(_frame(diagnostic, paint)) + "\n" for diagnostic in diagnostics]
    return "\n".join([*frames, _summary(diagnostics, terms)])


def as_json(diagnostics: Sequence[Diagnostic], terms: int) -> str:
    """A list of objects with rule, severity, message, path, line, column and help."""
    del terms
    return json.dumps([_record(diagnostic) for diagnostic in diagnostics], ensure_ascii=False, indent=2)


def _record(diagnostic: Diagnostic) -> dict[str, object]:
    fault = diagnostic.fault
    line, column = fault.span.position
    end_line, end_column = fault.span.source.position(max(fault.span.start, fault.span.end))
    return {
        "rule": diagnostic.rule,
        "severity": diagnostic.severity.value,
        "message": fault.message,
        "path": fault.span.source.path,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "help": fault.help,
    }


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
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _paint(text: str, code: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m"


def _plain(text: str, code: str) -> str:
    del code
    return text


FORMATS = {"text": text, "json": as_json}
