"""The state of a served site that open pages follow: its version, and the report of what keeps it from changing."""

from __future__ import annotations

import secrets
import threading
from dataclasses import dataclass, field, replace

MAX_WAIT = 15.0
"""Seconds after which who waits for a change hears that there was none, and can find out whether anybody listens."""


@dataclass(frozen=True)
class State:
    """A version is a random word: no other build has it, nor one of a server that ran before."""

    version: str = field(default_factory=lambda: secrets.token_hex(8))
    report: str = ""


class LiveState:
    """The present state: changed by one thread, followed by many."""

    def __init__(self) -> None:
        self.now = State()
        self._changed = threading.Condition()

    def reload(self) -> None:
        """Let all open pages reload, for the site has changed."""
        self._set_state(State())

    def show_report(self, report: str) -> None:
        """Lay a report over all open pages."""
        self._set_state(replace(self.now, report=report))

    def wait_for_change(self, seen: State) -> State:
        """The present state as soon as it is another one than `seen`, or after a while."""
        with self._changed:
            self._changed.wait_for(lambda: self.now is not seen, MAX_WAIT)
            return self.now

    def _set_state(self, state: State) -> None:
        with self._changed:
            self.now = state
            self._changed.notify_all()
