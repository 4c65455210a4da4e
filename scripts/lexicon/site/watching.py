"""Noticing changes of the files that a site is made from, as the system reports them."""

from __future__ import annotations

import queue
import threading
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from watchfiles import Change, DefaultFilter, watch

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from watchfiles.main import FileChange

    from lexicon.site.project import Project

_QUIET_MS, _MAX_DELAY_MS = 10, 200
"""Milliseconds without a change after which the changes so far are told, and after which they are told in any case."""
_RECHECK_MS = 100
"""Milliseconds after which to look again whether a folder has been replaced."""
_QUEUE_TIMEOUT = 0.5
"""Seconds after which waiting pauses, which is when Ctrl-C is heard on Windows."""


class Changes:
    """The changes that one thread finds and another one takes; a queue is all that they share."""

    def __init__(self) -> None:
        self._found: queue.SimpleQueue[bool | Exception] = queue.SimpleQueue()

    def add(self, found: bool | Exception) -> None:
        """Add a change: whether it concerns more than the glossary; or an error, which `take` raises."""
        self._found.put(found)

    def waiting(self) -> bool:
        """Whether there is something to take."""
        return not self._found.empty()

    def take(self) -> bool:
        """Wait for a change and take all there are; returns whether any of them concerns more than the glossary."""
        taken: list[bool] = []
        while not taken or self.waiting():
            with suppress(queue.Empty):
                found = self._found.get(timeout=_QUEUE_TIMEOUT)
                if isinstance(found, Exception):
                    raise found
                taken.append(found)
        return any(taken)


@contextmanager
def watching(project: Project) -> Iterator[Changes]:
    """The changes of glossary and docs/ from now on; to begin with, all of both counts as changed."""
    changes, stop = Changes(), threading.Event()
    watcher = threading.Thread(target=_find, args=(project, changes, stop), daemon=True)
    watcher.start()
    try:
        yield changes
    finally:
        stop.set()
        watcher.join()


def _find(project: Project, changes: Changes, stop: threading.Event) -> None:
    try:
        for folders in _changed(project, stop):
            changes.add(project.docs in folders)
    except Exception as error:  # such as too many folders for the system to watch
        changes.add(error)


def _changed(project: Project, stop: threading.Event) -> Iterator[set[Path]]:
    """The folders in which files change, each time they do.

    The system says nothing of a folder any more once it was removed: then watching begins anew, when it is back.
    """
    folders = project.glossary, project.docs
    new = {*folders}
    while not stop.is_set():
        known = {folder: _identity(folder) for folder in folders}
        real = {folder.resolve(): folder for folder, identity in known.items() if identity}
        for found in _watch([*real], stop):
            if changed := new | {folder for root, folder in real.items() if _any_below(found, root)}:
                yield changed
            removed = {folder for root, folder in real.items() if (Change.deleted, str(root)) in found}
            new = removed | {folder for folder in folders if _identity(folder) != known[folder]}
            if new:
                break


def _watch(folders: Sequence[Path], stop: threading.Event) -> Iterator[set[FileChange]]:
    """Sets of changes; an empty one every now and then."""
    with suppress(FileNotFoundError):  # a folder that was there a moment ago
        yield from watch(
            *folders,
            watch_filter=DefaultFilter(ignore_dirs=()),  # by these it would judge the folders above ours too
            stop_event=stop,
            step=_QUIET_MS,
            debounce=_MAX_DELAY_MS,
            rust_timeout=_RECHECK_MS,
            yield_on_timeout=True,
            ignore_permission_denied=True,
        )


def _any_below(found: set[FileChange], root: Path) -> bool:
    return any(Path(path).is_relative_to(root) for _, path in found)


def _identity(folder: Path) -> tuple[int, int] | None:
    """Tells a folder from another one in its place; None if there is none."""
    try:
        found = folder.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
