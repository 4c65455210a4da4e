"""`lexicon serve` as a process of its own, and what it tells the pages that are open."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from lexicon.site.live_server import EVENTS_ADDRESS
from lexicon.site.live_state import State

from tests.running import PROGRAM, environment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HEED = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
"""Lets a process be interrupted: shells make their jobs ignore it."""


@dataclass(frozen=True)
class Serving:
    """A process that serves, or is about to."""

    process: subprocess.Popen[str]
    address: str

    def out(self, beginning: str) -> str:
        """Wait for a line on standard output."""
        return _line(self.process.stdout, beginning)

    def err(self, beginning: str) -> str:
        """Wait for a line on standard error."""
        return _line(self.process.stderr, beginning)

    def interrupt(self) -> tuple[int, str, str]:
        """Press Ctrl-C; returns the exit code and what was said that nobody has waited for."""
        self.process.send_signal(signal.SIGINT)
        out, err = self.process.communicate()
        return self.process.returncode, out, err

    def page(self, path: str) -> str:
        with urllib.request.urlopen(self.address + path) as answer:
            return str(answer.read().decode())

    def states(self) -> Iterator[State]:
        """The states that a page hears of: the present one, then every other one."""
        return states(self.address)


def _line(stream: IO[str] | None, beginning: str) -> str:
    assert stream
    for line in stream:
        if line.startswith(beginning):
            return line
    raise AssertionError(f"ended without {beginning!r}")


def states(address: str) -> Iterator[State]:
    """The states that a page at an address hears of."""
    last = None
    with urllib.request.urlopen(address.rstrip("/") + EVENTS_ADDRESS) as events:
        for line in events:
            if line.startswith(b"data: "):
                state = State(**json.loads(line.removeprefix(b"data: ")))
                if state != last:
                    yield state
                last = state


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def started(root: Path, port: int | None = None) -> Iterator[Serving]:
    """Start to serve the project in a folder; ends with the context."""
    port = port or free_port()
    program = [*PROGRAM[:-1], HEED + PROGRAM[-1], "serve", "--port", str(port)]
    with subprocess.Popen(
        program, cwd=root, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield Serving(process, f"http://127.0.0.1:{port}/")
        finally:
            process.kill()


@contextmanager
def serving(root: Path, port: int | None = None) -> Iterator[Serving]:
    """Serve the project in a folder."""
    with started(root, port) as server:
        server.out("serving on")
        yield server
