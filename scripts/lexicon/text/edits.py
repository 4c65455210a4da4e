"""Edits of a text as data, and unified diffs."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lexicon.text.source import Span

_NO_LAST_LINE_END = "\n\\ No newline at end of file\n"


class Edit(NamedTuple):
    """A replacement of a span by `text`; an insertion if the span is empty."""

    span: Span
    text: str


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Apply edits to `text`. Of two edits that overlap, only the one that starts first is applied."""
    parts, at = [], 0
    for edit in sorted(edits, key=lambda edit: edit.span[1:]):
        if edit.span.start >= at:
            parts += [text[at : edit.span.start], edit.text]
            at = edit.span.end
    return "".join([*parts, text[at:]])


def unified_diff(path: str, before: str, after: str) -> str:
    """The difference between two texts as a unified diff that `git apply` and `patch` accept."""
    lines = difflib.unified_diff(list(_lines(before)), list(_lines(after)), f"a/{path}", f"b/{path}")
    return "".join(line if line.endswith("\n") else line + _NO_LAST_LINE_END for line in lines)


def _lines(text: str) -> Iterator[str]:
    """The lines with their line ends. Unlike with `str.splitlines`, only LF ends a line, as in diffs."""
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end
