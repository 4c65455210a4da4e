"""Publishing a finished folder in one step, without touching what others keep in it."""

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
_REFUSED = frozenset((errno.EBUSY, errno.EXDEV, errno.EACCES, errno.EPERM))
"""Errors of renaming a folder that can still be written into."""
MANIFEST = ".lexicon-files"
"""The file in a site that lists what was published, a path a line; everything else belongs to others."""
_SIGNS = ("_nginx.conf", "api/glossary.json")
"""Files that make a folder a site that was built here, which may be replaced."""


class NotASiteError(LexiconError):
    """There is something else where the site is to be put; the message says what, in one line."""


def target(output: Path) -> Path:
    """The folder that a site is to be put into, links resolved. Raises NotASiteError if it holds anything else."""
    output = output.resolve() if output.is_symlink() else output
    if not output.exists():
        return output
    if not output.is_dir():
        raise NotASiteError(f"{output.as_posix()} is a file: name a folder for the site")
    own = [entry for entry in output.iterdir() if not _is_kept_anywhere(entry.name)]
    if own and not all((output / sign).is_file() for sign in _SIGNS):
        raise NotASiteError(f"{output.as_posix()} holds something else than a site: empty it, or name another folder")
    return output


@contextlib.contextmanager
def staging(output: Path) -> Iterator[Path]:
    """A new folder beside `output`, removed at the end whatever happens, as are those of builds that were killed."""
    output.parent.mkdir(parents=True, exist_ok=True)
    _tidy(output)
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


def _tidy(output: Path) -> None:
    """Finish what builds that were killed left behind: put back a site and files of others, remove the rest."""
    for path in sorted(output.parent.iterdir()):
        if path.name.startswith(_old(output)) and not output.exists():
            path.rename(output)
        elif path.name.startswith((_new(output), _old(output))) and locking.is_abandoned(path):
            if (path / MANIFEST).is_file() and output.is_dir():
                _carry(path, output)
            shutil.rmtree(path, ignore_errors=True)


def swap(new: Path, output: Path) -> None:
    """Make `new` the folder `output`, in one step where the system can; files of others in it stay.

    Raises NotASiteError if the new site has a file under the name of one of those.
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
    """Put a folder into the place of another, which takes its files of others along; False if the system refuses."""
    _carry(output, new)
    try:
        if _exchange(new, output):
            shutil.rmtree(new, ignore_errors=True)
            return True
        # There is a moment in which the folder is missing, but never one in which old and new are mixed.
        old = output.parent / f"{_old(output)}{os.getpid()}"
        output.rename(old)
        new.rename(output)
    except OSError as error:
        _carry(new, output)
        if error.errno in _REFUSED:
            return False
        raise
    shutil.rmtree(old, ignore_errors=True)
    return True


def _fill(new: Path, output: Path, published: set[str]) -> None:
    """Exchange the contents of a folder that cannot be replaced, such as a mount point.

    Pages come after what they need, and what is no longer wanted goes last. Until then the manifest lists both.
    """
    before = _manifest(output)
    stale = (before or {path for path in _files(output) if not _is_kept_anywhere(path.split("/")[0])}) - published
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
    """Write a file in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    written = path.with_name(f".{path.name}.new-{os.getpid()}")
    written.write_bytes(content)
    written.replace(path)


# Files of others


def _is_kept_anywhere(name: str) -> bool:
    """Whether a file or folder directly in a site is never ours, such as `.git`, `.nojekyll` and `CNAME`."""
    return (name.startswith(".") and name != MANIFEST) or name == "CNAME"


def _files(folder: Path) -> set[str]:
    """The paths of all files below a folder, the manifest left out."""
    paths = (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    return {path.relative_to(folder).as_posix() for path in paths} - {MANIFEST}


def _manifest(folder: Path) -> set[str] | None:
    """The paths that were published in a folder; None if it does not say."""
    try:
        return set((folder / MANIFEST).read_text("utf-8").splitlines())
    except (OSError, UnicodeDecodeError):
        return None


def _foreign(folder: Path) -> list[str]:
    """The paths of what was not published from here: folders of others as a whole, and files among ours."""
    known = _manifest(folder)
    names = sorted(entry.name for entry in folder.iterdir() if entry.name != MANIFEST)
    if known is None:
        return [name for name in names if _is_kept_anywhere(name)]
    ours = {path.split("/")[0] for path in known}
    inside = (
        f"{name}/{path}"
        for name in names
        if name in ours and (folder / name).is_dir()
        for path in sorted(_files(folder / name))
    )
    return [name for name in names if name not in ours] + [path for path in inside if path not in known]


def _carry(source: Path, destination: Path) -> None:
    """Move what was not published from here from one folder into another that lacks it."""
    for path in _foreign(source):
        if not os.path.lexists(destination / path):
            (destination / path).parent.mkdir(parents=True, exist_ok=True)
            (source / path).rename(destination / path)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders atomically (Linux renameat2); False where that cannot be done."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    paths = os.fsencode(one), os.fsencode(other)
    return bool(renameat2(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE) == 0)
