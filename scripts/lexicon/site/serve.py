"""`lexicon serve`: builds the site, serves it, and updates it when files change."""

from __future__ import annotations

import gc
import os
import sys
import time
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from lexicon.site.live_server import LiveServer
from lexicon.site.progress import Progress
from lexicon.site.session import Session
from lexicon.site.watching import watching
from lexicon.text import LexiconError, describe_os_error, printable_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lexicon.site.live_state import LiveState
    from lexicon.site.project import Project
    from lexicon.site.watching import Changes

OUTPUT = ".cache/serve"


def serve_site(project: Project, host: str, port: int, say: Callable[[str], None]) -> None:
    """Build and serve the site until Ctrl-C; after a failed build the previous site is served. Raises AddressError.

    `say` receives lines about progress; errors are written to standard error.
    """
    with LiveServer(project.root / OUTPUT, host, port) as server:
        os.environ["SITE_URL"] = server.url
        gc.disable()  # collection would take a third of the time; it runs when idle
        try:
            with watching(project) as changes:
                _build_and_serve(project, server, changes, say)
        except KeyboardInterrupt:
            say("stopped")


def _build_and_serve(project: Project, server: LiveServer, changes: Changes, say: Callable[[str], None]) -> None:
    session = Session(project, server.folder, Progress(sys.stderr), superseded=changes.waiting)
    updates = Updates(session, server.state, say)
    with closing(session):
        updates.show(changes.take())
        gc.freeze()
        server.start()
        say(f"serving on {server.url} (stop with Ctrl-C)")
        while True:
            updates.show(changes.take())


class Updates:
    """Updates of a served site, reported to the author and to open pages."""

    def __init__(self, session: Session, state: LiveState, say: Callable[[str], None]) -> None:
        self.session, self.state, self.say = session, state, say
        self.reported = ""

    def show(self, whole: bool) -> None:
        """Publish the edited pages first, then the rest of the site; `whole` rebuilds everything.

        Raises nothing: errors are reported, the same error once until it is repaired.
        """
        begun = time.monotonic()
        with self._reporting():
            rest = self.session.update(whole)
            self.state.reload()
            self._say("shown", begun)
            if rest:
                self._finish(rest, begun)

    def _finish(self, rest: Callable[[], bool], begun: float) -> None:
        if rest():
            self.state.reload()
        if not self.session.superseded():
            gc.collect()
            self._say("all pages and search", begun)

    def _say(self, done: str, begun: float) -> None:
        self.session.progress.close()
        self.say(f"{done} after {time.monotonic() - begun:.2f} s")

    @contextmanager
    def _reporting(self) -> Iterator[None]:
        """Report exceptions instead of raising them."""
        try:
            yield
            self.reported = ""
        except LexiconError as error:
            self._report(str(error))
        except Exception as error:  # a bug must not stop the server either
            self.session.close()  # the renderers may be in any state
            self._report(f"the site was not brought up to date: {_in_one_line(error)}")

    def _report(self, report: str) -> None:
        self.session.progress.close()
        if report != self.reported:
            sys.stderr.write(f"{printable_lines(report)}\n")
        self.reported = report
        self.state.show_report(report)


def _in_one_line(error: Exception) -> str:
    if isinstance(error, OSError):
        return describe_os_error(error)
    return " ".join(f"{type(error).__name__}: {error}".split())
