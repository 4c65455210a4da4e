"""Measuring programs, and measuring the time from an edit until a server shows it."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SCRIPTS = Path(__file__).resolve().parents[1]
TIMEOUT = 600
"""Seconds to wait for a page to show an edit."""
PAUSE = 1.0
"""Seconds before each edit, in which a server finishes the work of the previous one."""
_MEMORY = """
import json, resource, subprocess, sys
status = subprocess.run(sys.argv[2:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
json.dump([status.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss], open(sys.argv[1], "w"))
sys.stderr.write(status.stderr[-2000:])
"""
"""A program that runs a command and records its CPU seconds and the memory of its largest process in KiB."""


@dataclass(frozen=True)
class Run:
    """Measurements of a command: wall-clock and CPU seconds of all processes, and memory of the largest one in KiB."""

    wall: float
    cpu: float
    memory: int

    def __add__(self, other: Run) -> Run:
        """The measurements of two commands run one after the other."""
        return Run(self.wall + other.wall, self.cpu + other.cpu, max(self.memory, other.memory))


@dataclass(frozen=True)
class Server:
    """A development server: its command and folder, and the files to edit with the addresses that show them."""

    command: Sequence[str | Path]
    folder: Path
    sources: dict[Path, str]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(SCRIPTS), "NO_MKDOCS_2_WARNING": "1"}


def run(command: Sequence[str | Path], folder: Path, given: str | None = None) -> Run:
    """Run a command in a folder, with `given` as its standard input. Raises SystemExit if it fails."""
    with tempfile.NamedTemporaryFile("r", suffix=".json") as report:
        begun = time.perf_counter()
        done = subprocess.run(
            check=False,
            args=[sys.executable, "-c", _MEMORY, report.name, *command],
            cwd=folder,
            env=environment(),
            input=given,
            capture_output=True,
            text=True,
        )
        wall = time.perf_counter() - begun
        status, cpu, memory = json.loads(report.read() or "[1, 0, 0]")
    if status:
        raise SystemExit(f"{' '.join(map(str, command))} failed in {folder}:\n{done.stderr}")
    return Run(wall, cpu, memory)


def measure_saving(server: Server, port: int, times: int, also: str = "") -> tuple[list[float], list[float]]:
    """Seconds from saving a file until its page shows the edit, and until the address `also` does."""
    pages, others = [], []
    with subprocess.Popen(
        [*server.command],
        cwd=server.folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment(),
    ) as running:
        try:
            for address in server.sources.values():
                wait(port, address, "</html>")
            for _ in range(times):
                for source, address in server.sources.items():
                    time.sleep(PAUSE)
                    mark = edit(source)
                    begun = time.perf_counter()
                    wait(port, address, mark)
                    pages.append(time.perf_counter() - begun)
                    if also:
                        wait(port, also, mark)
                        others.append(time.perf_counter() - begun)
        finally:
            running.terminate()
    return pages, others


def wait(port: int, page: str, mark: str) -> None:
    deadline = time.monotonic() + TIMEOUT
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/{page}", timeout=60) as answer:
                if mark in answer.read().decode():
                    return
        except (OSError, HTTPException, UnicodeDecodeError):
            pass  # missing, or being written
        time.sleep(0.01)
    raise SystemExit(f"{page} never showed {mark}")


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def edit(path: Path) -> str:
    """Replace the last paragraph of a text by a unique word, and return the word."""
    mark = f"Xyzzy{time.time_ns()}"
    text = re.sub(r"\n\nXyzzy\d+\.\n\Z", "\n", path.read_text("utf-8"))
    path.write_text(f"{text.rstrip()}\n\n{mark}.\n", "utf-8")
    return mark
