"""The cache: it gives back what was put in or nothing, and whatever happens to its file harms nobody."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from lexicon.cache import Store

from tests.running import environment, like_anybody

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

VALUES = {b"key %d" % number: b"value %d " % number * 200 for number in range(100)}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "cache.sqlite"


@pytest.fixture
def store(file: Path) -> Store:
    store = Store(file, b"1")
    store.write(VALUES)
    return store


def change(file: Path, statement: str) -> None:
    with sqlite3.connect(file) as database:
        database.executescript(statement)
    database.close()


def test_values_come_back(store: Store, file: Path) -> None:
    assert store.read([b"key 1", b"no key", b"key 7"]) == {key: VALUES[key] for key in (b"key 1", b"key 7")}
    assert Store(file, b"1").read_all() == VALUES
    store.write({b"key 1": b"\0new", b"": b""})
    assert Store(file, b"1").read([b"key 1", b""]) == {b"key 1": b"\0new", b"": b""}


def test_another_version_knows_nothing_and_forgets_the_old_when_it_writes(store: Store, file: Path) -> None:
    other = Store(file, b"2")
    assert other.read_all() == other.read(VALUES) == {}
    assert store.read_all() == VALUES
    other.write({b"key 1": b"other"})
    assert other.read_all() == {b"key 1": b"other"}
    assert store.read_all() == {}


def test_all_but_some_are_forgotten(store: Store) -> None:
    store.keep_only({b"key 5", b"no key"})
    assert store.read_all() == {b"key 5": VALUES[b"key 5"]}


DAMAGED_ROWS = {
    "value": "UPDATE entry SET value = x'00' WHERE key = CAST('key 1' AS BLOB)",
    "text": "UPDATE entry SET value = 'text' WHERE key = CAST('key 1' AS BLOB)",
    "nothing": "UPDATE entry SET value = NULL WHERE key = CAST('key 1' AS BLOB)",
    "version": "UPDATE entry SET version = x'00' WHERE key = CAST('key 1' AS BLOB)",
    "checksum": "UPDATE entry SET checksum = NULL WHERE key = CAST('key 1' AS BLOB)",
    "key": "UPDATE entry SET key = x'00' WHERE key = CAST('key 1' AS BLOB)",
    "swapped": "UPDATE entry SET value = (SELECT value FROM entry WHERE key = CAST('key 2' AS BLOB))"
    " WHERE key = CAST('key 1' AS BLOB)",
}


@pytest.mark.parametrize("damage", DAMAGED_ROWS)
def test_damaged_row_is_absent(store: Store, file: Path, damage: str) -> None:
    change(file, DAMAGED_ROWS[damage])
    others = {key: value for key, value in VALUES.items() if key != b"key 1"}
    assert store.read_all() == store.read(VALUES) == others
    store.write({b"key 1": VALUES[b"key 1"]})
    assert store.read_all() == VALUES


def garbage(file: Path) -> None:
    file.write_bytes(random.Random(6).randbytes(20_000))


def truncated(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def flipped(file: Path) -> None:
    data = bytearray(file.read_bytes())
    for at in range(3_000, len(data), 997):
        data[at] ^= 0xFF
    file.write_bytes(data)


def empty(file: Path) -> None:
    file.write_bytes(b"")


def removed(file: Path) -> None:
    file.unlink()
    file.parent.rmdir()


def other_table(file: Path) -> None:
    change(file, "DROP TABLE entry; CREATE TABLE entry (a, b)")


@pytest.mark.parametrize("damage", [garbage, truncated, flipped, empty, removed, other_table])
def test_damaged_file_is_made_anew(store: Store, file: Path, damage: Callable[[Path], None]) -> None:
    damage(file)
    assert store.read_all().items() <= VALUES.items()
    store.write(VALUES)
    assert store.read_all() == VALUES
    damage(file)
    store.keep_only(VALUES)
    damage(file)
    store.write(VALUES)
    assert store.read_all() == VALUES


def test_file_out_of_reach_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    for place in (tmp_path / "file" / "cache.sqlite", tmp_path / "folder"):
        store = Store(place, b"1")
        store.write(VALUES)
        store.keep_only(())
        assert store.read_all() == {}
    assert (tmp_path / "folder").is_dir()


def test_locked_file_is_done_without_and_stays(store: Store, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lexicon.cache.store._SECONDS_TO_WAIT", 0)
    with sqlite3.connect(file) as database:
        database.execute("BEGIN EXCLUSIVE")
        store.write({b"new": b"new"})
        assert store.read_all() == {}
    database.close()
    assert store.read_all() == VALUES


USE = """
import resource, sys
from pathlib import Path
from lexicon.cache import Store
if sys.argv[2] != "0":
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
store = Store(Path(sys.argv[1]), b"1")
store.write({b"new %d" % number: bytes(1000) for number in range(1000)})
print(len(store.read_all()))
"""


def use(file: Path, largest: int) -> int:
    """How many values another process finds after writing a thousand, into files of so many bytes at most."""
    command = [sys.executable, "-c", USE, str(file), str(largest)]
    done = subprocess.run(
        command, env=environment(), preexec_fn=like_anybody, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    return int(done.stdout)


def test_full_disk_harms_nothing(store: Store, file: Path) -> None:
    assert use(file, file.stat().st_size + 10_000) == len(VALUES)
    assert store.read_all() == VALUES


def test_read_only_file_is_read(store: Store, file: Path) -> None:
    file.chmod(0o444)
    assert use(file, 0) == len(VALUES)
    file.chmod(0o644)
    assert use(file, 0) == len(VALUES) + 1000


def test_several_processes_at_once_lose_nothing(file: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from lexicon.cache import Store\n"
        "store = Store(Path(sys.argv[1]), b'1')\n"
        "for number in range(50): store.write({f'{sys.argv[2]} {number}'.encode(): b'value'}); store.read_all()"
    )
    processes = [
        subprocess.Popen([sys.executable, "-c", program, str(file), name], env=environment()) for name in "abc"
    ]
    assert [process.wait() for process in processes] == [0, 0, 0]
    assert len(Store(file, b"1").read_all()) == 150
