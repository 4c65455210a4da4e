"""`lexicon fix`: what has exactly one right answer, for all files of a glossary or those of some terms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lexicon.authoring import frontmatter, phrases, prose, related, writing, yaml_edits
from lexicon.authoring.phrases import CHINESE
from lexicon.authoring.slugs import require
from lexicon.authoring.yaml_edits import Area
from lexicon.glossary import AMBIGUOUS_FILE, MAX_BYTES, PLANNED_FILE, TERM_FILE, read_schema
from lexicon.text import unified_diff

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from lexicon.glossary import Schema

_BOM = "\ufeff"
_CARRIAGE_RETURNS = re.compile(r"\r+\n")
_LISTS = (AMBIGUOUS_FILE, PLANNED_FILE)


@dataclass(frozen=True)
class Repair:
    """A file before and after."""

    path: Path
    before: str
    after: str

    def diff(self) -> str:
        """The change as a unified diff."""
        return unified_diff(self.path.as_posix().lstrip("/"), self.before, self.after)


def find_repairs(folder: Path, slugs: Collection[str] = ()) -> list[Repair]:
    """What to change in the files of some terms (all if none are named). Raises Refused and SchemaError.

    A side that `related` lacks is added wherever it has to be written.
    """
    schema = read_schema(folder)
    folders = {path.name: path for path in sorted(folder.iterdir()) if path.is_dir() and not path.is_symlink()}
    require(slugs, folders)
    before = {
        file: text for path in folders.values() for file in writing.term_files(path, schema) for text in _read(file)
    }
    after = {
        file: _repaired(file, text, schema) if not slugs or file.parent.name in slugs else text
        for file, text in before.items()
    }
    for file in (folder / name for name in _LISTS if not slugs):
        for text in _read(file):
            before[file], after[file] = text, _lines(text)
    records = {slug: after[path / TERM_FILE] for slug, path in folders.items() if path / TERM_FILE in after}
    for slug, text in related.mutual(records, schema, slugs).items():
        after[folders[slug] / TERM_FILE] = text
    return [Repair(file, text, after[file]) for file, text in before.items() if after[file] != text]


def write_repairs(repaired: list[Repair]) -> None:
    """Write the repairs, all or none."""
    writing.write_files({repair.path: repair.after for repair in repaired})


def _read(path: Path) -> Iterator[str]:
    """The text of a file; nothing where it is missing or cannot be repaired."""
    try:
        if not path.is_symlink() and path.stat().st_size <= MAX_BYTES:
            yield path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return


def _repaired(file: Path, text: str, schema: Schema) -> str:
    return record_file(text, schema) if file.name == TERM_FILE else text_file(text, file.stem, schema)


def record_file(text: str, schema: Schema) -> str:
    """A repaired `term.yml`."""
    text = _lines(text)
    return _fields(Area(text, 0, len(text), "term"), schema, "").text


def text_file(text: str, language: str, schema: Schema) -> str:
    """A repaired text of a term."""
    text = _lines(text)
    bounds = frontmatter.bounds(text)
    if bounds is None:
        return text
    area = _fields(Area(text, *bounds, "text"), schema, language)
    body = frontmatter.body(area.text, area.end)
    text = prose.without_trailing_spaces(area.text, body)
    return prose.chinese(text, body) if language == CHINESE else text


def _lines(text: str) -> str:
    """A text with LF as line end, also at the end of the last line, and without a byte order mark."""
    text = _CARRIAGE_RETURNS.sub("\n", text.removeprefix(_BOM))
    return text if text.endswith("\n") or not text else text + "\n"


def _fields(area: Area, schema: Schema, language: str) -> Area:
    """The YAML of a file: order, spaces, repeated entries, Chinese phrases; what is broken stays as it is."""
    area = yaml_edits.without_trailing_spaces(area)
    area = phrases.repaired(area, language)
    return yaml_edits.repaired(area, schema)
