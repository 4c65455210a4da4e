"""Writing files so that nobody ever finds half of them."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from lexicon.glossary import TERM_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from lexicon.glossary import Schema


def write_file(path: Path, text: str) -> None:
    """Replace or create a file in one step; it keeps its permissions."""
    new = path.with_name(f".{path.name}.new-{os.getpid()}")
    try:
        with new.open("xb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, new)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def write_files(texts: Mapping[Path, str]) -> None:
    """Replace or create files, all or none: a failure puts back those already written."""
    with rollback_on_error() as journal:
        for path, text in texts.items():
            journal.write(path, text)


class Journal:
    """What was done, so that it can be undone in reverse."""

    def __init__(self) -> None:
        self._written: list[tuple[Path, bytes | None]] = []
        self._moved: list[tuple[Path, Path]] = []
        self._made: list[Path] = []

    def make_folder(self, folder: Path) -> None:
        """A new folder."""
        folder.mkdir()
        self._made.append(folder)

    def write(self, path: Path, text: str) -> None:
        """A file in one step."""
        before = path.read_bytes() if path.exists() else None
        write_file(path, text)
        self._written.append((path, before))

    def rename_folder(self, old: Path, new: Path) -> None:
        """A folder to a name that is free; to be done last."""
        old.rename(new)
        self._moved.append((old, new))

    def undo(self) -> None:
        """Put everything back, whatever still fails."""
        for old, new in reversed(self._moved):
            with suppress(OSError):
                new.rename(old)
        for path, before in reversed(self._written):
            with suppress(OSError):
                path.unlink() if before is None else path.write_bytes(before)
        for folder in reversed(self._made):
            with suppress(OSError):
                folder.rmdir()


@contextmanager
def rollback_on_error() -> Iterator[Journal]:
    """A journal that is undone if anything goes wrong, an interrupt from the keyboard included."""
    journal = Journal()
    try:
        yield journal
    except BaseException:
        journal.undo()
        raise


def term_files(folder: Path, schema: Schema) -> Iterator[Path]:
    """The files of a term that are there, links left out: what they lead to may belong to somebody else."""
    names = [TERM_FILE, *(f"{language.id}.md" for language in schema.languages)]
    for path in (folder / name for name in names):
        if path.is_file() and not path.is_symlink():
            yield path
