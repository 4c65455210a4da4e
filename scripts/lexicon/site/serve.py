"""One address for both languages that shows an edit at once: first the pages of the terms edited, then all the rest."""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import sys
import threading
import time
from functools import partial
from itertools import takewhile
from typing import TYPE_CHECKING, Any

import click
from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEventHandler
from watchdog.observers import Observer

from lexicon.check import TermCache
from lexicon.site import build, extras, generated_pages, locking, publish, steps
from lexicon.site.progress import Progress
from lexicon.text import LexiconError, describe_os_error

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from watchdog.observers.api import BaseObserver

    from lexicon.check import Analysis
    from lexicon.glossary import Glossary
    from lexicon.site.project import Project
    from lexicon.site.renderers import Renderers
    from lexicon.sitecheck import Facts

OUTPUT = ".cache/serve"
_CHANGES = frozenset(("created", "modified", "moved", "deleted"))


class Session:
    """A site that is kept up to date: the renderers stay, and only what changed is made again."""

    def __init__(self, project: Project, output: Path) -> None:
        self.project, self.output, self.progress = project, output, Progress(sys.stderr)
        self.renderers: Renderers | None = None
        self.glossary: Glossary | None = None
        self.memory: TermCache | None = None
        self.facts: dict[str, Facts] = {}
        self.superseded = threading.Event()

    def close(self) -> None:
        if self.renderers:
            self.renderers.__exit__(None, None, None)
        self.renderers = self.glossary = None

    def build(self) -> None:
        """Make the whole site anew. Raises BuildFailed, and leaves the old one as it was."""
        self.close()
        with locking.held(self.project.cache, self.progress):
            memory = TermCache(self.project.cache, self.memory)
            renderers = self.renderers = build.renderers(self.project)
            with publish.staging(self.output) as site:
                built = steps.fill(self.project, site, renderers, False, self.progress, memory)
                publish.swap(site, self.output)
        self.facts, self.glossary, self.memory = dict(built.facts), built.analysis.glossary, memory

    def update(self, whole: bool = False) -> Callable[[], bool] | None:
        """Show the terms that were edited; returns what is then left to do, which says whether it changed pages.

        Nothing is left where the whole site had to be made anew. Raises BuildFailed.
        """
        self.superseded.clear()
        if not whole and self.renderers and self.renderers.alive and self.glossary and self.memory:
            with locking.held(self.project.cache, self.progress):
                memory = TermCache(self.project.cache, self.memory)
                analysis = steps.examined(self.project, False, memory)
                if self._show(self.renderers, analysis, _changed(self.memory, memory)):
                    self.memory, self.glossary = memory, analysis.glossary
                    return partial(self._complete, self.renderers, analysis)
        self.build()
        return None

    def _show(self, renderers: Renderers, analysis: Analysis, slugs: Sequence[str]) -> bool:
        """Render the pages of some terms into the site; False if the site lacks more than these."""
        known, now = self.glossary, analysis.glossary
        if not known or known.terms.keys() != now.terms.keys() or known.schema != now.schema:
            return False
        pages = generated_pages.write_terms(self.project, analysis, slugs)
        with steps.told():
            facts = renderers.update(self.output, pages)
        self.facts |= facts or {}
        return facts is not None

    def _complete(self, renderers: Renderers, analysis: Analysis) -> bool:
        """Bring the pages about edited terms, search and data up to date, and check the site; ends when superseded."""
        with locking.held(self.project.cache, self.progress):
            generated_pages.write_pages(self.project, analysis)
            if self.superseded.is_set():
                return False
            with steps.told():
                more = renderers.update(self.output)
            if more is None:
                self.glossary = None  # the next edit makes the whole site anew
                return False
            self.facts |= more
            found = extras.extras(self.project.root, analysis)
            extras.write(self.output, takewhile(lambda _: not self.superseded.is_set(), found))
            if not self.superseded.is_set():
                steps.completed(self.output, analysis, self.facts)
        return bool(more)


def _changed(before: TermCache, now: TermCache) -> list[str]:
    """The terms of which any file has changed."""
    return [slug for slug, key in now.keys.items() if before.keys.get(slug) != key]


class _Server(LiveReloadServer):
    """Watches for changes as the system reports them, without looking for them again and again."""

    def __init__(self, project: Project, output: Path, host: str, port: int) -> None:
        self.session = Session(project, output)
        super().__init__(builder=self.refresh, host=host, port=port, root=str(output))
        self.observer: BaseObserver = Observer()  # type: ignore[assignment]
        self.build_delay = 0.02
        self.outside = False
        self.rest: threading.Thread | None = None
        self.observer.schedule(self._handler(inside=True), str(project.glossary.absolute()), recursive=True)
        self.observer.schedule(self._handler(inside=False), str(project.docs.absolute()), recursive=True)
        self._watched_paths[str(project.glossary)] = 1

    def _handler(self, inside: bool) -> FileSystemEventHandler:
        def changed(event: Any) -> None:
            if event.is_directory or event.event_type not in _CHANGES:
                return
            with self._rebuild_cond:
                self.outside |= not inside
                self._want_rebuild = True
                self._rebuild_cond.notify_all()

        handler = FileSystemEventHandler()
        handler.on_any_event = changed  # type: ignore[method-assign]
        return handler

    def refresh(self) -> None:
        """Show what was edited; the rest follows while the browser is already reading."""
        if self.rest:
            self.session.superseded.set()
            self.rest.join()
        begun, whole, self.outside, self.rest = time.monotonic(), self.outside, False, None
        with reported(self.session.progress):
            left = self.session.update(whole)
            self.session.progress.close()
            click.echo(f"shown after {time.monotonic() - begun:.2f} s")
            if left:
                self.rest = threading.Thread(target=self._complete, args=(left, begun))
                self.rest.start()

    def _complete(self, left: Callable[[], bool], begun: float) -> None:
        with reported(self.session.progress):
            more = left()
            gc.collect()
            click.echo(f"all pages and search after {time.monotonic() - begun:.2f} s")
            if more:
                with self._epoch_cond:
                    self._wanted_epoch = self._visible_epoch = self._visible_epoch + 1
                    self._epoch_cond.notify_all()


@contextlib.contextmanager
def reported(progress: Progress) -> Iterator[None]:
    """Say what went wrong while the site was brought up to date; what is served stays as it was."""
    said = ""
    try:
        yield
    except LexiconError as failure:
        said = str(failure)
    except OSError as error:
        said = f"the site was not brought up to date: {describe_os_error(error)}"
    finally:
        progress.close()
    if said:
        click.echo(said, err=True)


def serve_site(project: Project, host: str, port: int) -> None:
    """Build and serve until interrupted; a build that fails is reported, and the last good site stays."""
    os.environ["SITE_URL"] = f"http://{host}:{port}/"
    logging.getLogger("mkdocs.livereload").setLevel(logging.ERROR)
    server = _Server(project, project.root / OUTPUT, host, port)
    gc.disable()  # looking for garbage would take a third of the time; it is done when there is nothing else to do
    server.refresh()
    gc.freeze()
    click.echo(f"serving on http://{host}:{port}/ (stop with Ctrl-C)")
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        click.echo("stopped")
    finally:
        server.shutdown()
        server.session.close()
