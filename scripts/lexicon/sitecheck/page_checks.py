"""The check of all pages together: targets of links, and inline scripts."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urljoin, urlsplit

from lexicon.sitecheck.facts import UNSAFE, is_foreign, page_facts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from lexicon.sitecheck.facts import PageFacts

_PLAIN = re.compile(r"(?:\.\./)*(?:\.{1,2}|(?:[a-z0-9-]+/)*(?:[a-z0-9.-]*[a-z0-9])?)(?:#[a-z0-9-]*)?")
"""Relative addresses without percent-encoding, as nearly all are."""
_NO_ANCHORS = frozenset(("", "top"))


@dataclass(frozen=True)
class Flaw:
    """A flaw of a page; `page` is its path relative to the site."""

    page: str
    message: str

    def __str__(self) -> str:
        return f"{self.page}: {self.message}"


@dataclass(frozen=True)
class SiteReport:
    """The flaws of a site, and the numbers of pages and links checked."""

    flaws: tuple[Flaw, ...]
    pages: int
    links: int


def check_site(site: Path, origin: str) -> SiteReport:
    """Check all pages in a folder; `origin` is the URL of the site."""
    pages = {
        path.relative_to(site).as_posix(): page_facts(path.read_text("utf-8")) for path in sorted(site.rglob("*.html"))
    }
    return check_pages(pages, site_files(site), origin, theme_scripts(pages))


def site_files(site: Path) -> set[str]:
    """The paths of all files in a folder, relative to it."""
    return {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}


def theme_scripts(pages: Mapping[str, PageFacts]) -> frozenset[str]:
    """Digests of the theme's inline scripts, taken from the 404 pages, which hold no contributed text."""
    return frozenset(digest for page, known in pages.items() if page.endswith("404.html") for digest in known.scripts)


def check_pages(pages: Mapping[str, PageFacts], files: set[str], origin: str, scripts: frozenset[str]) -> SiteReport:
    """Check pages, given by paths relative to the site.

    `files` are the paths of all files, `origin` is the URL of the site, and `scripts` are digests of the inline scripts
    that are allowed.
    """
    prefix = unquote(urlsplit(origin).path) or "/"
    ids = {page: frozenset(known.ids) for page, known in pages.items()}
    upwards: dict[tuple[str, str], str | None] = {}
    flaws, links = [], 0
    for page, known in pages.items():
        flaws += [Flaw(page, message) for message in known.flaws]
        flaws += [
            Flaw(page, "an inline script that is not the theme's") for digest in known.scripts if digest not in scripts
        ]
        links += len(known.links)
        folder, _, name = page.rpartition("/")[0].rpartition("/")
        for address in dict.fromkeys(known.links):
            if name and address.startswith("../"):
                # The target is the same for all pages in sibling folders; most links are of this kind.
                if (folder, address) not in upwards:
                    upwards[folder, address] = _link_flaw(page, address, files, ids, prefix)
                message = upwards[folder, address]
            else:
                message = _link_flaw(page, address, files, ids, prefix)
            if message:
                flaws.append(Flaw(page, message))
    return SiteReport(tuple(flaws), len(pages), links)


def _link_flaw(page: str, address: str, files: set[str], ids: Mapping[str, frozenset[str]], prefix: str) -> str | None:
    """The flaw of a link from a page, or None."""
    if is_foreign(address) or address.startswith(("mailto:", "data:image/png")):
        return None
    if UNSAFE.match(address):
        return f"an unsafe link: {address[:80]}"
    path, anchor = _target(prefix + page, address)
    if not path.startswith(prefix):
        return f"a link out of the site: {address}"
    path = path[len(prefix) :]
    file = path + "index.html" if path == "" or path.endswith("/") else path
    if file not in files:
        return f"a dead link: {address}"
    if file in ids and anchor not in ids[file] and anchor not in _NO_ANCHORS:
        return f"a link to a missing anchor: {address}"
    return None


def _target(page: str, address: str) -> tuple[str, str]:
    """The path and anchor that an address on a page resolves to."""
    if _PLAIN.fullmatch(address):  # ten times as fast as urljoin
        path, _, anchor = address.partition("#")
        found = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
        return (f"{found.rstrip('/')}/" if path.endswith(("/", ".")) else found), anchor
    target = urlsplit(urljoin(f"http://site{quote(page)}", address))
    return unquote(target.path), unquote(target.fragment)
