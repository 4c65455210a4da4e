"""Optimizations of MkDocs that do not change its output.

Each replaces an internal of a library, and raises OptimizationError if that no longer exists. `make
bench-optimizations` measures their effect.
"""

from __future__ import annotations

import functools
import pkgutil
import posixpath
import re
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import jinja2
import markdown
from lexicon.text import LexiconError
from markdown.util import AtomicString

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation

PARTS = ("nav", "search", "palette", "copyright", "logo", "top")
BLOCKS = ("styles", "config", "scripts")
"""Templates and blocks of the theme with the same output on all pages of a folder."""
_HTML_BLOCK = re.compile(r"<(figure|section|p|div|dl|nav)\b.*</\1>")
_NEIGHBOUR = re.compile(r"[a-z0-9-]+\.md")
TRIGGER_CHARACTERS = {
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
"""By inline pattern, the characters of which a text must contain one to match; other patterns are always tried."""


class OptimizationError(LexiconError):
    """A library no longer has an internal that an optimization replaces."""


def _resolve(name: str) -> tuple[Any, str, Any]:
    """The owner, last part and value of a dotted name. Raises OptimizationError if it does not exist."""
    owner_name, _, last = name.rpartition(".")
    try:
        owner = pkgutil.resolve_name(owner_name)
        return owner, last, getattr(owner, last)
    except (ImportError, AttributeError) as error:
        raise OptimizationError(f"{name} is gone, which mkdocs_site/optimizations.py needs: {error}") from None


def _replace(name: str, make: Callable[[Any], Any]) -> None:
    """Replace the value of a dotted name by `make(value)`. Raises OptimizationError if it does not exist."""
    owner, last, stock = _resolve(name)
    setattr(owner, last, make(stock))


def one_converter_for_all_pages() -> None:
    """Reuse one Markdown converter; creating one loads and registers all extensions."""
    made: list[markdown.Markdown] = []

    def converter(**options: Any) -> markdown.Markdown:
        if not made:
            made.append(markdown.Markdown(**options))
        return made[0].reset()

    _resolve("mkdocs.structure.pages.markdown.Markdown")
    _replace("mkdocs.structure.pages.markdown", lambda _: SimpleNamespace(Markdown=converter))


def try_only_patterns_that_may_match() -> None:
    """Skip inline patterns none of whose trigger characters occur in a text; most texts contain few."""
    all_signs = frozenset("".join(TRIGGER_CHARACTERS.values()))
    *_, apply = _resolve("markdown.treeprocessors.InlineProcessor._InlineProcessor__applyPattern")

    def handle(self: Any, data: str, index: int = 0) -> str:
        if isinstance(data, AtomicString):
            return data
        if not hasattr(self, "patterns"):
            named = self.inlinePatterns
            signs_of = {id(named[name]): signs for name, signs in TRIGGER_CHARACTERS.items() if name in named}
            self.patterns = [(signs_of.get(id(pattern)), pattern) for pattern in named]
        start = 0
        present = {sign for sign in all_signs if sign in data}
        while index < len(self.patterns):
            signs, pattern = self.patterns[index]
            if signs and present.isdisjoint(signs):
                index, start = index + 1, 0
                continue
            data, matched, start = apply(self, pattern, data, index, start)
            if matched:
                present = {sign for sign in all_signs if sign in data}
            else:
                index += 1
        return data

    _replace("markdown.treeprocessors.InlineProcessor._InlineProcessor__handleInline", lambda _: handle)


def no_list_of_anchors() -> None:
    """Disable MkDocs' collection of anchors, which `sitecheck` checks in the finished pages."""
    _replace("mkdocs.structure.pages._RawHTMLPreprocessor.run", lambda _: lambda self, lines: lines)
    _replace("mkdocs.structure.pages._ExtractAnchorsTreeprocessor.run", lambda _: lambda self, root: None)


def take_html_blocks_as_they_are() -> None:
    """Stash complete one-line HTML blocks without Markdown before `md_in_html` parses them."""

    def around(stock: Callable[[Any, list[str]], list[str]]) -> Callable[[Any, list[str]], list[str]]:
        def run(self: Any, lines: list[str]) -> list[str]:
            around = ["", *lines, ""]
            for index, line in enumerate(lines):
                alone = not around[index].strip() and not around[index + 2].strip()
                if alone and line.startswith("<") and _is_whole(line):
                    lines[index] = self.md.htmlStash.store(f"{line}\n")
            return stock(self, lines)

        return run

    _replace("markdown.extensions.md_in_html.HtmlBlockPreprocessor.run", around)


def _is_whole(line: str) -> bool:
    """Whether a line consists of one or more complete HTML blocks without Markdown."""
    found = _HTML_BLOCK.fullmatch(line)
    if not found or "markdown" in line.lower():
        return False
    return len(re.findall(rf"<{found[1]}\b", line)) == line.count(f"</{found[1]}>")


def remember_where_links_lead(files: Files) -> None:
    """Cache the resolution of paths, for which static-i18n tries several locations."""
    files.get_file_from_path = functools.cache(files.get_file_from_path)  # type: ignore[method-assign]
    known: dict[tuple[str, str], str] = {}

    def remembered(stock: Callable[[Any, str], str]) -> Callable[[Any, str], str]:
        def path_to_url(self: Any, url: str) -> str:
            folder, name = posixpath.split(self.file.src_uri)
            if not _NEIGHBOUR.fullmatch(url) or name in (url, "index.md"):
                return stock(self, url)
            if (folder, url) not in known:
                found = stock(self, url)
                if found == url:
                    return found  # unresolved: MkDocs has logged a warning and must log it for every page
                known[folder, url] = found
            return known[folder, url]

        return path_to_url

    _replace("mkdocs.structure.pages._RelativePathTreeprocessor.path_to_url", remembered)


def remember_parts(env: jinja2.Environment, nav: Navigation) -> None:
    """Render page-independent parts once for each folder, except on pages that the navigation lists."""
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

    try:
        for name in PARTS:
            template = env.get_template(f"partials/{name}.html")
            template.root_render_func = remembered(template.root_render_func)
        blocks = env.get_template("base.html").blocks
        for name in BLOCKS:
            blocks[name] = remembered(blocks[name])
    except (jinja2.TemplateNotFound, KeyError) as error:
        raise OptimizationError(f"the theme has no {error}, which mkdocs_site/optimizations.py needs") from None
