"""Bytes by key in an SQLite file."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from pathlib import Path

_TABLE = "CREATE TABLE IF NOT EXISTS entry (key BLOB PRIMARY KEY, version BLOB, value BLOB, checksum BLOB)"
_SECONDS_TO_WAIT = 10
"""How long to wait for another process that is writing."""
_OUT_OF_REACH = frozenset(
    (
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY,
    )
)
"""Errors that say nothing against the file itself."""


class Store:
    """Values by key, kept from one run to the next; any number of processes may share the file.

    Nothing here raises because of the file: a damaged one is discarded and made anew, and one that is locked, full,
    read-only or out of reach is done without. Values written under another version, or damaged since, are absent.
    """

    def __init__(self, file: Path, version: bytes) -> None:
        """`version` stands for all that every value depends on besides its key."""
        self._file, self._version = file, version

    def read(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """The values of those keys that have one."""
        query = "SELECT key, value, checksum FROM entry WHERE version = ? AND key = ?"
        return self._with_file(
            lambda database: self._sound(
                row for key in keys for row in database.execute(query, (self._version, key)).fetchall()
            )
        )

    def read_all(self) -> dict[bytes, bytes]:
        """All values by key."""
        query = "SELECT key, value, checksum FROM entry WHERE version = ?"
        return self._with_file(lambda database: self._sound(database.execute(query, (self._version,))))

    def write(self, values: Mapping[bytes, bytes]) -> None:
        """Add or replace values, and forget those of other versions."""
        rows = [(key, self._version, value, self._checksum(key, value)) for key, value in values.items()]

        def write(database: sqlite3.Connection) -> dict[bytes, bytes]:
            database.execute("DELETE FROM entry WHERE version IS NOT ?", (self._version,))
            database.executemany("INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?)", rows)
            return {}

        if rows:
            self._with_file(write)

    def keep_only(self, keys: Collection[bytes]) -> None:
        """Forget the values of all other keys."""

        def forget(database: sqlite3.Connection) -> dict[bytes, bytes]:
            others = [row for row in database.execute("SELECT key FROM entry") if row[0] not in keys]
            database.executemany("DELETE FROM entry WHERE key = ?", others)
            return {}

        self._with_file(forget)

    def _with_file(self, use: Callable[[sqlite3.Connection], dict[bytes, bytes]]) -> dict[bytes, bytes]:
        """The result of `use`, with a new file if this one is damaged; nothing if there is no file to be had."""
        for _ in range(2):
            try:
                with closing(self._connect()) as database, database:
                    return use(database)
            except OSError:
                break
            except sqlite3.Error as error:
                if not _means_damage(error):
                    break
                self._discard()
        return {}

    def _connect(self) -> sqlite3.Connection:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(self._file, timeout=_SECONDS_TO_WAIT)
        try:
            database.execute("PRAGMA synchronous = OFF")  # what a crash of the system damages is noticed and made anew
            database.execute(_TABLE)
        except sqlite3.Error:
            database.close()
            raise
        return database

    def _discard(self) -> None:
        with suppress(OSError):
            self._file.unlink(missing_ok=True)
            self._file.with_name(f"{self._file.name}-journal").unlink(missing_ok=True)

    def _sound(self, rows: Iterable[tuple[object, object, object]]) -> dict[bytes, bytes]:
        return {
            key: value
            for key, value, checksum in rows
            if isinstance(key, bytes) and isinstance(value, bytes) and checksum == self._checksum(key, value)
        }

    def _checksum(self, key: bytes, value: bytes) -> bytes:
        return blake2b(b"%d %b%b%b" % (len(key), key, self._version, value), digest_size=16).digest()


def _means_damage(error: sqlite3.Error) -> bool:
    # The lowest byte is the primary code: https://www.sqlite.org/rescode.html
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF not in _OUT_OF_REACH
