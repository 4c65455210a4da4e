"""Everything between a glossary and a folder that holds its whole site: the steps in their order."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lexicon.check import TermCache, analyse, examining
from lexicon.diagnostics import report_text
from lexicon.site import extras, generated_pages
from lexicon.site.project import BuildError, Summary
from lexicon.site.renderers import RenderingError
from lexicon.sitecheck import Facts, Verdict, judge_pages, site_files, theme_scripts
from lexicon.tex import MathRenderer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from lexicon.check import Analysis
    from lexicon.site.progress import Progress
    from lexicon.site.project import Project
    from lexicon.site.renderers import Renderers


@dataclass(frozen=True)
class Built:
    """What is known of a site that is whole and sound: what it was made from, its rendered pages, what was checked."""

    analysis: Analysis
    facts: Mapping[str, Facts]
    verdict: Verdict

    def summary(self, output: Path) -> Summary:
        """The counts to print."""
        terms, formulas = len(self.analysis.glossary.terms), len(self.analysis.formulas)
        return Summary(output, terms, self.verdict.pages, formulas, self.verdict.links)


def fill(
    project: Project, site: Path, ready: Renderers, strict: bool, progress: Progress, memory: TermCache | None = None
) -> Built:
    """Make a whole site in a folder of its own. Raises BuildFailed."""
    progress.step("reading and checking the glossary")
    with examining(*_sources(project), memory or TermCache(project.cache)) as examination:
        remaining = extras.extras(project.root, examination.so_far)
        if not examination.so_far.fails(strict):
            progress.step("writing pages")
            generated_pages.write_pages(project, examination.so_far)
            for extra in remaining:
                extras.write(site, [extra])
                if examination.drawing.done():
                    break  # the rest of them can wait, the renderers cannot
        analysis = _sound(examination.finished(), strict)
    progress.step("rendering pages")
    ready.begin(site)
    extras.write(site, remaining)
    with told():
        facts = ready.finish(site)
    progress.step("finishing")
    return completed(site, analysis, facts)


def examined(project: Project, strict: bool, memory: TermCache) -> Analysis:
    """The glossary and all that is known about it. Raises BuildFailed if it has faults."""
    return _sound(analyse(*_sources(project), memory), strict)


def _sources(project: Project) -> tuple[Path, MathRenderer, str]:
    return project.glossary, MathRenderer(project.cache), project.glossary.as_posix()


def _sound(analysis: Analysis, strict: bool) -> Analysis:
    if analysis.fails(strict):
        raise BuildError(report_text(analysis.diagnostics, len(analysis.glossary.folders)))
    return analysis


def completed(site: Path, analysis: Analysis, facts: Mapping[str, Facts]) -> Built:
    """Add to rendered pages and extras what else a site needs, and check it all. Raises BuildFailed if it has flaws."""
    redirects = extras.finish(site, analysis, facts)
    scripts = theme_scripts(facts)
    verdict = judge_pages({**facts, **redirects}, site_files(site), extras.site_url(site), scripts)
    if verdict.flaws:
        raise BuildError("\n".join(["the built site has flaws:", *map(str, verdict.flaws[:50])]))
    return Built(analysis, facts, verdict)


@contextlib.contextmanager
def told() -> Iterator[None]:
    """Say as a failed build what renderers complain of."""
    try:
        yield
    except RenderingError as failure:
        raise BuildError(_could_not_render(failure.lines)) from None


def _could_not_render(lines: Sequence[str]) -> str:
    what = "MkDocs could not render the pages:"
    refused = [line for line in lines if line.startswith("[Errno ")]
    if refused:
        lines = refused[:1]  # what the system refuses to the one language, it refuses to the others
    return "\n".join([what, *lines]) if len(lines) > 1 else f"{what} {''.join(lines)}"
