"""The files of a site besides its pages: data, search index, redirects, sitemap and headers."""

from __future__ import annotations

import html
import re
import shutil
from typing import TYPE_CHECKING

from lexicon import search
from lexicon.exports import json_files
from lexicon.pages import redirect
from lexicon.site.headers import headers_file, nginx_config
from lexicon.site.sitemap import sitemap
from lexicon.sitecheck import page_facts, theme_scripts
from lexicon.tex import stylesheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from lexicon.check import Analysis
    from lexicon.sitecheck import PageFacts

_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)"')
_NOT_PUBLISHED = (
    "sitemap.xml.gz",
    "assets/javascripts/lunr",
    "assets/javascripts/workers",
    "assets/images/favicon.png",
)
_STOCK_INDEX = b'{"config":{"lang":["en"],"separator":"[\\\\s]+","pipeline":[]},"docs":[]}'
"""The empty index that Material fetches before it starts the worker, which loads an index of its own."""


def page_independent_files(root: Path, analysis: Analysis) -> Iterator[tuple[str, bytes]]:
    """Yield the files that do not depend on rendered pages, as paths relative to the site and contents.

    They are generated one at a time, because all of them together take much memory.
    """
    glossary = analysis.glossary
    yield from json_files(glossary, analysis.graph)
    for language in glossary.schema.languages:
        yield f"search/index.{language.id}.json", search.index(glossary, analysis.graph, language.id)
    yield "search/search_index.json", _STOCK_INDEX
    yield "assets/search/worker.js", search.worker_script(root / "scripts" / "web")
    yield "assets/math.css", stylesheet().encode()


def write_files(site: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write files, given by paths relative to the site."""
    for path, content in files:
        _write(site / path, content)


def write_page_dependent_files(site: Path, analysis: Analysis, facts: Mapping[str, PageFacts]) -> dict[str, PageFacts]:
    """Add the files that depend on rendered pages, remove unused ones, and return the facts of redirects by path."""
    glossary, origin, scripts = analysis.glossary, site_url(site), theme_scripts(facts)
    stock_indexes = [f"{language.root}search" for language in glossary.schema.languages if language.root]
    for name in (*_NOT_PUBLISHED, *stock_indexes):
        _remove(site / name)
    redirects = {
        f"{language.root}terms/{old}/index.html": redirect(glossary, language, slug)
        for old, slug in glossary.slug_redirects.items()
        for language in glossary.schema.languages
    }
    write_files(site, ((path, page.encode()) for path, page in redirects.items()))
    for language in glossary.schema.languages:
        description = search.opensearch_description(glossary.schema, language.id, origin)
        _write(site / f"opensearch.{language.id}.xml", description)
    _write(site / "sitemap.xml", sitemap(facts, glossary.schema, origin).encode())
    _write(site / "_headers", headers_file(scripts).encode())
    _write(site / "_nginx.conf", nginx_config(scripts, glossary.schema).encode())
    return {path: page_facts(page) for path, page in redirects.items()}


def site_url(site: Path) -> str:
    """The URL of the site, from the canonical link of its home page; `/` if there is none."""
    found = _CANONICAL.search((site / "index.html").read_text("utf-8"))
    return html.unescape(found[1]) if found else "/"


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
