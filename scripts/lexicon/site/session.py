"""Incremental builds for `lexicon serve`: first the pages of edited terms, then the rest of the site."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from itertools import takewhile
from typing import TYPE_CHECKING

from lexicon.check import TermCache
from lexicon.site import build, extra_files, generated_pages, locking, pipeline, publish

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from lexicon.check import Analysis
    from lexicon.glossary import Glossary
    from lexicon.site.progress import Progress
    from lexicon.site.project import Project
    from lexicon.site.renderers import Renderers
    from lexicon.sitecheck import PageFacts


class Session:
    """Repeated builds of a project into `output` with the same renderer processes; not thread-safe.

    When `superseded()` says that newer changes are waiting, the rest of an update is left to the next one.
    """

    def __init__(
        self, project: Project, output: Path, progress: Progress, superseded: Callable[[], bool] = lambda: False
    ) -> None:
        self.project, self.output, self.progress, self.superseded = project, output, progress, superseded
        self.renderers: Renderers | None = None
        self.glossary: Glossary | None = None
        self.terms: TermCache | None = None
        self.facts: dict[str, PageFacts] = {}
        self._running = ExitStack()

    def close(self) -> None:
        """Stop the renderers; the next update builds the whole site."""
        self.renderers = self.glossary = None
        self._running.close()

    def build(self) -> None:
        """Build the whole site. Raises BuildError and then leaves the previous site unchanged."""
        self.close()
        with locking.build_lock(self.project.cache, self.progress):
            terms = TermCache(self.project.cache, self.terms)
            renderers = self.renderers = self._running.enter_context(build.start_renderers(self.project))
            with publish.staging(self.output) as site:
                built = pipeline.make_site(self.project, site, renderers, False, self.progress, terms)
                publish.swap(site, self.output)
        self.facts, self.glossary, self.terms = dict(built.facts), built.analysis.glossary, terms

    def update(self, whole: bool = False) -> Callable[[], bool] | None:
        """Render the pages of the edited terms; return a function that does the rest and returns whether pages changed.

        If that does not suffice, or if `whole` is set, build the whole site and return None. Raises BuildError.
        """
        if not whole and self.renderers and self.renderers.alive and self.glossary and self.terms:
            with locking.build_lock(self.project.cache, self.progress):
                terms = TermCache(self.project.cache, self.terms)
                analysis = pipeline.check_glossary(self.project, False, terms)
                if self._render(self.renderers, analysis, _changed(self.terms, terms)):
                    self.terms, self.glossary = terms, analysis.glossary
                    return partial(self._complete, self.renderers, analysis)
        self.build()
        return None

    def _render(self, renderers: Renderers, analysis: Analysis, slugs: Sequence[str]) -> bool:
        """Render the pages of some terms into the site; False if a full build is needed."""
        known, now = self.glossary, analysis.glossary
        if not known or known.terms.keys() != now.terms.keys() or known.schema != now.schema:
            return False
        pages = generated_pages.write_terms(self.project, analysis, slugs)
        with pipeline.renderer_errors_fail_build():
            facts = renderers.update(self.output, pages)
        self.facts |= facts or {}
        return facts is not None

    def _complete(self, renderers: Renderers, analysis: Analysis) -> bool:
        """Render all other changed pages, update search and data, and check the site, unless superseded."""
        with locking.build_lock(self.project.cache, self.progress):
            generated_pages.write_pages(self.project, analysis)
            if self.superseded():
                return False
            with pipeline.renderer_errors_fail_build():
                facts = renderers.update(self.output)
            if facts is None:
                self.glossary = None  # the next edit builds the whole site
                return False
            self.facts |= facts
            files = extra_files.page_independent_files(self.project.root, analysis)
            extra_files.write_files(self.output, takewhile(lambda _: not self.superseded(), files))
            if not self.superseded():
                pipeline.complete_site(self.output, analysis, self.facts)
        return bool(facts)


def _changed(before: TermCache, now: TermCache) -> list[str]:
    """The slugs of terms with changed files."""
    return [slug for slug, key in now.keys.items() if before.keys.get(slug) != key]
