"""Whether a site need not be built again, by the contents of the site and of all that it is made from."""

from __future__ import annotations

import os
from hashlib import blake2b
from pathlib import Path

from lexicon.cache import Store, surroundings

PROGRAMS = [Path(__file__).resolve().parents[2] / name for name in ("lexicon", "mkdocs_site", "web")]
_NOT_READ = ("__pycache__", "node_modules", ".git")


class BuildRecord:
    """The summary of the last build by digests of its sources, taken before it, and of its output, taken after it."""

    def __init__(self, root: Path, glossary: Path, cache: Path, output: Path, *options: object) -> None:
        sources = b"".join(map(_digest, [glossary, root / "docs", root / "mkdocs.yml", *PROGRAMS]))
        version = blake2b(sources + surroundings(root / "mkdocs.yml") + repr((str(output), options)).encode()).digest()
        self._store, self._output = Store(cache / "builds.sqlite", version), output

    def summary(self) -> str | None:
        """The summary of the last build, if another one would change nothing."""
        return next((kept.decode() for kept in self._store.read([_digest(self._output)]).values()), None)

    def keep(self, summary: str) -> None:
        """Keep what a build printed, for a build that would do the same again."""
        self._store.write({_digest(self._output): summary.encode()})


def _digest(path: Path) -> bytes:
    """A digest of a file or of all that is in a folder; never the same where there is a link or nothing to be read."""
    try:
        if not path.is_dir():
            return blake2b(path.read_bytes(), person=b"file").digest()
        paths = [inner for inner in sorted(path.iterdir()) if inner.name not in _NOT_READ]
    except OSError:
        return os.urandom(64)
    inside = [os.fsencode(it.name) + b"/" + (os.urandom(64) if it.is_symlink() else _digest(it)) for it in paths]
    return blake2b(b"".join(inside), person=b"folder").digest()
