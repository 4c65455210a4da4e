"""Changes to a text as data, and how they look as a unified diff."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lexicon.text.source import Span

_NO_LAST_LINE_END = "\n\\ No newline at end of file\n"


class Edit(NamedTuple):
    """The characters of a span become `text`; an empty span is a place at which `text` is put in."""

    span: Span
    text: str


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """A text with some edits of it made; of two that overlap only the first is."""
    parts, at = [], 0
    for edit in sorted(edits, key=lambda edit: edit.span[1:]):
        if edit.span.start >= at:
            parts += [text[at : edit.span.start], edit.text]
            at = edit.span.end
    return "".join([*parts, text[at:]])


def unified_diff(path: str, before: str, after: str) -> str:
    """The difference as `git diff` and `patch` write and read it."""
    lines = difflib.unified_diff(list(_lines(before)), list(_lines(after)), f"a/{path}", f"b/{path}")
    return "".join(line if line.endswith("\n") else line + _NO_LAST_LINE_END for line in lines)


def _lines(text: str) -> Iterator[str]:
    """Lines with their ends. Not `splitlines`: for diffs only LF ends a line."""
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end
