"""Finished pages by everything that they depend on, in a file that may be deleted at any time."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import zlib
from dataclasses import asdict
from typing import TYPE_CHECKING

from lexicon.sitecheck import Facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_TABLE = "CREATE TABLE IF NOT EXISTS page (key TEXT PRIMARY KEY, html BLOB NOT NULL, facts TEXT NOT NULL)"
_WAIT = 30.0


class PageCache:
    """Looks up and keeps finished pages; a file that cannot be read counts as empty and is made anew."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.file.parent.mkdir(parents=True, exist_ok=True)

    def read(self, keys: Iterable[str]) -> dict[str, tuple[str, Facts]]:
        """The pages that are known, by key."""
        found = {}
        with self._open() as database:
            for key in keys:
                row = database.execute("SELECT html, facts FROM page WHERE key = ?", (key,)).fetchone()
                if row:
                    facts = Facts(**{name: tuple(value) for name, value in json.loads(row[1]).items()})
                    found[key] = (zlib.decompress(row[0]).decode(), facts)
        return found

    def write(self, pages: dict[str, tuple[str, Facts]], keep: Iterable[str]) -> None:
        """Add pages, and forget all but these and those to keep."""
        with self._open() as database, database:
            rows = (
                (key, zlib.compress(text.encode(), 1), json.dumps(asdict(facts)))
                for key, (text, facts) in pages.items()
            )
            database.executemany("INSERT OR REPLACE INTO page VALUES (?, ?, ?)", rows)
            wanted = {*pages, *keep}
            known = [key for (key,) in database.execute("SELECT key FROM page")]
            database.executemany("DELETE FROM page WHERE key = ?", ((key,) for key in known if key not in wanted))

    @contextlib.contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            with contextlib.closing(self._connect()) as database:
                yield database
        except (sqlite3.DatabaseError, zlib.error, ValueError, TypeError):
            # Whatever is wrong with the file, pages can be made without it.
            self.file.unlink(missing_ok=True)

    def _connect(self) -> sqlite3.Connection:
        try:
            return self._ready(sqlite3.connect(self.file, timeout=_WAIT))
        except sqlite3.DatabaseError:
            self.file.unlink(missing_ok=True)
            return self._ready(sqlite3.connect(self.file, timeout=_WAIT))

    @staticmethod
    def _ready(database: sqlite3.Connection) -> sqlite3.Connection:
        database.execute("PRAGMA synchronous = OFF")
        database.execute(_TABLE)
        return database
