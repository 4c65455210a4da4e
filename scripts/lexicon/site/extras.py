"""What a site needs besides its pages: search, redirects, sitemap, headers, data."""

from __future__ import annotations

import html
import re
import shutil
from typing import TYPE_CHECKING

from lexicon import search
from lexicon.exports import json_files
from lexicon.pages import redirect
from lexicon.sitecheck import page_facts, theme_scripts
from lexicon.tex import stylesheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from lexicon.check import Analysis
    from lexicon.glossary import Schema
    from lexicon.sitecheck import Facts

_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)"')
_NOT_PUBLISHED = (
    "sitemap.xml.gz",
    "assets/javascripts/lunr",
    "assets/javascripts/workers",
    "assets/images/favicon.png",
)
FINGERPRINTED = ("assets/stylesheets/", "assets/javascripts/", "assets/css/", "assets/js/")
"""Folders whose files change their address when they change: a digest in the name or behind it."""
FOR_EVER = "public, max-age=31536000, immutable"
_STOCK_INDEX = b'{"config":{"lang":["en"],"separator":"[\\\\s]+","pipeline":[]},"docs":[]}'
"""What Material fetches before it asks the worker; our worker has an index of its own."""


def extras(root: Path, analysis: Analysis) -> Iterator[tuple[str, bytes]]:
    """What a site holds besides pages, by path, as far as it does not depend on them: data, search, styles.

    One after the other, for all of them together take much room.
    """
    glossary = analysis.glossary
    yield from json_files(glossary, analysis.graph)
    for language in glossary.schema.languages:
        yield f"search/index.{language.id}.json", search.index(glossary, analysis.graph, language.id)
    yield "search/search_index.json", _STOCK_INDEX
    yield "assets/search/worker.js", search.worker(root / "scripts" / "web")
    yield "assets/math.css", stylesheet().encode()


def write(site: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write files by their paths below a site."""
    for path, content in files:
        _write(site / path, content)


def finish(site: Path, analysis: Analysis, facts: Mapping[str, Facts]) -> dict[str, Facts]:
    """Add to a site of pages and extras what depends on the pages; returns the facts of the redirects among it."""
    glossary, origin, scripts = analysis.glossary, site_url(site), theme_scripts(facts)
    stock_indexes = [f"{language.root}search" for language in glossary.schema.languages if language.root]
    for name in (*_NOT_PUBLISHED, *stock_indexes):
        _remove(site / name)
    redirects = {
        f"{language.root}terms/{old}/index.html": redirect(glossary, language, slug)
        for old, slug in glossary.former.items()
        for language in glossary.schema.languages
    }
    write(site, ((path, page.encode()) for path, page in redirects.items()))
    for language in glossary.schema.languages:
        _write(site / f"opensearch.{language.id}.xml", search.description(glossary.schema, language.id, origin))
    _write(site / "sitemap.xml", sitemap(facts, glossary.schema, origin).encode())
    _write(site / "_headers", headers(scripts).encode())
    _write(site / "_nginx.conf", nginx(scripts, glossary.schema).encode())
    return {path: page_facts(page) for path, page in redirects.items()}


def site_url(site: Path) -> str:
    """The address at which a rendered site is meant to stand."""
    found = _CANONICAL.search((site / "index.html").read_text("utf-8"))
    return found[1] if found else "/"


def sitemap(pages: Iterable[str], schema: Schema, origin: str) -> str:
    """All pages with their addresses in every language; without dates, which would come from the clock."""
    others = tuple(language.root for language in schema.languages if language.root)
    addresses = sorted(
        page.removesuffix("index.html") for page in pages if page.endswith("index.html") and not page.startswith(others)
    )
    entries = []
    for page in addresses:
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{language.tag}"'
            f' href="{html.escape(origin + language.root + page)}"/>'
            for language in schema.languages
        )
        entries += [
            f"<url><loc>{html.escape(origin + language.root + page)}</loc>{links}</url>"
            for language in schema.languages
        ]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    return "\n".join([f'{head} xmlns:xhtml="http://www.w3.org/1999/xhtml">', *entries, "</urlset>\n"])


def policy(digests: Iterable[str]) -> str:
    """The strictest Content-Security-Policy under which the pages work: the theme's inline scripts by their digests."""
    scripts = " ".join(["'self'", *(f"'sha256-{digest}'" for digest in sorted(digests))])
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {scripts}",
            "worker-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ]
    )


def headers(digests: Iterable[str]) -> str:
    """The `_headers` file that Netlify, Cloudflare Pages and others read."""
    parts = ["/*", *(f"  {name}: {value}" for name, value in _everywhere(digests))]
    for folder in FINGERPRINTED:
        parts += [f"/{folder}*", f"  Cache-Control: {FOR_EVER}"]
    return "\n".join([*parts, "/api/*", "  Access-Control-Allow-Origin: *", ""])


def nginx(digests: Iterable[str], schema: Schema) -> str:
    """The same for nginx: a file to include in a `server` block whose `root` is the site."""
    everywhere = [f'add_header {name} "{value}" always;' for name, value in _everywhere(digests)]
    lines = ["# Include this in a server block whose root is this folder.", *everywhere, "gzip_static on;"]
    lines += ["error_page 404 /404.html;"]
    for language in schema.languages:
        if language.root:
            lines.append(f"location /{language.root} {{ error_page 404 /{language.root}404.html; }}")
    for folder in FINGERPRINTED:
        lines += [
            f"location /{folder} {{",
            f'  add_header Cache-Control "{FOR_EVER}" always;',
            *(f"  {h}" for h in everywhere),
            "}",
        ]
    lines += [
        "location /api/ {",
        '  add_header Access-Control-Allow-Origin "*" always;',
        *(f"  {h}" for h in everywhere),
        "}",
    ]
    lines += ["location = /_nginx.conf { return 404; }", "location = /_headers { return 404; }", ""]
    return "\n".join(lines)


def _everywhere(digests: Iterable[str]) -> list[tuple[str, str]]:
    return [
        ("Content-Security-Policy", policy(digests)),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ]


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
