"""The processes that render pages with MkDocs, one for each language.

They read Markdown files from disk; `scripts/mkdocs_site/__main__.py` describes the protocol.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Self

from lexicon.sitecheck import PageFacts
from lexicon.text import LexiconError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from types import TracebackType

    from lexicon.site.project import Project

SCRIPTS = Path(__file__).resolve().parents[2]
_LINES = 5
"""Number of lines reported from the standard error of a renderer that died: the end of its traceback."""


class RenderingError(LexiconError):
    """Pages could not be rendered; `lines` are the messages of the renderers."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = list(dict.fromkeys(lines))
        super().__init__("\n".join(self.lines))


@dataclass
class _Process:
    """The renderer process of one language; its standard error goes to a file, so that a full pipe cannot block it."""

    running: subprocess.Popen[str]
    errors: IO[str]

    def ask(self, folder: Path, update: bool, pages: Sequence[str] | None) -> None:
        request = json.dumps({"folder": str(folder.absolute()), "update": update, "pages": pages})
        assert self.running.stdin
        with contextlib.suppress(BrokenPipeError):  # `answer` reports the reason
            self.running.stdin.write(f"{request}\n")
            self.running.stdin.flush()

    def answer(self) -> dict[str, Any]:
        assert self.running.stdout
        line = self.running.stdout.readline()
        if line.endswith("\n"):
            answer: dict[str, Any] = json.loads(line)
            return answer
        self.running.wait()
        self.errors.seek(0)
        last_lines = self.errors.read().rstrip().splitlines()[-_LINES:]
        return {"errors": last_lines or [f"the renderer ended with status {self.running.returncode}"]}

    def end(self) -> None:
        self.running.kill()
        self.running.wait()
        for stream in (self.running.stdin, self.running.stdout, self.errors):
            if stream:
                with contextlib.suppress(BrokenPipeError):  # closing flushes the buffer
                    stream.close()


class Renderers:
    """The renderers of some languages; they initialize while their pages are still being written."""

    def __init__(self, project: Project, languages: Sequence[str]) -> None:
        self.processes = {language: _start(project, language) for language in languages}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in self.processes.values():
            process.end()

    @property
    def alive(self) -> bool:
        """Whether all processes are running."""
        return all(process.running.poll() is None for process in self.processes.values())

    def begin(self, site: Path) -> None:
        """Start rendering all pages into a folder without waiting; call `finish` afterwards."""
        for language, process in self.processes.items():
            process.ask(site / f".{language}", update=False, pages=None)

    def finish(self, site: Path) -> dict[str, PageFacts]:
        """Wait for the pages requested by `begin` and return their facts by path. Raises RenderingError."""
        facts = self._answers()
        for language in self.processes:
            _merge(site / f".{language}", site)
        return facts or {}

    def update(self, site: Path, pages: Sequence[str] | None = None) -> dict[str, PageFacts] | None:
        """Render the changed pages into a folder and return their facts by path; None if a full build is needed.

        `pages`, paths relative to `Project.pages`, restricts them to some. Raises RenderingError.
        """
        for process in self.processes.values():
            process.ask(site, update=True, pages=pages)
        return self._answers()

    def _answers(self) -> dict[str, PageFacts] | None:
        """The facts of all rendered pages; None if a process reports that it is stale. Raises RenderingError."""
        facts: dict[str, PageFacts] = {}
        errors, stale = [], False
        for process in self.processes.values():
            answer = process.answer()
            errors += answer.get("errors", ())
            stale |= "stale" in answer
            facts |= {page: _facts(found) for page, found in answer.get("facts", {}).items()}
        if errors:
            raise RenderingError(errors)
        return None if stale else facts


def _facts(found: dict[str, Sequence[str]]) -> PageFacts:
    """The facts of a page, with strings interned, because many pages share links."""
    return PageFacts(**{name: tuple(map(sys.intern, values)) for name, values in found.items()})


def _merge(folder: Path, into: Path) -> None:
    """Move the entries of a folder that another one lacks into that one, and remove the folder."""
    for entry in folder.iterdir():
        target = into / entry.name
        if not target.exists():
            entry.rename(target)
        elif target.is_dir():
            _merge(entry, target)
    shutil.rmtree(folder)


def _start(project: Project, language: str) -> _Process:
    folders = [str(project.pages.absolute()), str(project.cache.absolute())]
    command = [sys.executable, "-m", "mkdocs_site", language, *folders]
    paths = filter(None, [str(SCRIPTS), os.environ.get("PYTHONPATH")])
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": os.pathsep.join(paths)}
    errors = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")  # noqa: SIM115, closed by `end`
    running = subprocess.Popen(
        command,
        cwd=project.root,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        text=True,
        encoding="utf-8",
    )
    return _Process(running, errors)
