"""Whether a site need not be built again: nothing that it is made from has changed, and nothing in it.

Imports little, for it is asked before the build is loaded. Files are compared by size and by the times at which their
content and their record in the file system changed last; the latter cannot be set, so that no change escapes it.
"""

from __future__ import annotations

import itertools
import json
import math
import os
import re
import sys
import time
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SCRIPTS = Path(__file__).resolve().parents[2]
PROGRAMS = ("lexicon", "mkdocs_site", "web")
"""The folders of scripts/ that take part in a build."""
SETTINGS = ("LEXICON_LANGUAGE", "PYTHONPATH", "REPOSITORY_URL", "SITE_URL", "SOURCE_DATE_EPOCH")
"""Environment variables that change what is built, besides those that mkdocs.yml names."""
GENERATED = ("index.md", "glossary.md", "rules.md", "terms", "topics")
"""What a build writes below the folder of each language in docs/; the rest there is written by hand."""
_LEFT_OUT = frozenset(("__pycache__", "node_modules", ".git"))
_NAMED = re.compile(r"!ENV \[?([A-Z_]+)")
_AT_ONCE = 0.05
"""Seconds between two changes that a file system may give the same time."""


class Stamp:
    """What a site was made from, taken down before it is built and kept beside it in the cache afterwards."""

    def __init__(self, root: Path, glossary: Path, cache: Path, output: Path, strict: bool, gzip: bool) -> None:
        self.root, self.output = root, output
        self.file = cache / f"built.{blake2b(str(output.absolute()).encode(), digest_size=6).hexdigest()}.json"
        self.begun = time.time()
        self.inputs: str | None
        try:
            options = [str(glossary.absolute()), str(strict), str(gzip), *_surroundings(root)]
            self.inputs, self.latest = _digest(options, self._sources(glossary))
        except OSError:
            self.inputs, self.latest = None, math.inf  # the build will say what is wrong

    def summary(self) -> str | None:
        """What was said of the site when it was built, if it need not be built again."""
        try:
            kept = json.loads(self.file.read_text("utf-8"))
            same = self.inputs and kept["inputs"] == self.inputs and kept["results"] == self._results()
            return str(kept["summary"]) if same else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, summary: str) -> None:
        """Remember that the site has been built from what was taken down."""
        if self.inputs is None or self.latest > self.begun - _AT_ONCE:
            return  # a change at this very moment could not be told from the one before
        try:
            kept = {"inputs": self.inputs, "results": self._results(), "summary": summary}
            new = self.file.with_suffix(f".{os.getpid()}")
            new.write_text(json.dumps(kept), "utf-8")
            new.replace(self.file)
        except OSError:
            pass  # it is built again next time

    def _sources(self, glossary: Path) -> Iterator[os.DirEntry[str]]:
        docs = os.fspath(self.root / "docs")
        yield from _files(self.root, {"mkdocs.yml"})
        yield from _files(glossary)
        for name in PROGRAMS:
            yield from _files(SCRIPTS / name)
        yield from (entry for entry in _files(docs) if not is_generated(entry.path[len(docs) + 1 :]))

    def _results(self) -> str:
        docs = os.fspath(self.root / "docs")
        pages = (entry for entry in _files(docs) if is_generated(entry.path[len(docs) + 1 :]))
        return _digest([], pages, _files(self.output))[0]


def _digest(words: Iterable[str], *entries: Iterable[os.DirEntry[str]]) -> tuple[str, float]:
    """A digest of words and of the records of files, and when the last of these files changed (seconds)."""
    digest = blake2b("\0".join(words).encode(errors="surrogateescape"), digest_size=16)
    latest = 0.0
    for entry in itertools.chain.from_iterable(entries):
        found = entry.stat(follow_symlinks=False)
        # What a symbolic link leads to may change unseen: then nothing is ever up to date.
        latest = max(latest, math.inf if entry.is_symlink() else found.st_ctime)
        line = f"{entry.path}\0{found.st_size}\0{found.st_mtime_ns}\0{found.st_ctime_ns}\n"
        digest.update(line.encode(errors="surrogateescape"))
    return digest.hexdigest(), latest


def _files(folder: Path | str, only: set[str] | None = None) -> Iterator[os.DirEntry[str]]:
    """All files below a folder in a fixed order; or only some of those directly in it."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if only is not None and entry.name not in only:
                continue
            if entry.name not in _LEFT_OUT:
                if entry.is_dir(follow_symlinks=False):
                    yield from _files(entry.path)
                else:
                    yield entry


def is_generated(path: str) -> bool:
    """Whether a build writes the file, given by its path below docs/."""
    return path.split(os.sep)[1:2] in [[name] for name in GENERATED]


def _surroundings(root: Path) -> Iterator[str]:
    """Python, the installed packages, and the settings in the environment."""
    yield sys.version
    yield from sys.path
    for folder in dict.fromkeys(sys.path):
        if os.path.isdir(folder):
            with os.scandir(folder) as entries:
                installed = sorted((e.name, e.stat().st_mtime_ns) for e in entries if e.name.endswith(".dist-info"))
            yield from (f"{name} {changed}" for name, changed in installed)
    named = _NAMED.findall((root / "mkdocs.yml").read_text("utf-8"))
    yield from (f"{name}={os.environ.get(name)}" for name in sorted({*named, *SETTINGS}))
    stamp = SCRIPTS / "web" / "node_modules" / ".installed"
    yield stamp.read_text("utf-8") if stamp.is_file() else ""
