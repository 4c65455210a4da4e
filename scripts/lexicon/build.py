"""From a glossary to a published site: the steps in their order."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lexicon import finish, locking, pages, publish, report, sitecheck, trouble
from lexicon.analysis import analyse
from lexicon.math import MathRenderer
from lexicon.rules.formulas import uses
from lexicon.rules.manual import rules_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lexicon.analysis import Analysis
    from lexicon.pages import Page
    from lexicon.progress import Progress

SCRIPTS = Path(__file__).resolve().parents[1]
GENERATED = ("index.md", "glossary.md", "rules.md", "terms", "topics")
"""What the build writes below the folder of each language; the rest there is written by hand."""


class BuildFailed(Exception):
    """The site cannot be built; `report` says why, ready to print."""

    def __init__(self, report: str) -> None:
        super().__init__(report)
        self.report = report


@dataclass(frozen=True)
class Project:
    """Where everything is: the folder with mkdocs.yml and docs/, the glossary, the cache."""

    root: Path
    glossary: Path
    cache: Path

    @property
    def docs(self) -> Path:
        return self.root / "docs"


@dataclass(frozen=True)
class Summary:
    """What was built."""

    output: Path
    terms: int
    pages: int
    formulas: int
    links: int

    def __str__(self) -> str:
        counts = f"{self.terms:,} terms, {self.pages:,} pages, {self.formulas:,} formulas, {self.links:,} links checked"
        return f"{self.output.as_posix()}: {counts}"


def build(project: Project, output: Path, strict: bool, progress: Progress) -> Summary:
    """Check, generate, render, finish, check again, publish. Raises BuildFailed and leaves `output` as it was."""
    try:
        with locking.held(project.cache, progress):
            return _build(project, publish.target(output), strict, progress)
    except (locking.Busy, publish.NotASite) as error:
        raise BuildFailed(str(error)) from None
    except OSError as error:
        raise BuildFailed(f"the site was not built: {trouble.told(error)}") from error


def _build(project: Project, output: Path, strict: bool, progress: Progress) -> Summary:
    progress.step("reading and checking the glossary")
    analysis = analyse(project.glossary, MathRenderer(project.cache), project.glossary.as_posix())
    if analysis.fails(strict):
        raise BuildFailed(report.text(analysis.diagnostics, len(analysis.glossary.folders)))
    progress.step("writing pages")
    write_pages(project, analysis)
    with publish.staging(output) as site:
        progress.step("rendering pages")
        facts = _render(project, site, [language.id for language in analysis.glossary.schema.languages])
        progress.step("finishing")
        facts |= finish.finish(site, project.root, analysis, facts)
        scripts = sitecheck.theme_scripts(facts)
        verdict = sitecheck.judge(facts, sitecheck.files_of(site), finish.site_url(site), scripts)
        if verdict.flaws:
            raise BuildFailed("\n".join(["the built site has flaws:", *map(str, verdict.flaws[:50])]))
        publish.swap(site, output)
    return Summary(output, len(analysis.glossary.terms), verdict.pages, len(analysis.formulas), verdict.links)


def write_pages(project: Project, analysis: Analysis) -> None:
    """Write the generated pages that changed, and remove those that are no longer wanted."""
    for language in analysis.glossary.schema.languages:
        folder = project.docs / language.id
        wanted = {page.path: page.text for page in _pages(analysis, language.id)}
        for path in _generated(folder):
            if path.relative_to(folder).as_posix() not in wanted:
                path.unlink()
        for name, text in wanted.items():
            path = folder / name
            if not path.exists() or path.read_text("utf-8") != text:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, "utf-8")


def _pages(analysis: Analysis, language: str) -> Iterator[Page]:
    glossary, links = analysis.glossary, analysis.links
    automatic = sum(len(found) for found in links[language].values())
    formulas = {use.tex for use in uses(glossary)}
    numbers = pages.Numbers(len(glossary.terms), len(formulas), automatic)
    yield pages.Page("rules.md", rules_page(language))
    yield from pages.Pages(glossary, analysis.graph, glossary.schema.language(language), links[language], numbers).all()


def _generated(folder: Path) -> Iterator[Path]:
    for name in GENERATED:
        path = folder / name
        if path.is_dir():
            yield from sorted(path.rglob("*.md"))
        elif path.exists():
            yield path


def _render(project: Project, site: Path, languages: Sequence[str]) -> dict[str, sitecheck.Facts]:
    """Render every language in a process of its own, into folders that are then joined; gives the facts of the pages.

    The generator stays outside our process and package: what it is handed are Markdown files on disk.
    """
    with contextlib.ExitStack() as running:
        parts = {language: site / f".{language}" for language in languages}
        processes = {
            language: running.enter_context(_start(project, language, part)) for language, part in parts.items()
        }
        answers = {language: process.communicate() for language, process in processes.items()}
    failed = [answers[language][1] for language, process in processes.items() if process.returncode]
    if failed:
        lines = dict.fromkeys(line for text in failed for line in text.rstrip().splitlines())
        what = "MkDocs could not render the pages:"
        raise BuildFailed(
            "\n".join([what, *lines]) if len(lines) > 1 else f"{what} {''.join(lines) or 'it was killed'}"
        )
    facts: dict[str, sitecheck.Facts] = {}
    for language, part in parts.items():
        for entry in part.iterdir():
            if not (site / entry.name).exists():
                entry.rename(site / entry.name)
        shutil.rmtree(part)
        for page, found in json.loads(answers[language][0])["facts"].items():
            facts[page] = sitecheck.Facts(**{name: tuple(values) for name, values in found.items()})
    return facts


def _start(project: Project, language: str, folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "render", language, str(folder.absolute()), str(project.cache.absolute())]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": _module_path()}
    return subprocess.Popen(
        command, cwd=project.root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def _module_path() -> str:
    return os.pathsep.join(filter(None, [str(SCRIPTS), os.environ.get("PYTHONPATH")]))
