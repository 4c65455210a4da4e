"""File locks between builds, which the operating system releases when their process ends."""

from __future__ import annotations

import contextlib
import os
import time
from typing import TYPE_CHECKING

try:
    import fcntl
except ImportError:  # Windows, where builds are not locked
    fcntl = None  # type: ignore[assignment]

from lexicon.text import LexiconError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lexicon.site.progress import Progress

FILE = "lock"
TIMEOUT = 600.0
"""Seconds that a build waits for another one."""
_POLL_SECONDS = 0.1
"""Seconds between attempts to take the lock."""


class BusyError(LexiconError):
    """Another process holds the lock; the message is one line."""


@contextlib.contextmanager
def build_lock(folder: Path, progress: Progress, seconds: float = TIMEOUT) -> Iterator[None]:
    """Hold the lock of a cache folder, waiting for another build at most `seconds`. Raises BusyError."""
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
    """Lock an open file or folder until it is closed; False if another process holds the lock."""
    if fcntl is None:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextlib.contextmanager
def in_use(folder: Path) -> Iterator[None]:
    """Hold a lock on a folder, which marks it as being used."""
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
    """Whether no process holds the lock of a folder; always False on Windows."""
    if fcntl is None:
        return False
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        return try_lock(descriptor)
    finally:
        os.close(descriptor)
