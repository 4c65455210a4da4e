"""`python -m render LANGUAGE FOLDER CACHE`: render one language with MkDocs, draw its formulas, report on its pages.

Pages whose sources, theme and settings are those of an earlier run come from the cache, already finished.
Prints a JSON object: the facts of every page by its path, and the number of formulas.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import sys
from dataclasses import asdict
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexicon import math, sitecheck
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from render.cache import PageCache
from render.hook import ONLY

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

PACKAGES = ("mkdocs", "mkdocs-material", "mkdocs-static-i18n", "Markdown", "pymdown-extensions", "Jinja2", "Pygments")
SETTINGS = ("SITE_URL", "REPOSITORY_URL")
FAILED = 1


class Renderer:
    """Stands in for the two functions of MkDocs that read and write a page, to skip those that are known."""

    def __init__(self, language: str, cache: PageCache, common: str) -> None:
        self.language, self.cache, self.common = language, cache, common
        self.keys: dict[str, str] = {}
        self.known: dict[str, tuple[str, sitecheck.Facts]] = {}
        self.populate, self.write = mkdocs_build._populate_page, mkdocs_build._build_page
        mkdocs_build._populate_page = self.populate_page  # type: ignore[assignment]
        mkdocs_build._build_page = self.build_page  # type: ignore[assignment]

    def populate_page(self, page: Page, config: MkDocsConfig, files: Files, dirty: bool = False) -> None:
        """Read a page; render it only if it is not known."""
        source = Path(page.file.abs_src_path or "").read_bytes()
        path = page.file.dest_uri
        key = hashlib.sha256(b"\0".join([self.common.encode(), path.encode(), source])).hexdigest()
        self.keys[path] = key
        self.known |= self.cache.read([key])
        if key in self.known:
            page.read_source(config)
        else:
            self.populate(page, config, files, dirty)

    def build_page(self, page: Page, config: MkDocsConfig, *arguments: Any, **options: Any) -> None:
        """Write a page."""
        known = self.known.get(self.keys[page.file.dest_uri])
        if known is None:
            self.write(page, config, *arguments, **options)
            return
        target = Path(page.file.abs_dest_path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(known[0], "utf-8")


def render(language: str, folder: Path, cache: Path) -> dict[str, Any]:
    """Render a language into a folder; returns the facts of its pages and the number of their formulas."""
    os.environ[ONLY] = language
    config = load_config(site_dir=str(folder.absolute()), strict=True)
    renderer = Renderer(language, PageCache(cache / f"pages.{language}.sqlite"), _common(config))
    mkdocs_build.build(config)
    return _finish(folder, renderer, math.MathRenderer(cache))


def _finish(folder: Path, renderer: Renderer, drawer: math.MathRenderer) -> dict[str, Any]:
    """Draw the formulas of the new pages, and look at them."""
    known = {path: renderer.known[key] for path, key in renderer.keys.items() if key in renderer.known}
    paths = (path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.html")))
    texts = {path: (folder / path).read_text("utf-8") for path in paths if path not in known}
    wanted = {formula for text in texts.values() for formula in math.formulas_in(text)}
    drawn = {tex: result for tex, result in drawer.render(wanted).items() if isinstance(result, math.Rendered)}
    facts = {path: found for path, (_, found) in known.items()}
    fresh = {}
    for path, text in texts.items():
        finished = math.typeset(text, drawn)
        (folder / path).write_text(finished, "utf-8")
        facts[path] = sitecheck.facts(finished)
        if path in renderer.keys:
            fresh[renderer.keys[path]] = (finished, facts[path])
    renderer.cache.write(fresh, renderer.known)
    return {"facts": {path: asdict(found) for path, found in facts.items()}, "new": len(texts)}


def _common(config: MkDocsConfig) -> str:
    """A digest of what every page depends on: settings, theme, titles in the navigation, versions, this program."""
    root = Path(config.config_file_path).parent
    digest = hashlib.sha256()
    for path in [root / "mkdocs.yml", root / "glossary/schema.yml", *_sources(root)]:
        digest.update(path.read_bytes())
    for path in sorted(root.glob("docs/*/**/*.md")):
        if path.parent.name != "terms":
            digest.update(b"".join(path.read_bytes().splitlines(keepends=True)[:2]))
    versions = [f"{name}={metadata.version(name)}" for name in PACKAGES]
    settings = [f"{name}={os.environ.get(name, '')}" for name in SETTINGS]
    digest.update("\n".join([*versions, *settings]).encode())
    return digest.hexdigest()


def _sources(root: Path) -> list[Path]:
    """The files of ours that pages are made with."""
    package = Path(math.__file__).parent
    templates = [path for path in sorted(root.glob("docs/overrides/**/*")) if path.is_file()]
    templates += [path for name in ("css", "js") for path in sorted(root.glob(f"docs/assets/{name}/*"))]
    templates += sorted(root.glob("scripts/web/search/*.js"))
    programs = [package / "math.py", package / "sitecheck.py", math.WEB / math.PROGRAM, math.WEB / "package-lock.json"]
    return [*templates, *programs, *sorted(Path(__file__).parent.glob("*.py"))]


class _Complaints(logging.Handler):
    """Keeps what MkDocs warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname.lower()}: {record.getMessage()}")


def main() -> int:
    """Render, and print what came of it; complaints go to standard error."""
    language, folder, cache = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    complaints = _Complaints()
    logging.getLogger("mkdocs").addHandler(complaints)
    try:
        result = render(language, folder, cache)
    except (MkDocsException, math.MathUnavailable, OSError) as error:
        complaints.lines.append(str(error))
    if complaints.lines:
        print("\n".join(dict.fromkeys(complaints.lines)), file=sys.stderr)
        return FAILED
    json.dump(result, sys.stdout)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
