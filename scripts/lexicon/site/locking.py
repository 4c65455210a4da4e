"""One at a time: locks that the system lets go of when their holder ends, however it ends."""

from __future__ import annotations

import contextlib
import os
import time
from typing import TYPE_CHECKING

try:
    import fcntl
except ImportError:  # Windows, where builds are on their own
    fcntl = None  # type: ignore[assignment]

from lexicon.text import LexiconError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lexicon.site.progress import Progress

FILE = "lock"
TIMEOUT = 600.0
"""How long a build waits for another one."""
_POLL_SECONDS = 0.1


class BusyError(LexiconError):
    """Somebody else holds the lock; the message says so in one line."""


@contextlib.contextmanager
def build_lock(folder: Path, progress: Progress, seconds: float = TIMEOUT) -> Iterator[None]:
    """Be the only build that works with a folder; waits for another one, and says so. Raises Busy after a while."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = os.open(folder / FILE, os.O_RDONLY | os.O_CREAT, 0o666)
    try:
        _wait(lock, folder, progress, seconds)
        yield
    finally:
        os.close(lock)


def _wait(lock: int, folder: Path, progress: Progress, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not try_lock(lock):
        if time.monotonic() > deadline:
            raise BusyError(f"another build has been working with {folder.as_posix()} for over {seconds:g} s")
        progress.step("waiting for another build to end")
        time.sleep(_POLL_SECONDS)


def try_lock(descriptor: int) -> bool:
    """Lock an open file or folder until it is closed; False if somebody else holds it."""
    if fcntl is None:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextlib.contextmanager
def in_use(folder: Path) -> Iterator[None]:
    """Mark a folder as one that somebody works in."""
    if fcntl is None:
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try_lock(descriptor)
        yield
    finally:
        os.close(descriptor)


def is_abandoned(folder: Path) -> bool:
    """Whether nobody works in a folder any more."""
    if fcntl is None:
        return False
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        return try_lock(descriptor)
    finally:
        os.close(descriptor)
