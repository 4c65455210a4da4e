"""What makes MkDocs faster without changing what it makes."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import posixpath
import re
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import jinja2
import markdown
from markdown.extensions.md_in_html import HtmlBlockPreprocessor
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString
from mkdocs.structure import pages
from pygments.formatters import HtmlFormatter
from pymdownx import highlight

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jinja2.bccache import Bucket
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation

PARTS = ("nav", "search", "palette", "copyright", "logo", "top")
BLOCKS = ("styles", "config", "scripts")
"""Templates and blocks of the theme that say the same on all pages of a folder."""
_DIGEST = 16
"""Bytes before a compiled template that tell whether it is whole."""
_HTML_BLOCK = re.compile(r"<(figure|section|p|div|dl|nav)\b(?! [^>]*\bmarkdown=).*</\1>")
_NEIGHBOUR = re.compile(r"[a-z0-9-]+\.md")
_resolve = pages._RelativePathTreeprocessor.path_to_url
SIGNS = {
    "backtick": "`",
    "arithmatex-inline": "$\\",
    "escape": "\\",
    "reference": "[",
    "link": "[",
    "image_link": "!",
    "image_reference": "!",
    "short_reference": "[",
    "short_image_ref": "!",
    "autolink": "<",
    "automail": "<",
    "linebreak": "\n",
    "html": "<",
    "entity": "&",
    "em_strong": "*_",
}
"""The characters of which text must hold one for an inline pattern to match; patterns not listed are always tried."""


def one_converter_for_all_pages() -> None:
    """Let MkDocs use one converter again and again; making one loads and registers all extensions."""
    made: list[markdown.Markdown] = []

    def converter(**options: Any) -> markdown.Markdown:
        if not made:
            made.append(markdown.Markdown(**options))
        return made[0].reset()

    pages.markdown = SimpleNamespace(Markdown=converter)  # type: ignore[assignment, attr-defined]


def try_only_patterns_that_may_match() -> None:
    """Skip the inline patterns whose signs do not occur in a text; most text holds few signs."""
    all_signs = frozenset("".join(SIGNS.values()))

    def handle(self: Any, data: str, index: int = 0) -> str:
        if isinstance(data, AtomicString):
            return data
        if not hasattr(self, "patterns"):
            named = self.inlinePatterns
            self.patterns = [(SIGNS.get(named._priority[n].name), pattern) for n, pattern in enumerate(named)]
        start = 0
        present = {sign for sign in all_signs if sign in data}
        while index < len(self.patterns):
            signs, pattern = self.patterns[index]
            if signs and present.isdisjoint(signs):
                index, start = index + 1, 0
                continue
            data, matched, start = self._InlineProcessor__applyPattern(pattern, data, index, start)
            if matched:
                present = {sign for sign in all_signs if sign in data}
            else:
                index += 1
        return data

    InlineProcessor._InlineProcessor__handleInline = handle  # type: ignore[attr-defined]


def one_lexer_and_stylesheet_for_all_code() -> None:
    """Look a language's lexer up once, and let Pygments make a stylesheet, which nobody asks for, only once."""
    highlight.get_lexer_by_name = functools.cache(highlight.get_lexer_by_name)
    stock, made = HtmlFormatter._create_stylesheet, {}

    def create(self: Any) -> None:
        kind = (self.style, self.classprefix)
        if kind not in made:
            stock(self)
            made[kind] = (self.ttype2class, self.class2style)
        self.ttype2class, self.class2style = made[kind]

    HtmlFormatter._create_stylesheet = create


def no_list_of_anchors() -> None:
    """Spare MkDocs looking for the anchors of every page: `sitecheck` looks for them in the finished pages."""
    pages._RawHTMLPreprocessor.run = lambda self, lines: lines  # type: ignore[method-assign]
    pages._ExtractAnchorsTreeprocessor.run = lambda self, root: None  # type: ignore[method-assign]


def take_html_blocks_as_they_are() -> None:
    """Set blocks of HTML on one line aside before `md_in_html` parses them, if they hold no Markdown and are whole."""

    stock = HtmlBlockPreprocessor.run

    def run(self: Any, lines: list[str]) -> list[str]:
        around = ["", *lines, ""]
        for index, line in enumerate(lines):
            alone = not around[index].strip() and not around[index + 2].strip()
            if alone and line.startswith("<") and _is_whole(line):
                lines[index] = self.md.htmlStash.store(f"{line}\n")
        return stock(self, lines)

    HtmlBlockPreprocessor.run = run  # type: ignore[method-assign]


def _is_whole(line: str) -> bool:
    """Whether a line is one block of HTML, or several, without Markdown in it."""
    found = _HTML_BLOCK.fullmatch(line)
    return found is not None and len(re.findall(rf"<{found[1]}\b", line)) == line.count(f"</{found[1]}>")


def pass_over_icons(env: jinja2.Environment) -> None:
    """Leave the theme's icons, which are many, out of the list of its files: MkDocs drops all that is in `.icons`."""
    loader: Any = env.loader

    def list_templates() -> list[str]:
        found: set[str] = set()
        for root in loader.searchpath:
            for folder, folders, names in os.walk(root, followlinks=loader.followlinks):
                folders[:] = [name for name in folders if not name.startswith(".")]
                found.update(Path(folder, name).relative_to(root).as_posix() for name in names)
        return sorted(found)

    loader.list_templates = list_templates


def remember_where_links_lead(files: Files) -> None:
    """Look every path up once; static-i18n tries several places for each."""
    files.get_file_from_path = functools.cache(files.get_file_from_path)  # type: ignore[method-assign]
    known: dict[tuple[str, str], str] = {}

    def path_to_url(self: Any, url: str) -> str:
        folder, name = posixpath.split(self.file.src_uri)
        if not _NEIGHBOUR.fullmatch(url) or name in (url, "index.md"):
            return _resolve(self, url)
        if (folder, url) not in known:
            found = _resolve(self, url)
            if found == url:
                return found  # it leads nowhere, and MkDocs said so
            known[folder, url] = found
        return known[folder, url]

    pages._RelativePathTreeprocessor.path_to_url = path_to_url  # type: ignore[method-assign]


def remember_parts(env: jinja2.Environment, nav: Navigation) -> None:
    """Render what does not name the page once for all pages of a folder; the navigation names those that it lists."""
    listed = {page.url for page in nav.pages}

    def remembered(stock: Callable[..., Iterator[str]]) -> Callable[..., Iterator[str]]:
        known: dict[str, str] = {}

        def render(context: jinja2.runtime.Context, *arguments: Any) -> Iterator[str]:
            page = context.get("page")
            if not page or page.url in listed:
                yield from stock(context, *arguments)
                return
            folder = posixpath.dirname(page.url.rstrip("/"))
            if folder not in known:
                known[folder] = "".join(stock(context, *arguments))
            yield known[folder]

        return render

    for name in PARTS:
        template = env.get_template(f"partials/{name}.html")
        template.root_render_func = remembered(template.root_render_func)
    base = env.get_template("base.html")
    for name in BLOCKS:
        base.blocks[name] = remembered(base.blocks[name])


def remember_words(env: jinja2.Environment) -> None:
    """Look every word of the theme up once; each template of each page has a dictionary of its own otherwise."""
    template: Any = env.get_template("partials/language.html")
    stock, made = template.make_module, list[Any]()

    def make_module(*arguments: Any) -> Any:
        if not made:
            module = stock(*arguments)
            module.t = functools.cache(module.t)
            made.append(module)
        return made[0]

    template.make_module = make_module


def keep_compiled_templates(env: jinja2.Environment, folder: Path) -> None:
    """Keep what Jinja makes of the theme's templates; it is keyed by their text and may be deleted."""
    env.bytecode_cache = _CompiledTemplates(folder)


class _CompiledTemplates(jinja2.BytecodeCache):
    """Compiled templates in files that begin with a digest of the rest: damaged code would crash Python itself."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError):
            data = (self.folder / bucket.key).read_bytes()
            if data[:_DIGEST] == hashlib.blake2b(data[_DIGEST:], digest_size=_DIGEST).digest():
                bucket.bytecode_from_string(data[_DIGEST:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        data = bucket.bytecode_to_string()
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            written = self.folder / f"{bucket.key}.{os.getpid()}"
            written.write_bytes(hashlib.blake2b(data, digest_size=_DIGEST).digest() + data)
            written.replace(self.folder / bucket.key)
