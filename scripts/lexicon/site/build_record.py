"""Skipping builds that would change nothing, by digests of the site and of everything it is built from."""

from __future__ import annotations

import os
from hashlib import blake2b
from pathlib import Path

from lexicon.cache import Store, environment_fingerprint
from lexicon.text import read_regular_file

PROGRAMS = [Path(__file__).resolve().parents[2] / name for name in ("lexicon", "mkdocs_site", "web")]
_MOST = 2**26
"""Bytes of the largest file that is looked at."""
_NOT_READ = ("__pycache__", "node_modules", ".git")


class BuildRecord:
    """Summaries of builds, keyed by digests of their sources (taken before a build) and output (taken after it)."""

    def __init__(self, root: Path, glossary: Path, cache: Path, output: Path, *options: object) -> None:
        sources = b"".join(map(_digest, [glossary, root / "docs", root / "mkdocs.yml", *PROGRAMS]))
        version = blake2b(
            sources + environment_fingerprint(root / "mkdocs.yml") + repr((str(output), options)).encode()
        ).digest()
        self._store, self._output = Store(cache / "builds.sqlite", version), output

    def summary(self) -> str | None:
        """The summary of the last build, or None if another build could change something."""
        return next((kept.decode() for kept in self._store.read([_digest(self._output)]).values()), None)

    def keep(self, summary: str) -> None:
        """Store the summary of a build."""
        self._store.write({_digest(self._output): summary.encode()})


def _digest(path: Path) -> bytes:
    """A digest of a file or folder; random, and so never equal, for links and for what cannot be read."""
    try:
        if not path.is_dir():
            data = read_regular_file(path, _MOST)
            return blake2b(data, person=b"file").digest() if len(data) <= _MOST else os.urandom(64)
        paths = [inner for inner in sorted(path.iterdir()) if inner.name not in _NOT_READ]
    except OSError:
        return os.urandom(64)
    inside = [os.fsencode(it.name) + b"/" + (os.urandom(64) if it.is_symlink() else _digest(it)) for it in paths]
    return blake2b(b"".join(inside), person=b"folder").digest()
