"""Running the command, in a process of its own as people do or in this one, and looking at what it leaves."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from click.testing import CliRunner
from lexicon.cli import main

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

PROGRAM = [sys.executable, "-c", "from lexicon.cli import run; run()"]
SECONDS = 120
PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 24, 1, 2
LIBC = ctypes.CDLL(None)


@dataclass(frozen=True)
class Outcome:
    """How a command ended, and what it said."""

    status: int
    out: str
    err: str

    @property
    def line(self) -> str:
        """The one line that a failure must say on standard error."""
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        assert "Traceback" not in self.err
        return lines[0]


def like_anybody() -> None:
    """Take from a new process root's leave to write what is read-only."""
    if os.geteuid() == 0:
        for capability in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
            assert LIBC.prctl(PR_CAPBSET_DROP, capability) == 0


def environment(**others: str) -> dict[str, str]:
    """The variables of this process, and others."""
    return os.environ | {"PYTHONPATH": str(ROOT / "scripts")} | others


def lexicon(
    folder: Path,
    *arguments: str,
    prefix: Sequence[str] = (),
    variables: Mapping[str, str] | None = None,
    before: Callable[[], None] | None = None,
) -> Outcome:
    """Run the command in a folder; `prefix` is what starts it, `before` is called in the new process."""
    done = subprocess.run(
        [*prefix, *PROGRAM, *arguments],
        cwd=folder,
        env=environment(**(variables or {})),
        preexec_fn=before,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


def run(*arguments: object) -> tuple[int, str]:
    """Run the command in this process: its exit code, and all that it says."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def contents(folder: Path) -> dict[str, bytes]:
    """All files below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def beside(folder: Path) -> list[str]:
    """What lies beside the site in a project that has been built, and does not belong there."""
    known = {"docs", "mkdocs.yml", "scripts", "glossary", ".cache", "site"}
    return sorted(path.name for path in folder.iterdir() if path.name not in known)
