"""The MkDocs hook: generated pages, phrases for the theme, a 404 page for each language, and builds of one language."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs import utils
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.exceptions import ConfigurationError, PluginError
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files

try:
    from lexicon.glossary import SchemaError, read_schema
    from lexicon.tex import stylesheet
    from lexicon.text import ascii_address
except ImportError as error:
    raise ConfigurationError(
        f"this site is built by `lexicon`, which is not installed: `make site` ({error})"
    ) from None

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lexicon.glossary import Language, PhraseName, Schema
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

ONLY = "LEXICON_LANGUAGE"
"""Environment variable with the language to build; if unset, all languages are built one after the other."""
PAGES = "LEXICON_PAGES"
"""Environment variable with the folder of generated pages; if unset, the default cache is used."""
_DEFAULT_PAGES = ".cache/pages"
WORDS: tuple[PhraseName, ...] = ("edit", "permalink", "copy", "copied", "a-z", "topics")
MATH = "assets/math.css"
"""The stylesheet that is not a file in docs/, but comes from the formula renderer."""
DIGITS = 8
"""Hexadecimal digits of a fingerprint."""
_BEFORE_I18N, _AFTER_I18N = 0, -200
"""Priorities of event handlers; that of static-i18n is -100."""


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Give the templates our phrases and the name of the stock search worker that they replace."""
    if config.site_url:
        config.site_url = _ascii(config.site_url)
    schema = _schema(config)
    config.extra["words"] = {
        language.tag: {word.replace("-", "_"): schema.phrase(word, language.id) for word in WORDS}
        for language in schema.languages
    }
    config.extra["not_found"] = {
        language.tag: {
            "title": schema.phrase("not-found", language.id),
            "help": schema.phrase("not-found-help", language.id),
        }
        for language in schema.languages
    }
    config.extra["stock_worker"] = _stock_worker(config)
    config.extra["worker_version"] = _digest(
        *sorted(Path(config.config_file_path).parent.glob("scripts/web/search/*.js"))
    )
    if "?" not in "".join(config.extra_css):
        _fingerprint(config)
    only = os.environ.get(ONLY)
    i18n: Any = config.plugins["i18n"]
    if only and not i18n.building:
        # The plugin would build the other languages after the first; its own flag prevents that.
        i18n.current_language, i18n.building = only, True
    return config


@event_priority(_BEFORE_I18N)
def _add_generated_pages(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages as if they were in docs/, because static-i18n handles only files there."""
    folder = _generated_pages(config)
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.md"))
    if not paths:
        raise PluginError(f"there are no generated pages in {folder}: `lexicon build` makes them")
    places = {_place(path) for path in paths}
    if taken := sorted(places & {_place(file.src_uri) for file in files}):
        names = ", ".join(f"docs/{place}" for place in taken)
        raise PluginError(f"these pages are generated, and must not be in docs/ as well: remove {names}")
    for path in paths:
        files.append(File(path, config.docs_dir, config.site_dir, config.use_directory_urls))
    return files


def _place(path: str) -> str:
    """The first two components of a page's path: `en/terms` or `en/index.md`."""
    return "/".join(path.split("/")[:2])


@event_priority(_AFTER_I18N)
def _read_generated_pages(files: Files, config: MkDocsConfig) -> Files:
    """Point the generated pages at their real source files."""
    folder = _generated_pages(config)
    for file in files.documentation_pages():
        source = folder / file.src_uri
        if source.is_file():
            file.src_dir, file.abs_src_path = str(folder), str(source)
    return files


@event_priority(_AFTER_I18N)
def _finish_language(files: Files, config: MkDocsConfig) -> Files:
    """Give the templates the languages; leave assets to the process of the root language."""
    i18n: Any = config.plugins["i18n"]
    schema = _schema(config)
    config.extra["language_root"] = schema.language(i18n.current_language).root
    config.extra["languages"] = _languages(schema.languages, config.extra["language_root"])
    if os.environ.get(ONLY) and config.extra["language_root"]:
        for file in list(files):
            if not file.is_documentation_page():
                files.remove(file)
    return files


on_files = CombinedEvent(_add_generated_pages, _read_generated_pages, _finish_language)


def _generated_pages(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent / os.environ.get(PAGES, _DEFAULT_PAGES)


def _schema(config: MkDocsConfig) -> Schema:
    try:
        return read_schema(Path(config.config_file_path).parent / "glossary")
    except SchemaError as error:
        raise PluginError(str(error)) from None


def _languages(languages: Iterable[Language], root: str) -> list[dict[str, str]]:
    """The languages for the templates; `root` is relative to the current language's root, `path` to the site."""
    up = "../" * root.count("/")
    return [
        {
            "hreflang": language.tag,
            "name": language.name,
            "root": "" if language.root == root else up + language.root,
            "path": language.root,
        }
        for language in languages
    ]


def _ascii(address: str) -> str:
    try:
        return ascii_address(address)
    except ValueError as error:
        raise ConfigurationError(f"SITE_URL is no address that a site can have: {error}") from None


def _fingerprint(config: MkDocsConfig) -> None:
    """Append a digest of its content to the address of every asset of ours, so that it can be cached forever."""
    docs = Path(config.docs_dir)
    drawn = {MATH: hashlib.sha256(stylesheet().encode()).hexdigest()[:DIGITS]}
    config.extra_css = [f"{name}?{drawn.get(name) or _digest(docs / name)}" for name in config.extra_css]
    for script in config.extra_javascript:
        if isinstance(script, ExtraScriptValue):
            script.path = f"{script.path}?{_digest(docs / script.path)}"


def _digest(*paths: Path) -> str:
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()[:DIGITS]


def _stock_worker(config: MkDocsConfig) -> str:
    """The address of Material's search worker, whose name contains a hash."""
    environment = config.theme.get_env()
    assert environment.loader
    template = environment.loader.get_source(environment, "base.html")[0]
    found = re.search(r'"(assets/javascripts/workers/search\.\w+\.min\.js)"', template)
    if not found:
        raise PluginError("Material's search worker was not found in base.html: its template has changed")
    return found[1]


def on_page_context(context: TemplateContext, page: Page, **_: object) -> TemplateContext:
    """Omit `rel="prev"` and `rel="next"`: Firefox would prefetch the next page, which the policy forbids."""
    page.previous_page = page.next_page = None
    return context


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Write a 404 page for each language; otherwise the last language would overwrite the others."""
    root = config.extra["language_root"]
    if template_name == "404.html" and root:
        utils.write_file(output_content.encode(), str(Path(config.site_dir, root, "404.html")))
        return ""
    return output_content
