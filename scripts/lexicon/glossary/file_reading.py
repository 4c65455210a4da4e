"""The files of a glossary as texts, with a fault for each that is no plain file everybody may read."""

from __future__ import annotations

import os
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from lexicon.glossary.decoding import decode
from lexicon.glossary.file_names import MAX_BYTES
from lexicon.text import Source

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping as MappingOf

    from lexicon.diagnostics import Faults
    from lexicon.text import Span

_READABLE = "put a text file here that everybody may read"
_NOTHING: MappingOf[str, bytes] = MappingProxyType({})


class Files:
    """Reads the files below a folder; paths in faults start with `shown_as`.

    `unsaved` are the bytes that some files will have, by the paths shown to people.
    """

    def __init__(self, folder: Path, shown_as: str, faults: Faults, unsaved: MappingOf[str, bytes] = _NOTHING) -> None:
        self.folder, self.shown_as, self.faults, self.unsaved = folder, shown_as, faults, unsaved

    def shown(self, path: Path) -> str:
        return Path(self.shown_as, path.relative_to(self.folder)).as_posix()

    def slug(self, path: Path) -> str:
        """The term to which a file below a folder of the glossary, or such a folder, belongs; empty for other files."""
        inside = path if path.parent == self.folder else path.parent
        return inside.name if inside != path or path.is_dir() else ""

    def nothing(self, path: Path) -> Span:
        """A place in a file whose text is not known."""
        return Source(self.shown(path), "", self.slug(path)).span(0)

    def stray(self, path: Path, known: Iterable[str]) -> str:
        """Report a file that must not be there; the known name that it misspells only by capitals, or nothing."""
        meant = next((name for name in known if name == path.name.lower()), "")
        if path.is_symlink():
            help = "put the file itself here"
            self.faults.add("symbolic-link", self.nothing(path), f"`{path.name}` is a symbolic link", help=help)
        elif meant:
            message = f"`{path.name}` differs from `{meant}` in capitals only"
            self.faults.add("case-clash", self.nothing(path), message, help=f"rename it to `{meant}`")
        else:
            help = "remove it, or move it out of the glossary"
            self.faults.add("stray-file", self.nothing(path), f"`{path.name}` is no part of a glossary", help=help)
        return meant

    def case_clash(self, folder: Path, names: frozenset[str]) -> bool:
        """Whether a folder is another one to every system that takes capitals and small letters for the same."""
        other = folder.name.lower()
        if other == folder.name or other not in names:
            return False
        message = f"`{folder.name}` differs from `{other}` in capitals only"
        self.faults.add("case-clash", self.nothing(folder), message, help="join the two folders")
        return True

    def read(self, path: Path, held: MappingOf[str, bytes] = _NOTHING) -> Source | None:
        """The text of a file, by the bytes that are `held` of it if any, or None; says why, if the file is there."""
        shown = self.shown(path)
        if (data := held.get(shown, self.unsaved.get(shown))) is not None:
            return self.decode(path, data)
        if path.is_symlink():
            self.stray(path, ())
            return None
        try:
            if path.stat().st_size > MAX_BYTES:
                message = f"the file is larger than {MAX_BYTES:,} bytes"
                self.faults.add(
                    "enormous-file", self.nothing(path), message, help="a term is a page, not a book: split it"
                )
                return None
            data = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            self.faults.add(
                "unreadable-file", self.nothing(path), f"the file cannot be read: {error.strerror}", help=_READABLE
            )
            return None
        return self.decode(path, data)

    def decode(self, path: Path, data: bytes) -> Source | None:
        source, found = decode(self.shown(path), data, self.slug(path))
        for rule, fault in found:
            self.faults.keep(rule, fault)
        if source and not source.text.strip():
            self.faults.add("empty-file", self.nothing(path), "the file is empty", help="write it, or remove it")
            return None
        return source

    def of(self, folder: Path) -> dict[str, bytes]:
        """All files of a folder by the paths shown to people; nothing if there is anything unusual among them."""
        found = {}
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if not entry.is_file(follow_symlinks=False) or entry.stat().st_size > MAX_BYTES:
                        return {}
                    with open(entry.path, "rb") as file:
                        found[f"{self.shown_as}/{folder.name}/{entry.name}"] = file.read()
        except OSError:
            return {}
        return found | {path: data for path, data in self.unsaved.items() if path in found}
