"""Writing the generated Markdown pages to the folder that MkDocs reads."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from lexicon import pages
from lexicon.rules import rules_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from lexicon.check import Analysis
    from lexicon.glossary import Language
    from lexicon.site.project import Project


def write_pages(project: Project, analysis: Analysis) -> None:
    """Write all pages whose content has changed, and remove obsolete ones."""
    written = {
        path
        for language in analysis.glossary.schema.languages
        for page in _all_pages(analysis, language)
        for path in _write(project.pages / language.id, page)
    }
    for path in sorted(project.pages.rglob("*")):
        if path.is_file() and path not in written:
            path.unlink()


def write_terms(project: Project, analysis: Analysis, slugs: Iterable[str]) -> list[str]:
    """Write the pages of some terms; return their paths relative to `project.pages`."""
    written = []
    for language in analysis.glossary.schema.languages:
        made = _pages(analysis, language)
        for slug in slugs:
            path = _write(project.pages / language.id, made.term(analysis.glossary.terms[slug]))[-1]
            written.append(path.relative_to(project.pages).as_posix())
    return written


def _write(folder: Path, page: pages.Page) -> list[Path]:
    """Write the expected HTML of a page, if any, and then its Markdown; return the paths, that of the Markdown last."""
    path = folder / page.path
    files = {path.with_suffix(".html"): page.html, path: page.text} if page.html else {path: page.text}
    for file, text in files.items():
        _write_file(file, text.encode())
    return list(files)


def _write_file(path: Path, content: bytes) -> None:
    """Write a file unless its content is the same: the renderers detect changes by modification time."""
    if not path.is_file() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)  # the old file may be read-only
        path.write_bytes(content)


def _all_pages(analysis: Analysis, language: Language) -> Iterator[pages.Page]:
    yield pages.Page("rules.md", rules_page(analysis.glossary.schema, language.id))
    yield from _pages(analysis, language).all()


def _pages(analysis: Analysis, language: Language) -> pages.Pages:
    glossary, links = analysis.glossary, analysis.links[language.id]
    automatic = sum(len(found) for found in links.values())
    formulas = {tex.source for tex in analysis.formulas}
    counts = pages.Counts(len(glossary.terms), len(formulas), automatic)
    return pages.Pages(glossary, analysis.graph, language, links, counts)
