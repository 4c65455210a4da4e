"""Publishing a finished folder in one step, while preserving foreign files in the target."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
import sys
from typing import TYPE_CHECKING

from lexicon.site import locking
from lexicon.text import LexiconError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_CANNOT_RENAME = frozenset((errno.EBUSY, errno.EXDEV, errno.EACCES, errno.EPERM))
"""Error numbers of renaming a folder that may still be writable, for example a mount point."""
MANIFEST = ".lexicon-files"
"""The file in a site that lists the published paths, one per line; all other files are foreign."""
_MARKER_FILES = ("_nginx.conf", "api/glossary.json")
"""Files by which a folder is recognized as a site built by this program, which may be replaced."""


class NotASiteError(LexiconError):
    """The target is something other than a site; the message is one line."""


def target(output: Path) -> Path:
    """The target folder with symbolic links resolved. Raises NotASiteError if it exists and is not a site."""
    output = output.resolve() if output.is_symlink() else output
    if not output.exists():
        return output
    if not output.is_dir():
        raise NotASiteError(f"{output.as_posix()} is a file: name a folder for the site")
    own = [entry for entry in output.iterdir() if not _is_always_kept(entry.name)]
    if own and not all((output / name).is_file() for name in _MARKER_FILES):
        raise NotASiteError(f"{output.as_posix()} holds something else than a site: empty it, or name another folder")
    return output


@contextlib.contextmanager
def staging(output: Path) -> Iterator[Path]:
    """Provide a new folder beside `output` and remove it afterwards; leftovers of killed builds are removed first."""
    output.parent.mkdir(parents=True, exist_ok=True)
    _clean_up(output)
    folder = output.parent / f"{_new(output)}{os.getpid()}"
    folder.mkdir()
    try:
        with locking.in_use(folder):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _new(output: Path) -> str:
    return f".{output.name}.new-"


def _old(output: Path) -> str:
    return f".{output.name}.old-"


def _clean_up(output: Path) -> None:
    """Clean up after killed builds: restore a moved site and foreign files, and remove the rest."""
    for path in sorted(output.parent.iterdir()):
        if path.name.startswith(_old(output)) and not output.exists():
            path.rename(output)
        elif path.name.startswith((_new(output), _old(output))) and locking.is_abandoned(path):
            if (path / MANIFEST).is_file() and output.is_dir():
                _move_foreign_files(path, output)
            shutil.rmtree(path, ignore_errors=True)


def swap(new: Path, output: Path) -> None:
    """Replace `output` by `new`, atomically where the system supports it, and keep foreign files.

    Raises NotASiteError if the new site has a file with the path of a foreign one.
    """
    published = _files(new)
    (new / MANIFEST).write_text("".join(f"{path}\n" for path in sorted(published)), "utf-8")
    if not output.exists():
        new.rename(output)
        return
    for path in _foreign(output):
        if os.path.lexists(new / path):
            raise NotASiteError(f"{(output / path).as_posix()} is not ours, but the site has a file of that name")
    if output.is_mount() or not _replace(new, output):
        _fill(new, output, published)


def _replace(new: Path, output: Path) -> bool:
    """Replace a folder by another and keep its foreign files; False if it cannot be renamed."""
    _move_foreign_files(output, new)
    try:
        if _exchange(new, output):
            shutil.rmtree(new, ignore_errors=True)
            return True
        # Without an atomic exchange the folder is missing for a moment, but old and new are never mixed.
        old = output.parent / f"{_old(output)}{os.getpid()}"
        output.rename(old)
        new.rename(output)
    except OSError as error:
        _move_foreign_files(new, output)
        if error.errno in _CANNOT_RENAME:
            return False
        raise
    shutil.rmtree(old, ignore_errors=True)
    return True


def _fill(new: Path, output: Path, published: set[str]) -> None:
    """Update the contents of a folder that cannot be replaced, for example a mount point.

    Pages are written after the files that they use, and stale files are removed last; until then the manifest lists
    both old and new files.
    """
    before = _manifest(output)
    stale = (before or {path for path in _files(output) if not _is_always_kept(path.split("/")[0])}) - published
    _write(output / MANIFEST, "".join(f"{path}\n" for path in sorted(published | stale)).encode())
    for path in sorted(published, key=lambda path: (path.endswith(".html"), path)):
        _write(output / path, (new / path).read_bytes())
    for path in sorted(stale, reverse=True):
        (output / path).unlink(missing_ok=True)
        for folder in (output / path).parents:
            if folder == output or any(folder.iterdir()):
                break
            folder.rmdir()
    _write(output / MANIFEST, (new / MANIFEST).read_bytes())


def _write(path: Path, content: bytes) -> None:
    """Write a file atomically."""
    path.parent.mkdir(parents=True, exist_ok=True)
    written = path.with_name(f".{path.name}.new-{os.getpid()}")
    written.write_bytes(content)
    written.replace(path)


# Foreign files


def _is_always_kept(name: str) -> bool:
    """Whether a name in the top folder is always foreign: `.git`, `.nojekyll`, other hidden names, and `CNAME`."""
    return (name.startswith(".") and name != MANIFEST) or name == "CNAME"


def _files(folder: Path) -> set[str]:
    """The paths of all files in a folder, relative to it, without the manifest."""
    paths = (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    return {path.relative_to(folder).as_posix() for path in paths} - {MANIFEST}


def _manifest(folder: Path) -> set[str] | None:
    """The paths in a folder's manifest; None if it has none."""
    try:
        return set((folder / MANIFEST).read_text("utf-8").splitlines())
    except (OSError, UnicodeDecodeError):
        return None


def _foreign(folder: Path) -> list[str]:
    """The paths of foreign files; a foreign folder is listed as a whole."""
    known = _manifest(folder)
    names = sorted(entry.name for entry in folder.iterdir() if entry.name != MANIFEST)
    if known is None:
        return [name for name in names if _is_always_kept(name)]
    ours = {path.split("/")[0] for path in known}
    inside = (
        f"{name}/{path}"
        for name in names
        if name in ours and (folder / name).is_dir()
        for path in sorted(_files(folder / name))
    )
    return [name for name in names if name not in ours] + [path for path in inside if path not in known]


def _move_foreign_files(source: Path, destination: Path) -> None:
    """Move foreign files into another folder, unless it already has them."""
    for path in _foreign(source):
        if not os.path.lexists(destination / path):
            (destination / path).parent.mkdir(parents=True, exist_ok=True)
            (source / path).rename(destination / path)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders atomically by renameat2 (Linux); False if that is not possible."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    paths = os.fsencode(one), os.fsencode(other)
    return bool(renameat2(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE) == 0)
