"""Watching the source files of a site for changes, by the operating system's notifications."""

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
"""Milliseconds without changes after which changes are reported, and maximum milliseconds until they are."""
_RECHECK_MS = 100
"""Milliseconds between checks whether a folder has been replaced."""
_QUEUE_TIMEOUT = 0.5
"""Seconds between interruptions of waiting, in which Windows handles Ctrl-C."""


class Changes:
    """A queue of changes between the watching thread and the building thread."""

    def __init__(self) -> None:
        self._found: queue.SimpleQueue[bool | Exception] = queue.SimpleQueue()

    def add(self, found: bool | Exception) -> None:
        """Add a change, as whether it affects more than the glossary; or an error, which `take` raises."""
        self._found.put(found)

    def waiting(self) -> bool:
        """Whether there are changes to take."""
        return not self._found.empty()

    def take(self) -> bool:
        """Wait for a change and take all that are queued; return whether any of them affects more than the glossary."""
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
    """Watch the glossary and docs/ for changes; the first change reported is that of everything."""
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
    except Exception as error:  # for example too many folders to watch
        changes.add(error)


def _changed(project: Project, stop: threading.Event) -> Iterator[set[Path]]:
    """Yield the sets of folders in which files have changed.

    Notifications end when a folder is removed; watching restarts when it exists again.
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
    """Yield sets of changes; an empty one at regular intervals."""
    with suppress(FileNotFoundError):  # the folder was removed a moment ago
        yield from watch(
            *folders,
            watch_filter=DefaultFilter(ignore_dirs=()),  # the default also ignores matching parent folders of ours
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
    """The device and inode numbers of a folder; None if it does not exist."""
    try:
        found = folder.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
