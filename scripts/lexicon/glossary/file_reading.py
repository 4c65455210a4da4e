"""Reading of the files of a glossary, with a fault for each that is not a regular, readable file."""

from __future__ import annotations

import os
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from lexicon.glossary.decoding import decode
from lexicon.glossary.file_names import MAX_BYTES
from lexicon.text import Source, read_regular_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping as MappingOf

    from lexicon.diagnostics import Faults
    from lexicon.text import Span

_READABLE = "put a text file here that everybody may read"
_NOTHING: MappingOf[str, bytes] = MappingProxyType({})


class Files:
    """Reads the files below a folder and appends faults to `faults`; displayed paths start with `shown_as`.

    `unsaved` maps displayed paths to contents that are used instead of those on disk.
    """

    def __init__(self, folder: Path, shown_as: str, faults: Faults, unsaved: MappingOf[str, bytes] = _NOTHING) -> None:
        self.folder, self.shown_as, self.faults, self.unsaved = folder, shown_as, faults, unsaved

    def display_path(self, path: Path) -> str:
        """The displayed path of a file."""
        return Path(self.shown_as, path.relative_to(self.folder)).as_posix()

    def slug(self, path: Path) -> str:
        """The slug of the term that a file or a folder of the glossary belongs to; "" for files of the whole glossary."""
        inside = path if path.parent == self.folder else path.parent
        return inside.name if inside != path or path.is_dir() else ""

    def file_span(self, path: Path) -> Span:
        """A span for faults of a file as a whole; its source has no text."""
        return Source(self.display_path(path), "", self.slug(path)).span(0)

    def names(self, folder: Path) -> set[str]:
        """The names of the entries of a folder; unreadable folders are faults."""
        try:
            return set(os.listdir(folder))
        except OSError as error:
            message = f"the folder cannot be read: {error.strerror}"
            self.faults.add("unreadable-file", self.file_span(folder), message, help="let everybody read it")
            return set()

    def report_stray(self, path: Path, known: Iterable[str]) -> str:
        """Report an unexpected file; return the name in `known` that differs from its name in case only, or ""."""
        meant = next((name for name in known if name == path.name.lower()), "")
        if path.is_symlink():
            help = "put the file itself here"
            self.faults.add("symbolic-link", self.file_span(path), f"`{path.name}` is a symbolic link", help=help)
        elif meant:
            message = f"`{path.name}` differs from `{meant}` in capitals only"
            self.faults.add("case-clash", self.file_span(path), message, help=f"rename it to `{meant}`")
        else:
            help = "remove it, or move it out of the glossary"
            self.faults.add("stray-file", self.file_span(path), f"`{path.name}` is no part of a glossary", help=help)
        return meant

    def case_clash(self, folder: Path, names: frozenset[str]) -> bool:
        """Report a folder whose name differs from another's in case only; return whether there is one."""
        other = folder.name.lower()
        if other == folder.name or other not in names:
            return False
        message = f"`{folder.name}` differs from `{other}` in capitals only"
        self.faults.add("case-clash", self.file_span(folder), message, help="join the two folders")
        return True

    def read(self, path: Path, held: MappingOf[str, bytes] = _NOTHING) -> Source | None:
        """The source of a file, or None and a fault if it cannot be read; None without a fault if it does not exist.

        `held` maps displayed paths to contents that were read before; they are used first.
        """
        shown = self.display_path(path)
        if (data := held.get(shown, self.unsaved.get(shown))) is not None:
            return self.decode(path, data)
        if path.is_symlink():
            self.report_stray(path, ())
            return None
        try:
            data = read_regular_file(path, MAX_BYTES)
        except FileNotFoundError:
            return None
        except OSError as error:
            self.faults.add(
                "unreadable-file", self.file_span(path), f"the file cannot be read: {error.strerror}", help=_READABLE
            )
            return None
        if len(data) > MAX_BYTES:
            message, help = f"the file is larger than {MAX_BYTES:,} bytes", "a term is a page, not a book: split it"
            self.faults.add("enormous-file", self.file_span(path), message, help=help)
            return None
        return self.decode(path, data)

    def decode(self, path: Path, data: bytes) -> Source | None:
        """Decode the contents of a file; None and a fault if they are empty or not UTF-8."""
        source, found = decode(self.display_path(path), data, self.slug(path))
        for rule, fault in found:
            self.faults.append(rule, fault)
        if source and not source.text.strip():
            self.faults.add("empty-file", self.file_span(path), "the file is empty", help="write it, or remove it")
            return None
        return source

    def read_folder(self, folder: Path) -> dict[str, bytes]:
        """The contents of all files of a folder by displayed path; {} if any is not a regular file of acceptable size."""
        found = {}
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    data = read_regular_file(entry.path, MAX_BYTES)
                    if len(data) > MAX_BYTES:
                        return {}
                    found[f"{self.shown_as}/{folder.name}/{entry.name}"] = data
        except OSError:
            return {}
        return found | {path: data for path, data in self.unsaved.items() if path in found}
