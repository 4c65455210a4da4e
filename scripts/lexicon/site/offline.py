"""A zip of the built site that works without a server."""

from __future__ import annotations

import os
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from lexicon.sitecheck import check_pages, page_facts, site_files
from lexicon.text import LexiconError

if TYPE_CHECKING:
    from collections.abc import Iterator

SCRIPT = Path(__file__).resolve().parents[2] / "web" / "offline.js"
IN_SITE = "assets/search/offline.js"
WORKER = "assets/search/worker.js"
_WORKER_PLACEHOLDER = "/* worker.js */"
_ONLY_FOR_SERVERS = re.compile(
    r"(?:.*/)?404\.html|\.lexicon-files|_headers|_nginx\.conf|sitemap\.xml|opensearch\.\w+\.xml|search/search_index\.json|.*\.(?:map|gz)"
)
_INDEX = re.compile(r"search/index\.([\w-]+)\.json")
_ADDRESS = re.compile(r'(<(?:a|area|link)\b[^>]*?\shref=")([^"]*)(")')
_REFRESH = re.compile(r'(<meta http-equiv="refresh" content="0; url=)([^"]*)(")')
_OPENSEARCH = re.compile(r'\s*<link rel="search"[^>]*>')
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
"""The policy is removed: under `file:` every file is its own origin, so `'self'` matches nothing."""
_BUNDLE = re.compile(r'(<script src="((?:\.\./)*)assets/javascripts/bundle\.)')
_IS_FILE = re.compile(r"[^/]+\.\w+\Z")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest timestamp of the zip format, given to all files so that the zip is reproducible."""
_UNIX, _MODE = 3, 0o100644 << 16
_STOCK_INDEX = b'var __index={"config":{"lang":["en"],"separator":"[\\\\s]+","pipeline":[]},"docs":[]};'
"""The empty index that Material loads before it starts the worker."""


class OfflineError(LexiconError):
    """The site would not work without a server; the message lists the flaws."""


def pack_offline(site: Path, target: Path) -> int:
    """Write a reproducible zip of the site to `target` and return its number of files. Raises OfflineError."""
    files = dict(sorted(_files(site)))
    _check(files)
    folder = target.name.removesuffix(".zip")
    written = target.with_name(f".{target.name}.new-{os.getpid()}")
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for path, data in files.items():
                archive.writestr(_entry(f"{folder}/{path}"), data, compresslevel=9)
        written.replace(target)
    finally:
        written.unlink(missing_ok=True)
    return len(files)


def _entry(path: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, _EPOCH)
    entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, _UNIX, _MODE
    return entry


def _files(site: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the paths and contents of the offline site."""
    for name in site_files(site):
        data = (site / name).read_bytes()
        if index := _INDEX.fullmatch(name):
            yield f"search/index.{index[1]}.js", _as_script(index[1], data)
        elif name == WORKER:
            yield IN_SITE, SCRIPT.read_bytes().replace(_WORKER_PLACEHOLDER.encode(), data)
        elif name.endswith(".html") and not _ONLY_FOR_SERVERS.fullmatch(name):
            yield name, offline_page(data.decode()).encode()
        elif not _ONLY_FOR_SERVERS.fullmatch(name):
            yield name, data
    yield "search/search_index.js", _STOCK_INDEX


def _as_script(language: str, index: bytes) -> bytes:
    return b"(self.lexiconIndexes??={})[%b]=%b;\n" % (f'"{language}"'.encode(), index.strip())


def offline_page(html: str) -> str:
    """The page with links to files instead of folders, and with search that needs no worker."""
    html = _ADDRESS.sub(_with_file_address, html)
    html = _REFRESH.sub(_with_file_address, html)
    html = _POLICY.sub("", _OPENSEARCH.sub("", html))
    return _BUNDLE.sub(rf'<script src="\2{IN_SITE}"></script>\n      \1', html)


def _with_file_address(match: re.Match[str]) -> str:
    return f"{match[1]}{file_address(match[2])}{match[3]}"


def file_address(address: str) -> str:
    """The address of `index.html` for a relative address of a folder; other addresses unchanged."""
    path, mark, rest = re.fullmatch(r"([^?#]*)([?#]?)(.*)", address, re.DOTALL).groups()  # type: ignore[union-attr]
    if not path or _SCHEME.match(path) or _IS_FILE.search(path):
        return address
    folder = path if path.endswith("/") else f"{path}/"
    return f"{folder.removeprefix('./')}index.html{mark}{rest}"


def _check(files: dict[str, bytes]) -> None:
    """Raise OfflineError if a link does not lead to a file; everything else was checked by the build."""
    facts = {path: page_facts(data.decode()) for path, data in files.items() if path.endswith(".html")}
    scripts = frozenset(digest for known in facts.values() for digest in known.scripts)
    flaws = [str(flaw) for flaw in check_pages(facts, {*files}, "/", scripts).flaws if "link" in flaw.message]
    folders = [
        f"{path}: {link} is a folder"
        for path, known in facts.items()
        for link in known.links
        if link.split("#")[0].endswith("/") and not _SCHEME.match(link)
    ]
    if flaws or folders:
        raise OfflineError("\n".join(["the site would not work from a folder:", *(flaws + folders)[:50]]))
