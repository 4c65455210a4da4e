"""What is done to the pages that MkDocs rendered: formulas, search, redirects, sitemap, headers, data."""

from __future__ import annotations

import base64
import hashlib
import html
import re
import shutil
from typing import TYPE_CHECKING

from lexicon import search
from lexicon.exports import data
from lexicon.math import Rejected, formulas_in, typeset
from lexicon.pages import redirect

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from lexicon.analysis import Analysis
    from lexicon.math import MathRenderer
    from lexicon.schema import Schema

_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\b(?:src|type)=)[^>]*>(.*?)</script>", re.DOTALL)
_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)"')
_NOT_PUBLISHED = ("sitemap.xml.gz", "search/search_index.json", "zh/search")


def finish(site: Path, root: Path, analysis: Analysis, renderer: MathRenderer) -> int:
    """Complete a rendered site in place; returns the number of distinct formulas on it."""
    glossary = analysis.glossary
    for name in _NOT_PUBLISHED:
        _remove(site / name)
    for path, content in data.files(glossary, analysis.graph):
        _write(site / path, content)
    for old, slug in glossary.former.items():
        for language in glossary.schema.languages:
            page = redirect(glossary, language, slug)
            _write(site / language.root / "terms" / old / "index.html", page.encode())
    for language in glossary.schema.languages:
        _write(site / "search" / f"index.{language.id}.json", search.index(glossary, analysis.graph, language.id))
    _write(
        site / "search" / "search_index.json",
        b'{"config":{"lang":["en"],"separator":"[\\\\s]+","pipeline":[]},"docs":[]}',
    )
    _write(site / "assets/search/worker.js", search.worker(root / "scripts" / "web"))
    drawn = _draw_formulas(site, renderer)
    _write(site / "sitemap.xml", sitemap(site, glossary.schema).encode())
    _write(site / "_headers", headers(_pages(site)).encode())
    return drawn


def site_url(site: Path) -> str:
    """The address at which a rendered site is meant to stand."""
    found = _CANONICAL.search((site / "index.html").read_text("utf-8"))
    return found[1] if found else "/"


def _draw_formulas(site: Path, renderer: MathRenderer) -> int:
    """Replace the formulas of all pages by drawings."""
    found = {path: text for path in _pages(site) if "arithmatex" in (text := path.read_text("utf-8"))}
    wanted = {formula for text in found.values() for formula in formulas_in(text)}
    results = renderer.render(wanted)
    drawn = {tex: result for tex, result in results.items() if not isinstance(result, Rejected)}
    for path, text in found.items():
        path.write_text(typeset(text, drawn), "utf-8")
    _write(site / "assets/math.css", renderer.stylesheet().encode())
    return len(drawn)


def sitemap(site: Path, schema: Schema) -> str:
    """All pages with their addresses in every language; without dates, which would come from the clock."""
    origin = site_url(site)
    others = [language for language in schema.languages if language.root]
    pages = sorted(
        path.relative_to(site).as_posix().removesuffix("index.html")
        for path in _pages(site)
        if path.name == "index.html" and not any(path.is_relative_to(site / language.root) for language in others)
    )
    entries = []
    for page in pages:
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


def policy(pages: Iterable[Path]) -> str:
    """The strictest Content-Security-Policy under which the pages work: the inline scripts by their digests."""
    digests = sorted({digest for page in pages for digest in _script_digests(page.read_text("utf-8"))})
    scripts = " ".join(["'self'", *(f"'sha256-{digest}'" for digest in digests)])
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


def headers(pages: Iterable[Path]) -> str:
    """The `_headers` file that Netlify, Cloudflare Pages and others read."""
    return (
        "/*\n"
        f"  Content-Security-Policy: {policy(pages)}\n"
        "  X-Content-Type-Options: nosniff\n"
        "  Referrer-Policy: strict-origin-when-cross-origin\n"
        "/assets/*\n"
        "  Cache-Control: public, max-age=3600\n"
        "/api/*\n"
        "  Access-Control-Allow-Origin: *\n"
    )


def _script_digests(page: str) -> list[str]:
    found = _INLINE_SCRIPT.findall(page)
    return [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in found]


def _pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
