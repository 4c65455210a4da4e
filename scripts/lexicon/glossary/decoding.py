"""Decoding of files, and removal of hidden characters.

Characters that are reported here are also removed, so that each causes one fault only, and so that later faults have the
line and the column that an author sees.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from lexicon.diagnostics import Fault
from lexicon.text import Edit, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lexicon.text import Span

BOM = "\ufeff"
_BIDI = "\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c"
_ZERO_WIDTH = (
    "\u200b-\u200d\u2060-\u2064\u206a-\u206f\u00ad\u034f\u115f\u1160\u180e\u3164\ufeff\uffa0\U000e0000-\U000e0fff"
)
# Private-use characters and U+FFFD are left over where copying from a PDF or a wrong decoding lost a character.
_CONTROL = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffd\ue000-\uf8ff\ufff9-\ufffb\U000f0000-\U0010ffff"
_ANY_HIDDEN = re.compile(f"[{_BIDI}{_ZERO_WIDTH}{_CONTROL}]")
"""A prefilter that is six times as fast as `_HIDDEN` if there is no hidden character."""
_VISIBLE = re.compile(f"[^{_BIDI}{_ZERO_WIDTH}{_CONTROL}]")
_HIDDEN = re.compile(f"(?P<bidi>[{_BIDI}]+)|(?P<zero>[{_ZERO_WIDTH}]+)|(?P<control>[{_CONTROL}]+)")
_CARRIAGE_RETURNS = re.compile(r"\r+(?=\n)")
_KINDS = {
    "bidi": ("direction-override", "changes the direction of the text"),
    "zero": ("zero-width-character", "cannot be seen"),
    "control": ("control-character", "is not a character of a text"),
}

RuleFault = tuple[str, Fault]
"""The name of a rule, and a fault."""


def decode(path: str, data: bytes, slug: str = "") -> tuple[Source | None, list[RuleFault]]:
    """Decode the bytes of a file; the source is None if they are not UTF-8. Also return the faults of its characters."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [_not_utf_8(path, data, slug, error)]
    source = Source(path, text, slug)
    found: list[RuleFault] = []
    if "\r" in text or _ANY_HIDDEN.search(text):
        source, found = _clean(source)
    if not source.text.endswith("\n") and source.text.strip():
        found.append(("missing-line-end", _open_end(source)))
    return source, found


def visible_text(text: str) -> str:
    """Remove the characters from a text that `decode` removes."""
    return _HIDDEN.sub("", text) if "\r" in text or _ANY_HIDDEN.search(text) else text


def visible_offsets(text: str) -> list[int]:
    """The 0-based offsets of the characters in a text that `decode` keeps."""
    return [match.start() for match in _VISIBLE.finditer(text)]


def _not_utf_8(path: str, data: bytes, slug: str, error: UnicodeDecodeError) -> RuleFault:
    before = data[: error.start].decode("utf-8", "replace")
    source = Source(path, before + data[error.start :].decode("utf-8", "replace"), slug)
    message = f"the byte 0x{data[error.start]:02x} is not UTF-8"
    return "not-utf-8", Fault(source.span(len(before)), message, help="save the file as UTF-8")


def _clean(source: Source) -> tuple[Source, list[RuleFault]]:
    found: list[RuleFault] = []
    text = source.text
    if text.startswith(BOM):
        fix = (Edit(source.span(0), ""),)
        message = "the file begins with a byte order mark"
        found.append(("byte-order-mark", Fault(source.span(0), message, help=_SAVE_PLAIN, fix=fix)))
        text = text[1:]
    if "\r\n" in text:
        found.append(("carriage-return", _line_ends(source)))
        text = text.replace("\r\n", "\n")
    found += _hidden(Source(source.path, text, source.slug))
    return Source(source.path, _HIDDEN.sub("", text), source.slug), found


_SAVE_PLAIN = "save the file as UTF-8 without a byte order mark"


def _line_ends(source: Source) -> Fault:
    count = source.text.count("\r\n")
    message = f"{count:,} line{'s end' if count > 1 else ' ends'} with a carriage return"
    at = source.text.index("\r\n")
    fix = tuple(Edit(source.span(*match.span()), "") for match in _CARRIAGE_RETURNS.finditer(source.text))
    help = "save the file with Unix line ends (LF)"
    return Fault(source.span(at), message, label="the first of them", help=help, fix=fix)


def _open_end(source: Source) -> Fault:
    end = len(source.text)
    fix = (Edit(source.span(end, end), "\n"),)
    return Fault(source.span(end - 1), "the last line does not end with a line feed", help="add it", fix=fix)


def _hidden(source: Source) -> Iterator[RuleFault]:
    for match in _HIDDEN.finditer(source.text):
        rule, message = _description(match)
        span = source.span(*match.span())
        fix = (Edit(span, ""),) if all(map(_is_deletable, match[0])) else ()
        yield rule, Fault(span, message, help="delete it", fix=fix)


def _is_deletable(character: str) -> bool:
    """Whether a hidden character can be deleted: it is neither white space nor a remnant of a lost character."""
    return unicodedata.category(character) not in ("Co", "So", "Zl", "Zp") and not character.isspace()


def escaped_characters(value: str, span: Span) -> Iterator[RuleFault]:
    """The faults of hidden characters in a value that is written with escape sequences at `span`."""
    for match in _HIDDEN.finditer(value):
        rule, message = _description(match)
        yield rule, Fault(span, message, label="written as an escape in here", help="delete it")


def _description(match: re.Match[str]) -> tuple[str, str]:
    rule, what = _KINDS[match.lastgroup or ""]
    codes = [f"U+{ord(character):04X}" for character in dict.fromkeys(match[0])]
    names = " and ".join(codes) if len(codes) < 3 else f"{codes[0]} and {len(codes) - 1} more"
    return rule, f"{names} {what}"
