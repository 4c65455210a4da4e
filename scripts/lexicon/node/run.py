"""Running a JavaScript program in Node: a job as JSON on its standard input, its answer as JSON on standard output."""

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

HINT = "run `make setup`"

_CAUSE = re.compile(r"\s*(\w*Error|FATAL ERROR)\b")


class NodeError(LexiconError):
    """Node or an npm package is missing, or a program failed in it; the message is one line and says what to do."""


def run_node(
    program: Path, job: object, *, task: str, seconds: float, where: Callable[[str], str] = lambda _: ""
) -> Any:
    """The answer of a program to a job; `task` ("drawing formulas") begins the message of a failure.

    The program is stopped after `seconds`. `where` makes of its standard error what to add to `task` in a message.
    Raises NodeError.
    """
    stdin = json.dumps(job).encode()
    try:
        done = subprocess.run([node_program(), program], input=stdin, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired as error:
        place = where(_decoded(error.stderr or b""))
        raise NodeError(f"{task} took over {seconds:g} s and was stopped{place}") from None
    except OSError as error:
        raise NodeError(f"Node does not start ({error}): {HINT}") from error
    if done.returncode:
        said = _decoded(done.stderr)
        cause = next(filter(_CAUSE.match, said.splitlines()), f"Node ended with status {done.returncode}")
        raise NodeError(f"{task} failed{where(said)}: {cause.strip()}")
    return json.loads(done.stdout)


def _decoded(output: bytes) -> str:
    return output.decode(errors="replace")
