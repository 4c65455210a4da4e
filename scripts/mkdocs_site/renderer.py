"""Rendering of one language by MkDocs' own steps, page by page, so that unchanged pages come from a cache.

The key of a page is a digest of all that it depends on: its source, its address, and the inputs common to all pages.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from lexicon.cache import Store, environment_fingerprint
from lexicon.sitecheck import article_tokens, first_difference, page_facts, policy_element
from lexicon.tex import MathRenderer, Rendered, Tex, formulas_in, typeset
from lexicon.text import LexiconError
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.structure.files import get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page

from mkdocs_site import optimizations
from mkdocs_site.hook import ONLY, PAGES
from mkdocs_site.page_cache import decode_page, encode_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lexicon.sitecheck import PageFacts
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File

SCRIPTS = Path(__file__).resolve().parents[1]
_CHARSET = '<meta charset="utf-8">'
_BATCH_SIZE = 200
"""Number of pages read from the cache and written to it at a time."""
REPLACED_TEMPLATES = ("sitemap.xml",)
"""Static templates of the theme that are not rendered, because the site has its own files in place of them."""


class StaleError(LexiconError):
    """More than the content of pages has changed: a full build is needed."""


class LanguageSite:
    """The site of one language, with settings that are read once."""

    def __init__(self, language: str, pages: Path, cache: Path, messages: list[str]) -> None:
        """`pages` is the folder of generated pages; MkDocs' warnings and our own are appended to `messages`."""
        os.environ |= {ONLY: language, PAGES: str(pages)}
        optimizations.one_converter_for_all_pages()
        optimizations.try_only_patterns_that_may_match()
        optimizations.no_list_of_anchors()
        optimizations.take_html_blocks_as_they_are()
        self.language, self.pages, self.folder, self.messages = language, pages, cache, messages
        self.root = Path.cwd()
        self.settings = _settings(self.root)  # before they are read, so that no page is cached under later ones
        self.config = load_config(strict=True)
        self.config = self.config.plugins.on_config(self.config)
        self.formulas = _Formulas(MathRenderer(cache))
        self.states: dict[str | None, tuple[int, int]] = {}

    def build(self, folder: Path) -> dict[str, PageFacts]:
        """Render all pages of the language into a folder; return their facts by path."""
        self.config.site_dir = str(folder.absolute())
        self.config.plugins.on_pre_build(config=self.config)
        self._load()
        facts = self._write(self.documents)
        self.files.copy_static_files()
        for template in sorted({*self.config.theme.static_templates} - {*REPLACED_TEMPLATES}):
            mkdocs_build._build_theme_template(template, self.env, self.files, self.config, self.nav)
        self.config.plugins.on_post_build(config=self.config)
        page = f"{self.config.extra['language_root']}404.html"
        facts[page] = self._finish(folder / page)
        return facts

    def update(self, folder: Path, pages: list[str] | None) -> dict[str, PageFacts]:
        """Render the pages whose sources have changed, restricted to `pages` if given. Raises StaleError."""
        states = self._source_states()
        if states.keys() != self.states.keys() or self.common != _settings(self.root) + self._navigation_digest():
            raise StaleError
        wanted = None if pages is None else {str(self.pages / page) for page in pages}
        changed = [
            file
            for file in self.documents
            if states[file.abs_src_path] != self.states[file.abs_src_path]
            and (wanted is None or file.abs_src_path in wanted)
        ]
        for file in changed:
            file.abs_dest_path = os.path.join(folder, file.dest_uri)
        facts = self._write(changed)
        self.states |= {file.abs_src_path: states[file.abs_src_path] for file in changed}
        return facts

    # All pages

    def _load(self) -> None:
        """Find all files, and read the pages that the navigation lists."""
        config = self.config
        self.common = self.settings + self._navigation_digest()
        self.cache = Store(self.folder / f"pages.{self.language}.sqlite", self.common.encode())
        self.keys: dict[str, bytes] = {}
        env = config.theme.get_env()
        files = get_files(config)
        files.add_files_from_theme(env, config)
        self.files = config.plugins.on_files(files, config=config)
        set_exclusions(self.files, config)
        self.nav = config.plugins.on_nav(get_navigation(self.files, config), config=config, files=self.files)
        optimizations.remember_where_links_lead(self.files)
        self.documents = list(self.files.documentation_pages())
        self.states = self._source_states()
        self.listed = {page.url for page in self.nav.pages}
        for page in self.nav.pages:
            page.read_source(config)
            if "title" not in page.meta:
                mkdocs_build._populate_page(page, config, self.files)
        self.env = config.plugins.on_env(env, config=config, files=self.files)
        optimizations.remember_parts(self.env, self.nav)
        self.scripts = self._scripts()

    def _source_states(self) -> dict[str | None, tuple[int, int]]:
        """Modification time (nanoseconds) and size (bytes) of every page's source, by path."""
        own = {file.abs_src_path for file in self.documents}
        folders = [self.root / "docs" / self.language, self.pages / self.language]
        found = {str(path) for folder in folders for path in folder.rglob("*.md")} | own
        return {path: _state(path) for path in found}

    def _navigation_digest(self) -> str:
        """A digest of the content of other pages that a page may show: titles in the navigation."""
        digest = hashlib.sha256()
        for folder in (self.root / "docs", self.pages):
            for path in sorted(folder.glob("*/**/*.md")):
                if path.parent.name != "terms":
                    digest.update(path.relative_to(folder).as_posix().encode())
                    digest.update(b"".join(path.read_bytes().splitlines(keepends=True)[:2]))
        return digest.hexdigest()

    def _write(self, documents: Sequence[File]) -> dict[str, PageFacts]:
        """Write pages, from the cache where possible; return their facts by path."""
        facts: dict[str, PageFacts] = {}
        for start in range(0, len(documents), _BATCH_SIZE):
            facts |= self._write_batch(documents[start : start + _BATCH_SIZE])
        self.cache.keep_only({*self.keys.values()})
        return facts

    def _write_batch(self, documents: Sequence[File]) -> dict[str, PageFacts]:
        keys = {file.dest_uri: _key(file) for file in documents}
        kept, new, facts = self.cache.read(keys.values()), {}, {}
        for file in documents:
            key, messages = keys[file.dest_uri], len(self.messages)
            html, facts[file.dest_uri] = decode_page(kept[key]) if key in kept else self._render_page(file)
            if key not in kept and len(self.messages) == messages:  # warnings must be repeated
                new[key] = encode_page(html, facts[file.dest_uri])
            target = Path(file.abs_dest_path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(html.encode())
        self.cache.write(new)
        self.keys |= keys
        return facts

    # One page

    def _render_page(self, file: File) -> tuple[str, PageFacts]:
        page = file.page or Page(None, file, self.config)
        mkdocs_build._populate_page(page, self.config, self.files)
        if flaw := _article_flaw(page):
            self.messages.append(flaw)
        html = self.formulas.with_formulas(self._render_template(page))
        if page.url not in self.listed:
            file.page = None  # it is not needed again; thousands would take much memory
        return html, page_facts(html)

    def _render_template(self, page: Page) -> str:
        """The HTML of a page in its template."""
        config = self.config
        with _as_current_page(page, config):
            context = mkdocs_build.get_context(self.nav, self.documents, config, page)
            template = self.env.get_template(page.meta.get("template", "main.html"))
            context = config.plugins.on_page_context(context, page=page, config=config, nav=self.nav)
            html = config.plugins.on_post_page(template.render(context), page=page, config=config)
            return self._with_policy(html)

    def _with_policy(self, html: str) -> str:
        """The page with the policy inserted before everything that it applies to."""
        return html.replace(_CHARSET, f"{_CHARSET}{policy_element(self.scripts)}", 1)

    def _scripts(self) -> frozenset[str]:
        """Digests of the theme's inline scripts, from the 404 page, which holds no contributed text."""
        context = mkdocs_build.get_context(self.nav, self.documents, self.config)
        return frozenset(page_facts(self.env.get_template("404.html").render(context)).scripts)

    def _finish(self, path: Path) -> PageFacts:
        """Typeset formulas and insert the policy in a page rendered from a static template."""
        text = self._with_policy(self.formulas.with_formulas(path.read_text("utf-8")))
        path.write_text(text, "utf-8")
        return page_facts(text)


class _Formulas:
    """Typesetting of formulas; each distinct formula is rendered once."""

    def __init__(self, renderer: MathRenderer) -> None:
        self.renderer = renderer
        self.known: dict[Tex, Rendered] = {}

    def with_formulas(self, page: str) -> str:
        new = [tex for tex in formulas_in(page) if tex not in self.known]
        for tex, result in self.renderer.render(new).items():
            if isinstance(result, Rendered):
                self.known[tex] = result
        return typeset(page, self.known)


def _article_flaw(page: Page) -> str:
    """The flaw of a generated article that differs from the expected HTML; empty if there is none."""
    expected = Path(page.file.abs_src_path or "").with_suffix(".html")
    if not expected.is_file():
        return ""
    found, wanted = article_tokens(page.content or ""), article_tokens(expected.read_text("utf-8"))
    difference = first_difference(found, wanted)
    if not difference:
        return ""
    place, one, other = difference
    before = next((token for token in reversed(found[:place]) if not token.startswith("<")), "")
    source = f"{page.meta['source']}: " if "source" in page.meta else ""
    return (
        f"{source}{page.file.src_uri} would show something else than was checked"
        f" behind `{before[-60:]}`: `{one[:80]}` instead of `{other[:80]}`"
    )


@contextmanager
def _as_current_page(page: Page, config: MkDocsConfig) -> Iterator[None]:
    """Mark a page as the current one for plugins and templates, as MkDocs does."""
    page.active, config._current_page = True, page
    try:
        yield
    finally:
        page.active, config._current_page = False, None


def _key(file: File) -> bytes:
    """A digest of a page's address, source and expected HTML."""
    source = Path(file.abs_src_path or "")
    expected = source.with_suffix(".html")
    parts = [file.dest_uri.encode(), source.read_bytes(), expected.read_bytes() if expected.is_file() else b""]
    return hashlib.sha256(b"\0".join(parts)).digest()


def _state(path: str | None) -> tuple[int, int]:
    found = os.stat(path or "")
    return found.st_mtime_ns, found.st_size


def _settings(root: Path) -> str:
    """A digest of the inputs common to all pages: settings, theme, versions and programs."""
    digest = hashlib.sha256()
    for path in [root / "mkdocs.yml", root / "glossary/schema.yml", *_sources(root)]:
        digest.update(path.read_bytes())
    digest.update(environment_fingerprint(root / "mkdocs.yml"))
    return digest.hexdigest()


def _sources(root: Path) -> list[Path]:
    """The project's files that affect every page: theme overrides, assets and programs."""
    templates = [path for path in sorted(root.glob("docs/overrides/**/*")) if path.is_file()]
    templates += [path for name in ("css", "js") for path in sorted(root.glob(f"docs/assets/{name}/*"))]
    templates += sorted(root.glob("scripts/web/search/*.js"))
    programs = [path for name in ("lexicon", "mkdocs_site") for path in sorted((SCRIPTS / name).rglob("*.py"))]
    return [*templates, *programs, *sorted((SCRIPTS / "web").glob("math/*.mjs")), SCRIPTS / "web" / "package-lock.json"]
