"""The command `lexicon`: its arguments, progress and exit codes."""

from __future__ import annotations

from lexicon.cli.program import main, run

__all__ = [
    "main",
    "run",
]
