"""Whatever happens to a build, the published site stays whole, the message is one line, and the next build succeeds.

`LEXICON_KILLS` says how often a build is killed (a handful if it is not set).
"""

from __future__ import annotations

import contextlib
import fcntl
import io
import itertools
import os
import pty
import random
import resource
import shutil
import signal
import subprocess
import threading
import time
from typing import TYPE_CHECKING

import pytest
from lexicon.site import Progress, locking, publish

from tests.conftest import ROOT
from tests.projects import project
from tests.running import PROGRAM, beside, contents, environment, lexicon, like_anybody

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.running import Outcome

KILLS = int(os.environ.get("LEXICON_KILLS", "6"))
FAILURES = (1, 2)
EDITIONS = itertools.count()
Files = dict[str, bytes]


def edit(root: Path, word: str = "") -> None:
    """Give a term another text, so that there is something to build."""
    word = word or f"number {next(EDITIONS)}"
    text = f"A loss is a number that says how far an answer is from the right one; this is edition {word}."
    path = root / "glossary/loss/en.md"
    front = path.read_text("utf-8").split("---\n")[1]
    path.write_text(f"---\n{front}---\n{text}\n", "utf-8")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project whose site has been built; every test leaves it in a state that builds."""
    root = project(tmp_path_factory.mktemp("small") / "project").root
    rebuilt(root)
    return root


def rebuilt(root: Path) -> Files:
    """The site after a build that must succeed and leave nothing beside it."""
    outcome = lexicon(root, "build")
    assert (outcome.status, outcome.err) == (0, "")
    assert beside(root) == []
    return contents(root / "site")


def refused(root: Path, outcome: Outcome) -> str:
    """What a build said that failed without harm."""
    assert outcome.status in FAILURES, outcome
    assert not [name for name in beside(root) if name.startswith(".site")]
    return outcome.line


# Killed


def test_killed_build_leaves_the_old_site_or_the_new(root: Path) -> None:
    chance = random.Random(6)
    editions: dict[str, Files] = {}
    for word in ("one", "two"):
        edit(root, word)
        started = time.monotonic()
        editions[word] = rebuilt(root)
        whole = time.monotonic() - started
    for turn in range(KILLS):
        edit(root, "one" if contents(root / "site") == editions["two"] else "two")
        moment = chance.uniform(0.7, 1.1) if turn % 3 == 0 else chance.uniform(0, 1)
        killed(root, whole * moment)
        assert contents(root / "site") in editions.values(), turn
        if turn % 5 == 4:
            whole = checked(root, editions)
    checked(root, editions)


def checked(root: Path, editions: dict[str, Files]) -> float:
    """After builds that were killed, one that is not: how long it takes."""
    word = "one" if contents(root / "site") == editions["two"] else "two"
    edit(root, word)
    started = time.monotonic()
    assert rebuilt(root) == editions[word]
    return time.monotonic() - started


def killed(root: Path, seconds: float) -> None:
    """Start a build, and end it and all its helpers at once after a while."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(
        [*PROGRAM, "build"], cwd=root, env=environment(), start_new_session=True, stdout=quiet, stderr=quiet
    ) as process:
        time.sleep(seconds)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


WAITS = """
import os, sys, time

parent = os.getppid()

def hook(event, arguments):
    if event == "open" and str(arguments[0]).endswith("/terms/loss.md"):
        alive = os.open(os.environ["ALIVE"], os.O_WRONLY)
        os.write(alive, b"x")
        while os.getppid() == parent:
            time.sleep(0.05)
        time.sleep(10)  # by now the system has ended this process
        os.write(alive, b"still alive")
        os._exit(1)

if "mkdocs_site" in sys.orig_argv:
    sys.addaudithook(hook)
"""
"""Lets a renderer wait in the middle of its work until its parent is gone."""


def test_helpers_end_with_a_build_that_is_killed_alone(root: Path, tmp_path: Path) -> None:
    before = contents(root / "site")
    edit(root)
    (tmp_path / "sitecustomize.py").write_text(WAITS)
    os.mkfifo(tmp_path / "alive")
    paths = os.pathsep.join([str(tmp_path), str(ROOT / "scripts")])
    variables = environment(PYTHONPATH=paths, ALIVE=str(tmp_path / "alive"))
    with (
        subprocess.Popen([*PROGRAM, "build"], cwd=root, env=variables, stderr=subprocess.DEVNULL) as process,
        open(tmp_path / "alive", "rb", buffering=0) as alive,
    ):
        assert alive.read(1) + alive.read(1) == b"xx"  # one of each language
        process.kill()
        assert alive.read() == b""  # the end, which comes when both are gone
    assert contents(root / "site") == before
    assert rebuilt(root) != before


def wait_for(condition: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    """Wait until a running process has brought something about."""
    while not condition():
        assert process.poll() is None
        time.sleep(0.01)


def test_reader_always_finds_a_whole_site(root: Path) -> None:
    missing: list[str] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            try:
                assert (root / "site/index.html").read_bytes().rstrip().endswith(b"</html>")
            except OSError as error:
                missing.append(str(error))

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(2):
        edit(root)
        rebuilt(root)
    stop.set()
    reader.join()
    assert missing == []


def test_interrupted_build_says_so(root: Path) -> None:
    before = contents(root / "site")
    edit(root)
    heed = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "  # shells make jobs ignore it
    program = [*PROGRAM[:-1], heed + PROGRAM[-1], "build"]
    with subprocess.Popen(
        program, cwd=root, env=environment(), stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        wait_for(lambda: any(name.startswith(".site.new-") for name in beside(root)), process)
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate()
    assert (process.returncode, said) == (130, "interrupted\n")
    assert beside(root) == []
    assert contents(root / "site") == before


def test_site_that_a_build_had_moved_away_is_put_back(tmp_path: Path) -> None:
    """Where folders cannot be exchanged, a build may be killed between two renames."""
    (tmp_path / ".site.old-1").mkdir()
    (tmp_path / ".site.old-1/index.html").write_text("old")
    with contextlib.suppress(RuntimeError), publish.staging(tmp_path / "site"):
        raise RuntimeError
    assert contents(tmp_path) == {"site/index.html": b"old"}


# No room, no leave


@contextlib.contextmanager
def small_disk(root: Path, free: int) -> Iterator[Callable[[], None]]:
    """A disk with the project and `free` KiB; where none may be mounted, files may grow to that size and no further.

    Gives what is to be called in the process that builds.
    """
    size = sum(len(data) for data in contents(root).values()) // 1024 + 8_000
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}k", "none", str(root)]
    aside = root.with_name("aside")
    shutil.copytree(root, aside, symlinks=True)
    if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        yield lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (free * 1024, resource.RLIM_INFINITY))
        return
    try:
        shutil.copytree(aside, root, symlinks=True, dirs_exist_ok=True)
        state = os.statvfs(root)
        (root / "filler").write_bytes(b"\0" * (state.f_bavail * state.f_frsize - free * 1024))
        yield lambda: None
    finally:
        subprocess.run(["umount", "-l", root], check=True)


@pytest.mark.parametrize("free", [0, 90, 1500])
def test_full_disk(root: Path, tmp_path: Path, free: int) -> None:
    folder = tmp_path / "project"
    shutil.copytree(root, folder, symlinks=True)
    edit(folder)
    before = contents(folder / "site")
    with small_disk(folder, free) as limit:
        outcome = lexicon(folder, "build", before=limit)
        assert "No space left on device" in refused(folder, outcome) or "File too large" in outcome.err
        assert contents(folder / "site") == before
        (folder / "filler").unlink(missing_ok=True)
        outcome = lexicon(folder, "build")
        assert (outcome.status, outcome.err) == (0, "")


def test_read_only_parent_of_the_output(root: Path) -> None:
    before = contents(root / "site")
    edit(root)
    root.chmod(0o555)
    try:
        outcome = lexicon(root, "build", before=like_anybody)
    finally:
        root.chmod(0o755)
    assert "Permission denied" in refused(root, outcome)
    assert contents(root / "site") == before
    assert rebuilt(root) != before


def test_output_is_a_file(root: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.write_text("mine")
    assert "mine is a file" in refused(root, lexicon(root, "build", "--output", str(mine)))
    assert mine.read_text() == "mine"


@pytest.mark.parametrize("name", ["docs", ".", "glossary"])
def test_folder_that_is_no_site_is_not_replaced(root: Path, name: str) -> None:
    before = contents(root)
    assert "something else than a site" in refused(root, lexicon(root, "build", "--output", name))
    assert contents(root) == before


def test_empty_folder_becomes_a_site(root: Path, tmp_path: Path) -> None:
    rebuilt(root)
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to("empty")
    assert lexicon(root, "build", "--output", str(tmp_path / "link")).status == 0
    assert (tmp_path / "link").is_symlink()
    assert contents(tmp_path / "empty") == contents(root / "site")


# Not alone


def test_two_builds_at_once_come_one_after_the_other(root: Path) -> None:
    edit(root)
    both = [
        subprocess.Popen([*PROGRAM, "build"], cwd=root, env=environment(), stdout=-3, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    assert [(process.communicate()[1], process.returncode) for process in both] == [("", 0), ("", 0)]
    assert beside(root) == []
    edit(root)
    rebuilt(root)


def test_second_build_says_on_a_terminal_that_it_waits(root: Path) -> None:
    edit(root)
    ours, theirs = pty.openpty()
    with open(root / ".cache" / locking.FILE) as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        process = subprocess.Popen([*PROGRAM, "build"], cwd=root, env=environment(), stdout=-3, stderr=theirs)
        os.close(theirs)
        said = b""
        while b"waiting for another build" not in said:
            said += os.read(ours, 1000)
        assert process.poll() is None
    drain = threading.Thread(target=read_all, args=(ours,))
    drain.start()
    assert process.wait(60) == 0
    drain.join()
    os.close(ours)


def read_all(descriptor: int) -> None:
    with contextlib.suppress(OSError):
        while os.read(descriptor, 1000):
            pass


def test_build_does_not_wait_for_ever(tmp_path: Path) -> None:
    progress = Progress(io.StringIO())
    with (
        locking.build_lock(tmp_path, progress),
        pytest.raises(locking.BusyError, match="another build"),
        locking.build_lock(tmp_path, progress, seconds=0.2),
    ):
        pass


def test_folder_that_another_build_works_in_is_left_alone(tmp_path: Path) -> None:
    with publish.staging(tmp_path / "site") as first:
        other = first.with_name(".site.new-1")
        first.rename(other)
        with publish.staging(tmp_path / "site"):
            assert other.is_dir()
        other.rename(first)


# Files that vanish

VANISH = '''
"""Removes the file whose path ends with VANISH the moment before a build opens it for the first time.

A build begins when it is known that the site is not up to date.
"""
import os, sys

def hook(event, arguments):
    if event == "open" and os.fsdecode(arguments[0] if isinstance(arguments[0], (str, bytes)) else "").endswith(ending):
        if not compares(sys._getframe()):
            try:
                os.unlink(arguments[0])
            except OSError:
                pass

def compares(frame):
    while frame and not frame.f_code.co_filename.endswith("build_record.py"):
        frame = frame.f_back
    return frame

ending = os.environ["VANISH"]
sys.addaudithook(hook)
'''


@pytest.mark.parametrize(
    "name",
    [
        "glossary/loss/en.md",
        "glossary/schema.yml",
        "mkdocs.yml",
        "docs/en/about.md",
        ".cache/pages/zh/terms/loss.md",
        "docs/assets/css/site.css",
        "docs/overrides/main.html",
    ],
)
def test_file_vanishes_while_it_is_read(root: Path, tmp_path: Path, name: str) -> None:
    edit(root)
    before, text = contents(root / "site"), (root / name).read_bytes()
    (tmp_path / "sitecustomize.py").write_text(VANISH)
    variables = {"PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT / "scripts")]), "VANISH": f"/{name}"}
    try:
        outcome = lexicon(root, "build", "--glossary", str(root / "glossary"), variables=variables)
        assert not (root / name).exists()
    finally:
        (root / name).write_bytes(text)
    assert outcome.status in FAILURES
    assert name.rsplit("/", 1)[-1] in outcome.err
    assert "Traceback" not in outcome.err
    assert contents(root / "site") == before
    assert rebuilt(root) != before


# A damaged cache


def garbage(path: Path) -> None:
    path.write_bytes(random.Random(6).randbytes(20_000))


def truncated(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 2 // 3])


def flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for at in range(5_000, len(data), 997):
        data[at] ^= 0xFF
    path.write_bytes(data)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def folder(path: Path) -> None:
    path.unlink()
    (path / "inside").mkdir(parents=True)


def read_only(path: Path) -> None:
    path.chmod(0o444)


@pytest.mark.parametrize("damage", [garbage, truncated, flipped, empty, folder, read_only])
def test_damaged_cache_harms_nothing(root: Path, damage: Callable[[Path], None]) -> None:
    edit(root, "known")
    before = rebuilt(root)
    assert lexicon(root, "check").status == 0
    files = [path for path in sorted((root / ".cache").rglob("*")) if path.is_file() and path.name != locking.FILE]
    assert len(files) >= 4
    for path in files:
        damage(path)
    for word, command in (("new", "check"), ("new", "build"), ("known", "build")):
        edit(root, word)
        outcome = lexicon(root, command, before=like_anybody)
        assert (outcome.status, outcome.err) == (0, "")
        assert (contents(root / "site") == before) == (word == "known" or command == "check")
    shutil.rmtree(root / ".cache")
    (root / ".cache").mkdir()


@pytest.mark.parametrize("mode", [0o555, 0o000])
def test_cache_folder_that_may_not_be_written(root: Path, mode: int) -> None:
    before = contents(root / "site")
    edit(root)
    (root / ".cache").chmod(mode)
    try:
        outcome = lexicon(root, "build", before=like_anybody)
    finally:
        (root / ".cache").chmod(0o755)
    if outcome.status:
        assert ".cache" in refused(root, outcome)
        assert contents(root / "site") == before
    else:
        assert contents(root / "site") != before
    edit(root)
    rebuilt(root)


def test_file_in_place_of_the_cache_folder(root: Path) -> None:
    shutil.rmtree(root / ".cache")
    (root / ".cache").write_text("")
    assert ".cache" in refused(root, lexicon(root, "build"))
    (root / ".cache").unlink()
    rebuilt(root)
