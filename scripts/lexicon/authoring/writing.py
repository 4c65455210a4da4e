"""Atomic writing of files, and rollback of several changes."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


def write_file(path: Path, text: str) -> None:
    """Replace or create a file atomically, in UTF-8, keeping its permissions. Raises OSError."""
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
    """Replace or create files; if one fails, those already written are restored."""
    with rollback_on_error() as journal:
        for path, text in texts.items():
            journal.write(path, text)


class Journal:
    """An undo log of changes to files and folders."""

    def __init__(self) -> None:
        self._written: list[tuple[Path, bytes | None]] = []
        self._moved: list[tuple[Path, Path]] = []
        self._made: list[Path] = []

    def make_folder(self, folder: Path) -> None:
        """Create a folder."""
        folder.mkdir()
        self._made.append(folder)

    def write(self, path: Path, text: str) -> None:
        """Replace or create a file atomically."""
        before = path.read_bytes() if path.exists() else None
        write_file(path, text)
        self._written.append((path, before))

    def rename_folder(self, old: Path, new: Path) -> None:
        """Rename a folder to an unused name; this must be the last change, because undoing writes to the old paths."""
        old.rename(new)
        self._moved.append((old, new))

    def undo(self) -> None:
        """Undo all changes in reverse order, ignoring further errors of the file system."""
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
    """Provide a journal that is undone on any exception, KeyboardInterrupt included."""
    journal = Journal()
    try:
        yield journal
    except BaseException:
        journal.undo()
        raise
