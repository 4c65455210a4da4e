"""Putting a finished folder into the place of another in one step."""

from __future__ import annotations

import contextlib
import ctypes
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
_SIGNS = ("_nginx.conf", "api/glossary.json")
"""Files that make a folder a site that was built here, which may be replaced."""


class NotASiteError(LexiconError):
    """There is something else where the site is to be put; the message says what, in one line."""


def target(output: Path) -> Path:
    """Where exactly a site is to be put. Raises NotASite rather than replace what is not a site."""
    output = output.resolve() if output.is_symlink() else output
    if not output.exists():
        return output
    if not output.is_dir():
        raise NotASiteError(f"{output.as_posix()} is a file: name a folder for the site")
    if any(output.iterdir()) and not all((output / sign).is_file() for sign in _SIGNS):
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
    """Remove what builds left that did not come to their end; put back a site that one of them had moved away."""
    for path in sorted(output.parent.iterdir()):
        if path.name.startswith(_old(output)) and not output.exists():
            path.rename(output)
        elif path.name.startswith((_new(output), _old(output))) and locking.is_abandoned(path):
            shutil.rmtree(path, ignore_errors=True)


def swap(new: Path, output: Path) -> None:
    """Make `new` the folder `output`; who reads `output` sees the old one or the new one, never a mixture."""
    if not output.exists():
        new.rename(output)
        return
    if _exchange(new, output):
        shutil.rmtree(new, ignore_errors=True)
        return
    # Without an atomic exchange there is a moment in which the folder is missing, but never one in which it is mixed.
    old = output.parent / f"{_old(output)}{os.getpid()}"
    output.rename(old)
    new.rename(output)
    shutil.rmtree(old, ignore_errors=True)


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
