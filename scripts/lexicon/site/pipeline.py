"""The steps from a glossary to a folder with the whole site."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lexicon.check import TermCache, analyse, pending_analysis
from lexicon.diagnostics import report_text
from lexicon.site import extra_files, generated_pages
from lexicon.site.project import BuildError, Summary
from lexicon.site.renderers import RenderingError
from lexicon.sitecheck import PageFacts, SiteReport, check_pages, site_files, theme_scripts
from lexicon.tex import MathRenderer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from lexicon.check import Analysis
    from lexicon.site.progress import Progress
    from lexicon.site.project import Project
    from lexicon.site.renderers import Renderers


@dataclass(frozen=True)
class BuiltSite:
    """A complete site without flaws: the analysis of its glossary, facts of its rendered pages and site report."""

    analysis: Analysis
    facts: Mapping[str, PageFacts]
    report: SiteReport

    def summary(self, output: Path) -> Summary:
        """The counts to print."""
        terms, formulas = len(self.analysis.glossary.terms), len(self.analysis.formulas)
        return Summary(output, terms, self.report.pages, formulas, self.report.links)


def make_site(
    project: Project,
    site: Path,
    renderers: Renderers,
    strict: bool,
    progress: Progress,
    term_cache: TermCache | None = None,
) -> BuiltSite:
    """Build a whole site in an empty folder. Raises BuildError if the glossary has faults or the site has flaws."""
    progress.step("reading and checking the glossary")
    with pending_analysis(*_sources(project), term_cache or TermCache(project.cache)) as pending:
        remaining = extra_files.page_independent_files(project.root, pending.partial)
        if not pending.partial.fails(strict):
            progress.step("writing pages")
            generated_pages.write_pages(project, pending.partial)
            for extra in remaining:
                extra_files.write_files(site, [extra])
                if pending.rendering.done():
                    break  # rendering can start; the remaining files are written meanwhile
        analysis = _raise_on_faults(pending.result(), strict)
    progress.step("rendering pages")
    renderers.begin(site)
    extra_files.write_files(site, remaining)
    with renderer_errors_fail_build():
        facts = renderers.finish(site)
    progress.step("finishing")
    return complete_site(site, analysis, facts)


def check_glossary(project: Project, strict: bool, term_cache: TermCache) -> Analysis:
    """The analysis of the glossary. Raises BuildError if it has errors, or with `strict` warnings."""
    return _raise_on_faults(analyse(*_sources(project), term_cache), strict)


def _sources(project: Project) -> tuple[Path, MathRenderer, str]:
    return project.glossary, MathRenderer(project.cache), project.glossary.as_posix()


def _raise_on_faults(analysis: Analysis, strict: bool) -> Analysis:
    if analysis.fails(strict):
        raise BuildError(report_text(analysis.diagnostics, len(analysis.glossary.folders)))
    return analysis


def complete_site(site: Path, analysis: Analysis, facts: Mapping[str, PageFacts]) -> BuiltSite:
    """Add the files that depend on rendered pages, and check the whole site. Raises BuildError if it has flaws."""
    redirects = extra_files.write_page_dependent_files(site, analysis, facts)
    scripts = theme_scripts(facts)
    report = check_pages({**facts, **redirects}, site_files(site), extra_files.site_url(site), scripts)
    if report.flaws:
        raise BuildError("\n".join(["the built site has flaws:", *map(str, report.flaws[:50])]))
    return BuiltSite(analysis, facts, report)


@contextlib.contextmanager
def renderer_errors_fail_build() -> Iterator[None]:
    """Turn RenderingError into BuildError."""
    try:
        yield
    except RenderingError as failure:
        raise BuildError(_rendering_message(failure.lines)) from None


def _rendering_message(lines: Sequence[str]) -> str:
    what = "MkDocs could not render the pages:"
    refused = [line for line in lines if line.startswith("[Errno ")]
    if refused:
        lines = refused[:1]  # an error of the operating system is the same for all languages
    return "\n".join([what, *lines]) if len(lines) > 1 else f"{what} {''.join(lines)}"
