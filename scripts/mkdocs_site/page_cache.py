"""Finished pages by everything that they depend on, in a file that may be deleted at any time."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import zlib
from typing import TYPE_CHECKING

from lexicon.sitecheck import Facts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

_TABLE = "CREATE TABLE IF NOT EXISTS page (key TEXT PRIMARY KEY, html BLOB NOT NULL, facts TEXT NOT NULL)"
_WAIT = 30.0
_AT_ONCE = 200
"""How many new pages are held back, to be written in one go."""


class PageCache:
    """Looks up and keeps finished pages; a file that cannot be read counts as empty and is made anew."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self._known: set[str] = set()
        self._new: list[tuple[str, bytes, str]] = []
        with self._open() as database:
            self._known = {key for (key,) in database.execute("SELECT key FROM page")}

    def __contains__(self, key: str) -> bool:
        return key in self._known

    def get(self, key: str) -> tuple[str, Facts] | None:
        """A page and its facts, or None."""
        if key in self._known:
            with self._open() as database:
                row = database.execute("SELECT html, facts FROM page WHERE key = ?", (key,)).fetchone()
                if row:
                    facts = Facts(**{name: tuple(value) for name, value in json.loads(row[1]).items()})
                    return zlib.decompress(row[0]).decode(), facts
        return None

    def add(self, key: str, text: str, facts: Facts) -> None:
        """Remember a page."""
        self._new.append((key, zlib.compress(text.encode(), 1), json.dumps(vars(facts))))
        if len(self._new) >= _AT_ONCE:
            self._flush()

    def close(self, keep: Collection[str]) -> None:
        """Write what is new, and forget all pages but these."""
        self._flush()
        with self._open() as database, database:
            stale = [(key,) for (key,) in database.execute("SELECT key FROM page") if key not in keep]
            database.executemany("DELETE FROM page WHERE key = ?", stale)
        self._disconnect()

    def _flush(self) -> None:
        rows, self._new = self._new, []
        if rows:
            with self._open() as database, database:
                database.executemany("INSERT OR REPLACE INTO page VALUES (?, ?, ?)", rows)
                self._known.update(key for key, *_ in rows)

    # The file

    _database: sqlite3.Connection | None = None

    @contextlib.contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            self._database = self._database or self._connect()
            yield self._database
        except (sqlite3.DatabaseError, zlib.error, ValueError, TypeError):
            # Whatever is wrong with the file, pages can be made without it.
            self._disconnect()
            self._known = set()
            self._discard()

    def _disconnect(self) -> None:
        if self._database:
            self._database.close()
            self._database = None

    def _connect(self) -> sqlite3.Connection:
        try:
            return self._ready(sqlite3.connect(self.file, timeout=_WAIT))
        except sqlite3.DatabaseError:
            self._discard()
        try:
            return self._ready(sqlite3.connect(self.file, timeout=_WAIT))
        except sqlite3.DatabaseError:
            return self._ready(sqlite3.connect(":memory:"))

    def _discard(self) -> None:
        with contextlib.suppress(OSError):
            self.file.unlink(missing_ok=True)

    @staticmethod
    def _ready(database: sqlite3.Connection) -> sqlite3.Connection:
        database.execute("PRAGMA synchronous = OFF")
        database.execute(_TABLE)
        return database
