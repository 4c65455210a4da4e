"""Diagnostics as text for terminals: code frames, optionally coloured."""

from __future__ import annotations

import os
import unicodedata
from typing import TYPE_CHECKING, TextIO

from lexicon.diagnostics.faults import Severity
from lexicon.text import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from lexicon.diagnostics.faults import Diagnostic
    from lexicon.text import Span

TAB = "    "
MAX_FRAME = 160
"""The maximum number of characters of a marked span, and about that of a whole line, in a code frame."""
_RED, _YELLOW, _BLUE, _BOLD = "31;1", "33;1", "34;1", "1"


def report_text(diagnostics: Sequence[Diagnostic], terms: int | None = None, colour: bool = False) -> str:
    """A code frame per diagnostic, and a summary line; the summary omits the number of terms if it is None."""
    paint = _paint if colour else _plain
    frames = ["\n".join(_frame(diagnostic, paint)) + "\n" for diagnostic in diagnostics]
    return "\n".join([*frames, _summary(diagnostics, terms)])


def wants_colour(stream: TextIO) -> bool:
    """Whether a stream is a terminal, and NO_COLOR (https://no-color.org) and TERM=dumb are not set."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _summary(diagnostics: Iterable[Diagnostic], terms: int | None) -> str:
    severities = [diagnostic.severity for diagnostic in diagnostics]
    counts = [] if terms is None else [_count(terms, "term")]
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
    yield paint(f"{diagnostic.severity.value}[{diagnostic.rule}]", tint) + paint(f": {visible(fault.message)}", _BOLD)
    yield from _excerpt(fault.span, fault.label, "-->", gutter, tint, paint)
    if fault.note:
        yield from _excerpt(fault.note.span, fault.note.label, ":::", gutter, _BLUE, paint)
    if fault.help:
        yield " " * (gutter + 1) + paint("=", _BLUE) + f" help: {visible(fault.help)}"


def _excerpt(
    span: Span, label: str, arrow: str, gutter: int, tint: str, paint: Callable[[str, str], str]
) -> Iterator[str]:
    """The location, the line and carets under the span; only the path if the source has no text."""
    line, column = span.position
    if not span.source.text:
        yield " " * gutter + paint(arrow, _BLUE) + f" {visible(span.source.path)}"
        return
    yield " " * gutter + paint(arrow, _BLUE) + f" {visible(span.source.path)}:{line}:{column}"
    before, marked, after = _cut(span.source.line(line), column - 1, span.end - span.start)
    carets = "^" * max(1, _width(marked))
    bar = paint("|", _BLUE)
    yield " " * (gutter + 1) + bar
    yield paint(f"{line:>{gutter}}", _BLUE) + f" {bar} " + _visible(before + marked + after)
    pointer = " " * _width(before) + paint(carets + (f" {visible(label)}" if label else ""), tint)
    yield " " * (gutter + 1) + bar + " " + pointer


def _cut(line: str, start: int, length: int) -> tuple[str, str, str]:
    """The text before, in and after a span of a line, shortened on both sides if it is very long.

    `start` is 0-based; `start` and `length` count characters.
    """
    end = min(start + length, len(line))
    first = max(0, start - MAX_FRAME // 2)
    last = min(len(line), max(end, start) + MAX_FRAME // 2)
    before = ("…" if first else "") + line[first:start]
    return before, line[start:end][:MAX_FRAME], line[end:last] + ("…" if last < len(line) else "")


def _visible(text: str) -> str:
    """Replace tabs by spaces, and invisible and control characters by U+FFFD."""
    return visible(text.replace("\t", TAB))


def _width(text: str) -> int:
    """The width in terminal columns: two for a wide (East Asian) character, none for a combining mark."""
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
