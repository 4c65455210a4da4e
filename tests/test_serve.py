"""Serving while writing: what the server hands out, what is built when, and how failures are told."""

from __future__ import annotations

import http.client
import io
import shutil
import socket
import time
import urllib.error
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lexicon.site import BuildError, Progress, Project
from lexicon.site.live_server import EVENTS_ADDRESS, SCRIPT_ADDRESS, LiveServer
from lexicon.site.live_state import LiveState
from lexicon.site.serve import Updates
from lexicon.site.session import Session
from lexicon.site.watching import Changes, watching

from tests import live
from tests.projects import project
from tests.running import contents, lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lexicon.site.live_state import State

    from tests.live import Serving

PAGE = "<!doctype html><title>{0}</title><body><h1>{0}</h1></body></html>"
FILES = {
    "index.html": PAGE.format("Home"),
    "404.html": PAGE.format("Missing"),
    "zh/404.html": PAGE.format("找不到"),
    "zh/terms/loss/index.html": PAGE.format("损失"),
    "terms/empty/data.json": "{}",
    "assets/site.css": "body {}",
    "assets/site.js": "void 0;",
    "assets/drawing.svg": "<svg/>",
    "plain.html": "no end",
}


# The server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """A server of a few files, beside which lies one that is nobody's business."""
    folder = tmp_path_factory.mktemp("served")
    (folder / "secret.txt").write_text("secret")
    for name, text in FILES.items():
        (folder / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "site" / name).write_text(text, "utf-8")
    (folder / "site/leak.txt").symlink_to("../secret.txt")
    with LiveServer(folder / "site", "127.0.0.1", 0) as server:
        server.start()
        yield server


def ask(server: LiveServer, path: str, method: str = "GET", host: str | None = None) -> tuple[int, dict[str, str], str]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1])
    connection.request(method, path, headers={} if host is None else {"Host": host})
    answer = connection.getresponse()
    return answer.status, dict(answer.getheaders()), answer.read().decode()


def say(server: LiveServer, request: bytes) -> bytes:
    """The answer to a request that may be none."""
    with (
        socket.create_connection(("127.0.0.1", server.server_address[1])) as connection,
        connection.makefile("rb") as got,
    ):
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        return got.read()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/zh/terms/loss/", "text/html; charset=utf-8"),
        ("/zh/terms/loss/index.html?x#y", "text/html; charset=utf-8"),
        ("/assets/site.css", "text/css; charset=utf-8"),
        ("/assets/site.js?1234", "text/javascript; charset=utf-8"),
        ("/assets/drawing.svg", "image/svg+xml"),
        ("/terms/empty/data.json", "application/json"),
        (SCRIPT_ADDRESS, "text/javascript; charset=utf-8"),
    ],
)
def test_file_has_its_type(server: LiveServer, path: str, kind: str) -> None:
    status, headers, body = ask(server, path)
    assert (status, headers["Content-Type"], headers["Cache-Control"]) == (200, kind, "no-cache")
    assert int(headers["Content-Length"]) == len(body.encode())
    status, headers, nothing = ask(server, path, "HEAD")
    assert (status, headers["Content-Type"], nothing) == (200, kind, "")


@pytest.mark.parametrize("path", ["/", "/plain.html", "/nothing/"])
def test_page_gets_the_script_and_nothing_else_does(server: LiveServer, path: str) -> None:
    script = f'<script src="{SCRIPT_ADDRESS}" data-version="{server.state.now.version}" defer></script>'
    assert ask(server, path)[2].count(script) == 1
    assert "<script" not in ask(server, "/assets/drawing.svg")[2]
    assert (server.folder / "index.html").read_text("utf-8") == FILES["index.html"]


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/nothing", "Missing"),
        ("/zh/nothing/", "找不到"),
        ("/zh", "找不到"),
        ("/terms/empty/", "Missing"),
        ("/assets/", "Missing"),
        ("/index.html/", "Missing"),
        ("/../404.html/", "Missing"),
        ("/%00", "Missing"),
        ("/%ff%fe", "Missing"),
        (f"/{'x' * 5000}", "Missing"),
    ],
)
def test_what_is_missing_is_said_in_the_language_of_the_address(server: LiveServer, path: str, title: str) -> None:
    status, headers, body = ask(server, path)
    assert (status, headers["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert f"<h1>{title}</h1>" in body


def test_folder_is_led_to_its_slash_and_nowhere_else(server: LiveServer) -> None:
    for path in ("/zh/terms/loss?q=a#b", "//zh/terms/loss?q=a#b"):
        status, headers, _ = ask(server, path)
        assert (status, headers["Location"]) == (302, "/zh/terms/loss/?q=a#b")


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/zh/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/zh/%2e%2e%2f%2e%2e%2fsecret.txt",
        "/..%5csecret.txt",
        "//{}/secret.txt",
        "/%2f{}/secret.txt",
        "/leak.txt",
        "http://127.0.0.1/../secret.txt",
    ],
)
def test_nothing_outside_the_folder_is_handed_out(server: LiveServer, path: str) -> None:
    status, _, body = ask(server, path.format(server.folder.parent))
    assert status == 404
    assert "secret" not in body


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:1", "LOCALHOST", "[::1]:8000"])
def test_own_names_are_answered(server: LiveServer, host: str) -> None:
    assert ask(server, "/", host=host)[0] == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "10.1.2.3", "", "[", ":"]
)
@pytest.mark.parametrize("path", ["/", EVENTS_ADDRESS, SCRIPT_ADDRESS, "/nothing"])
def test_other_names_are_refused(server: LiveServer, host: str, path: str) -> None:
    status, _, body = ask(server, path, host=host)
    assert status == 421
    assert "Home" not in body


@pytest.mark.parametrize(
    ("request_line", "status"),
    [
        (b"GET / HTTP/1.0\r\n\r\n", b" 421 "),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n", b" 421 "),
        (b"GET http://[ HTTP/1.1\r\nHost: localhost\r\n\r\n", b" 404 "),
        (b"GET nothing HTTP/1.1\r\nHost: localhost\r\n\r\n", b" 404 "),
        (b"GET \xff\xfe HTTP/1.1\r\nHost: localhost\r\n\r\n", b" 404 "),
        (b"POST / HTTP/1.1\r\nHost: localhost\r\n\r\n", b" 501 "),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", b"400"),
        (b"GET / HTTP/x\r\n\r\n", b"400"),
        (b"GET / HTTP/9.0\r\n\r\n", b"505"),
        (b"GET /" + b"x" * 70_000 + b" HTTP/1.1\r\n\r\n", b"414"),
        (b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 200 + b"\r\n", b"431"),
        (b"", b""),
        (b"GET / HT", b""),
    ],
)
def test_malformed_request_is_answered_quietly(
    server: LiveServer, capfd: pytest.CaptureFixture[str], request_line: bytes, status: bytes
) -> None:
    assert status in say(server, request_line)[:100]
    assert ask(server, "/")[0] == 200
    assert capfd.readouterr() == ("", "")


def test_reader_that_goes_away_is_no_trouble(server: LiveServer, capfd: pytest.CaptureFixture[str]) -> None:
    following = live.states(server.url)
    next(following)
    following.close()  # type: ignore[attr-defined]
    for _ in range(20):
        server.state.reload()
    assert ask(server, "/")[0] == 200
    assert capfd.readouterr() == ("", "")


def test_every_open_page_hears_of_every_change(server: LiveServer) -> None:
    pages = [live.states(server.url) for _ in range(3)]
    first = {next(page) for page in pages}
    assert first == {server.state.now}
    server.state.show_report("a fault")
    assert {next(page).report for page in pages} == {"a fault"}
    server.state.reload()
    later = {next(page) for page in pages}
    assert {state.report for state in later} == {""}
    assert {state.version for state in later}.isdisjoint(state.version for state in first)


def test_page_opened_later_hears_of_the_faults_at_once(server: LiveServer) -> None:
    server.state.show_report("a fault")
    assert next(live.states(server.url)).report == "a fault"


def test_taken_port_is_named(server: LiveServer, tmp_path: Path) -> None:
    port = server.server_address[1]
    where = project(tmp_path / "project")
    outcome = lexicon(where.root, "serve", "--port", str(port))
    assert outcome.status == 2
    assert f"http://127.0.0.1:{port}/" in outcome.line
    assert "in use" in outcome.line
    assert not where.cache.exists()


# What is built, and when


class Scripted(Session):
    """A session whose updates do what a list says: raise an error, or return what is left to do."""

    def __init__(self, *outcomes: Exception | Callable[[], bool] | None) -> None:
        nowhere = Path("nowhere")
        super().__init__(Project(nowhere, nowhere, nowhere), nowhere, Progress(io.StringIO()))
        self.outcomes = list(outcomes)
        self.asked: list[bool] = []

    def update(self, whole: bool = False) -> Callable[[], bool] | None:
        self.asked.append(whole)
        outcome = self.outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


def updated(*outcomes: Exception | Callable[[], bool] | None) -> tuple[list[State], list[str]]:
    """The states after each of several updates, and all that was said of what was done."""
    said: list[str] = []
    state = LiveState()
    updates = Updates(Scripted(*outcomes), state, said.append)
    states = [state.now]
    for _ in outcomes:
        updates.show(whole=False)
        states.append(state.now)
    return states, said


def fails() -> bool:
    raise BuildError("the built site has flaws")


def test_fault_is_reported_once_until_it_is_repaired(capsys: pytest.CaptureFixture[str]) -> None:
    fault = BuildError("error[dead-link]: a report\nof two lines")
    states, said = updated(None, fault, fault, None, fault)
    assert capsys.readouterr().err == f"{fault}\n" * 2
    assert [state.report for state in states] == ["", "", str(fault), str(fault), "", str(fault)]
    versions = [state.version for state in states]
    assert versions[1] == versions[2] == versions[3] != versions[4] == versions[5]
    assert len(said) == 2


@pytest.mark.parametrize(
    "error", [ValueError("of\ntwo lines"), OSError(28, "No space left on device", "site"), KeyError(1)]
)
def test_unexpected_error_is_said_in_one_line_and_the_server_goes_on(
    error: Exception, capsys: pytest.CaptureFixture[str]
) -> None:
    states, _ = updated(error, None)
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith("the site was not brought up to date: ")
    assert states[1].report == line
    assert states[2].report == ""


class Counted(LiveState):
    """Counts how often pages are told to reload."""

    reloads = 0

    def reload(self) -> None:
        self.reloads += 1
        super().reload()


def test_pages_reload_again_only_if_the_rest_changed_any() -> None:
    state, counts = Counted(), []
    updates = Updates(Scripted(lambda: False, lambda: True, None), state, lambda _: None)
    for _ in range(3):
        updates.show(whole=False)
        counts.append(state.reloads)
    assert counts == [1, 3, 4]


def test_flaw_found_at_the_end_is_laid_over_the_pages(capsys: pytest.CaptureFixture[str]) -> None:
    states, _ = updated(fails)
    assert states[1].report == "the built site has flaws"
    assert states[1].version != states[0].version
    assert capsys.readouterr().err == "the built site has flaws\n"


def test_broken_schema_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = project(tmp_path / "project")
    session = Session(where, where.root / "served", Progress(io.StringIO()))
    updates = Updates(session, LiveState(), lambda _: None)
    try:
        session.build()
        before = contents(session.output)
        (where.glossary / "schema.yml").write_text("topics: [\n", "utf-8")
        updates.show(whole=False)
        said = capsys.readouterr().err
        assert said.startswith("error[broken-yaml]: ")
        assert said.endswith("\n1 error\n")
        assert contents(session.output) == before
    finally:
        session.close()


def test_rest_of_an_update_is_left_to_newer_changes(tmp_path: Path) -> None:
    where, waiting = project(tmp_path / "project"), False
    session = Session(where, where.root / "served", Progress(io.StringIO()), superseded=lambda: waiting)
    try:
        session.build()
        for word, waiting in (("First", True), ("Second", False)):
            write(where.glossary, word)
            rest = session.update()
            assert rest
            assert rest() is not waiting
            assert word in (session.output / "terms/loss/index.html").read_text("utf-8")
            assert (word in (session.output / "glossary/index.html").read_text("utf-8")) is not waiting
            assert (word in (session.output / "api/terms/loss.json").read_text("utf-8")) is not waiting
    finally:
        session.close()


def test_changes_found_during_a_build_are_taken_together() -> None:
    changes = Changes()
    for whole in (False, True, False):
        changes.add(whole)
    assert changes.waiting()
    assert changes.take()
    assert not changes.waiting()
    changes.add(False)
    assert not changes.take()


def test_error_of_the_watcher_is_raised() -> None:
    changes = Changes()
    changes.add(OSError("too many files to watch"))
    with pytest.raises(OSError, match="too many"):
        changes.take()


# Watching


def write(glossary: Path, word: str) -> None:
    """Give a term another text, in one step as careful editors do."""
    new = glossary.parent / "new.md"
    text = f"A loss is a number that says how far an answer is from the right one, here with the word {word}."
    new.write_text(f"---\nname: Loss\n---\n{text}\n", "utf-8")
    new.replace(glossary / "loss/en.md")


@pytest.fixture
def where(tmp_path: Path) -> Project:
    return project(tmp_path / "project")


def test_everything_counts_as_changed_at_first_and_then_what_is_saved(where: Project) -> None:
    with watching(where) as changes:
        assert changes.take()
        write(where.glossary, "one")
        assert not changes.take()
        (where.docs / "en/about.md").write_text("# About\n", "utf-8")
        assert changes.take()


# The command


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project."""
    return project(tmp_path_factory.mktemp("serve") / "project").root


@pytest.fixture(scope="module")
def serving(root: Path) -> Iterator[Serving]:
    """The small project, served."""
    with live.serving(root) as server:
        yield server


def shown(serving: Serving, states: Iterator[State], path: str, word: str) -> str:
    """Wait for a state in which a page holds a word; returns the page."""
    return next(page for state in states if not state.report and word in (page := serving.page(path)))


def test_page_is_renewed_after_every_save(serving: Serving, root: Path) -> None:
    states = serving.states()
    next(states)
    for word in ("apple", "pear"):
        write(root / "glossary", word)
        page = shown(serving, states, "terms/loss/", word)
        assert f'<link rel="canonical" href="{serving.address}terms/loss/">' in page
        shown(serving, states, "glossary/", word)


def test_page_written_by_hand_is_renewed(serving: Serving, root: Path) -> None:
    states = serving.states()
    next(states)
    about = root / "docs/en/about.md"
    about.write_text(f"{about.read_text('utf-8')}\nWritten by hand.\n", "utf-8")
    shown(serving, states, "about/", "Written by hand.")


def test_last_good_site_stays_while_there_are_faults(serving: Serving, root: Path) -> None:
    states = serving.states()
    write(root / "glossary", "good")
    shown(serving, states, "terms/loss/", "good")
    write(root / "glossary", "bad, of [nothing](../nothing/en.md)")
    report = next(state.report for state in states if state.report)
    assert "error[dead-link]" in report
    assert serving.err("error[dead-link]").strip() in report.splitlines()
    assert "good" in serving.page("terms/loss/")
    write(root / "glossary", "repaired")
    shown(serving, states, "terms/loss/", "repaired")


def test_glossary_that_was_removed_is_watched_again_when_it_is_back(
    serving: Serving, root: Path, tmp_path: Path
) -> None:
    states = serving.states()
    next(states)
    for word in ("back", "again"):
        shutil.copytree(root / "glossary", tmp_path / word)
        shutil.rmtree(root / "glossary")
        assert "glossary" in next(state.report for state in states if state.report)
        write(tmp_path / word, word)
        shutil.copytree(tmp_path / word, root / "glossary")
        shown(serving, states, "terms/loss/", word)
        write(root / "glossary", f"{word} and edited")
        shown(serving, states, "terms/loss/", f"{word} and edited")


def test_glossary_with_faults_at_the_start_is_served_once_it_is_repaired(tmp_path: Path) -> None:
    root = project(tmp_path / "project").root
    write(root / "glossary", "bad, of [nothing](../nothing/en.md)")
    with live.serving(root) as serving:
        states = serving.states()
        assert "dead-link" in next(states).report
        with pytest.raises(urllib.error.HTTPError, match="404") as answer:
            serving.page("")
        assert SCRIPT_ADDRESS in answer.value.read().decode()
        write(root / "glossary", "repaired")
        shown(serving, states, "terms/loss/", "repaired")


def children(process: int) -> list[str]:
    """The processes that a process has started in its first thread."""
    return Path(f"/proc/{process}/task/{process}/children").read_text().split()


def test_interrupt_ends_it_and_its_renderers(root: Path) -> None:
    with live.serving(root) as serving:
        renderers = children(serving.process.pid)
        assert len(renderers) == 2
        status, out, err = serving.interrupt()
    assert (status, out.splitlines()[-1], err) == (0, "stopped", "")
    assert not any(Path("/proc", renderer).exists() for renderer in renderers)


def test_interrupt_during_a_build_ends_it_and_its_renderers(root: Path) -> None:
    with live.started(root) as serving:
        while not list((root / ".cache").glob(".serve.new-*")):
            assert serving.process.poll() is None
            time.sleep(0.01)
        renderers = children(serving.process.pid)
        assert len(renderers) == 2
        assert serving.interrupt() == (0, "stopped\n", "")
    assert not any(Path("/proc", renderer).exists() for renderer in renderers)
    assert not list((root / ".cache").glob(".serve.new-*"))
