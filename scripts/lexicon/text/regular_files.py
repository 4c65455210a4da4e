"""Bounded reading of regular files; pipes, devices and links are not opened."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# If a file is replaced by a pipe or a link after the check, opening it must neither block nor follow the link.
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
)


def read_regular_file(path: Path | str, most: int) -> bytes:
    """The first bytes of a file, up to `most` + 1, so that the caller can tell that it is longer.

    Raises OSError, also for pipes, devices, sockets, folders and symbolic links, which are not opened.
    """
    _require_regular(os.lstat(path).st_mode)
    with os.fdopen(os.open(path, _FLAGS), "rb") as file:
        _require_regular(os.fstat(file.fileno()).st_mode)
        return file.read(most + 1)


def _require_regular(mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "Not a regular file")
