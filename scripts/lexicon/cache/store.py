"""A key-value store for bytes in an SQLite file."""

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
"""Timeout for the lock of another process that is writing."""
_UNAVAILABLE = frozenset(
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
"""SQLite's primary result codes for problems other than a damaged file: https://www.sqlite.org/rescode.html"""


class Store:
    """A persistent mapping from keys to values, which any number of processes may share.

    No method raises because of the file: a damaged file is deleted and created again, and one that is locked, full,
    read-only or inaccessible is ignored. Values of another version, or with a wrong checksum, are missing.
    """

    def __init__(self, file: Path, version: bytes) -> None:
        """`version` identifies everything that all values depend on besides their keys."""
        self._file, self._version = file, version

    def read(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """The values of the given keys; keys without a value are left out."""
        query = "SELECT key, value, checksum FROM entry WHERE version = ? AND key = ?"
        return self._with_file(
            lambda database: self._verified(
                row for key in keys for row in database.execute(query, (self._version, key)).fetchall()
            )
        )

    def read_all(self) -> dict[bytes, bytes]:
        """All values by key."""
        query = "SELECT key, value, checksum FROM entry WHERE version = ?"
        return self._with_file(lambda database: self._verified(database.execute(query, (self._version,))))

    def write(self, values: Mapping[bytes, bytes]) -> None:
        """Add or replace values, and delete those of other versions."""
        rows = [(key, self._version, value, self._checksum(key, value)) for key, value in values.items()]

        def write(database: sqlite3.Connection) -> dict[bytes, bytes]:
            database.execute("DELETE FROM entry WHERE version IS NOT ?", (self._version,))
            database.executemany("INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?)", rows)
            return {}

        if rows:
            self._with_file(write)

    def keep_only(self, keys: Collection[bytes]) -> None:
        """Delete the values of all other keys."""

        def delete(database: sqlite3.Connection) -> dict[bytes, bytes]:
            others = [row for row in database.execute("SELECT key FROM entry") if row[0] not in keys]
            database.executemany("DELETE FROM entry WHERE key = ?", others)
            return {}

        self._with_file(delete)

    def _with_file(self, use: Callable[[sqlite3.Connection], dict[bytes, bytes]]) -> dict[bytes, bytes]:
        """The result of `use`, retried with a new file if the file is damaged; {} if it is unavailable."""
        for _ in range(2):
            try:
                with closing(self._connect()) as database, database:
                    return use(database)
            except OSError:
                break
            except sqlite3.Error as error:
                if not _is_corruption(error):
                    break
                self._discard()
        return {}

    def _connect(self) -> sqlite3.Connection:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(self._file, timeout=_SECONDS_TO_WAIT)
        try:
            database.execute("PRAGMA synchronous = OFF")  # damage by a crash of the system is detected by the checksums
            database.execute(_TABLE)
        except sqlite3.Error:
            database.close()
            raise
        return database

    def _discard(self) -> None:
        with suppress(OSError):
            self._file.unlink(missing_ok=True)
            self._file.with_name(f"{self._file.name}-journal").unlink(missing_ok=True)

    def _verified(self, rows: Iterable[tuple[object, object, object]]) -> dict[bytes, bytes]:
        return {
            key: value
            for key, value, checksum in rows
            if isinstance(key, bytes) and isinstance(value, bytes) and checksum == self._checksum(key, value)
        }

    def _checksum(self, key: bytes, value: bytes) -> bytes:
        return blake2b(b"%d %b%b%b" % (len(key), key, self._version, value), digest_size=16).digest()


def _is_corruption(error: sqlite3.Error) -> bool:
    # The lowest byte of an extended result code is the primary code.
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF not in _UNAVAILABLE
