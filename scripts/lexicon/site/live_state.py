"""The state of a served site that open pages follow: its version, and the report of a failed build."""

from __future__ import annotations

import secrets
import threading
from dataclasses import dataclass, field, replace

MAX_WAIT = 15.0
"""Maximum seconds to wait for a change; sending the old state again then detects disconnected clients."""


@dataclass(frozen=True)
class State:
    """A version, random and so unique across builds and servers, and a report, empty if the build succeeded."""

    version: str = field(default_factory=lambda: secrets.token_hex(8))
    report: str = ""


class LiveState:
    """The current state, set by one thread and awaited by many."""

    def __init__(self) -> None:
        self.now = State()
        self._changed = threading.Condition()

    def reload(self) -> None:
        """Make all open pages reload."""
        self._set_state(State())

    def show_report(self, report: str) -> None:
        """Show a report over all open pages."""
        self._set_state(replace(self.now, report=report))

    def wait_for_change(self, seen: State) -> State:
        """Wait until the state differs from `seen`, at most `MAX_WAIT` seconds, and return the current state."""
        with self._changed:
            self._changed.wait_for(lambda: self.now is not seen, MAX_WAIT)
            return self.now

    def _set_state(self, state: State) -> None:
        with self._changed:
            self.now = state
            self._changed.notify_all()
