"""Execution of JavaScript programs in Node, with JSON on standard input and standard output."""

from __future__ import annotations

import json
import re
import subprocess
from typing import TYPE_CHECKING, Any

from lexicon.node.executable import node_program
from lexicon.text import LexiconError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SETUP_HINT = "run `make setup`"

_CAUSE = re.compile(r"\s*(\w*Error|FATAL ERROR)\b")


class NodeError(LexiconError):
    """Node or an npm package is missing, or a program failed; the message is one line."""


def run_node(
    program: Path, job: object, *, task: str, seconds: float, locate: Callable[[str], str] = lambda _: ""
) -> Any:
    """Run a program with `job` on its standard input, and return what it writes to its standard output.

    Error messages start with `task` ("drawing formulas") and what `locate` returns for the program's standard error.
    Raises NodeError if the program fails or takes longer than `seconds`.
    """
    stdin = json.dumps(job).encode()
    try:
        done = subprocess.run([node_program(), program], input=stdin, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired as error:
        place = locate(_decoded(error.stderr or b""))
        raise NodeError(f"{task} took over {seconds:g} s and was stopped{place}") from None
    except OSError as error:
        raise NodeError(f"Node does not start ({error}): {SETUP_HINT}") from error
    if done.returncode:
        stderr = _decoded(done.stderr)
        cause = next(filter(_CAUSE.match, stderr.splitlines()), f"Node ended with status {done.returncode}")
        raise NodeError(f"{task} failed{locate(stderr)}: {cause.strip()}")
    return json.loads(done.stdout)


def _decoded(output: bytes) -> str:
    return output.decode(errors="replace")
