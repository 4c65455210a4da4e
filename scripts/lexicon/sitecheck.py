"""The last look at a finished site: every address leads somewhere, and nothing comes from elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from selectolax.lexbor import LexborNode

_LOADING = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "audio": "src",
    "embed": "src",
}
_LOADING_RELATIONS = {
    "stylesheet",
    "icon",
    "preload",
    "modulepreload",
    "prefetch",
    "manifest",
    "preconnect",
    "dns-prefetch",
}
_FORBIDDEN_TAGS = "iframe, object, embed, base, frame, style, svg a, svg script, svg foreignObject, form[action]"
_UNSAFE = re.compile(r"(?!https?:|mailto:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_NO_ANCHORS = {"", "#", "#top"}


@dataclass(frozen=True)
class Flaw:
    """What is wrong on a page of the site."""

    page: str
    message: str

    def __str__(self) -> str:
        return f"{self.page}: {self.message}"


@dataclass(frozen=True)
class Verdict:
    """The flaws, and how much was looked at."""

    flaws: tuple[Flaw, ...]
    pages: int
    links: int


def check(site: Path, origin: str) -> Verdict:
    """Look at every page below a folder; `origin` is the address at which the site will stand."""
    pages = {path.relative_to(site).as_posix(): _parse(path) for path in sorted(site.rglob("*.html"))}
    ids = {page: _ids(tree) for page, tree in pages.items()}
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    flaws: list[Flaw] = []
    links = 0
    for page, tree in pages.items():
        flaws += [Flaw(page, message) for message in (*_page_flaws(tree), *_loading_flaws(tree), *_id_flaws(tree))]
        for address in _links(tree):
            links += 1
            message = _link_flaw(page, address, files, ids, urlsplit(origin).path or "/")
            if message:
                flaws.append(Flaw(page, message))
    return Verdict(tuple(flaws), len(pages), links)


def _parse(path: Path) -> LexborHTMLParser:
    return LexborHTMLParser(path.read_text("utf-8"))


def _ids(tree: LexborHTMLParser) -> list[str]:
    return [value for node in tree.css("[id]") if (value := node.attributes.get("id"))]


def _page_flaws(tree: LexborHTMLParser) -> Iterator[str]:
    title, description = tree.css_first("title"), tree.css_first('meta[name="description"]')
    if title is None or not title.text().strip():
        yield "no title"
    if description is None or not description.attributes.get("content"):
        yield "no description"
    root = tree.css_first("html")
    if root is None or not root.attributes.get("lang"):
        yield "no language"
    if "\\(" in (text := _prose(tree)) or "\\[" in text or "MathJax" in text:
        yield "a formula that was not drawn"
    for node in tree.css(_FORBIDDEN_TAGS):
        if node.tag != "form":
            yield f"a forbidden element <{node.tag}>"


def _prose(tree: LexborHTMLParser) -> str:
    return " ".join(node.text() for node in tree.css(".arithmatex"))


def _loading_flaws(tree: LexborHTMLParser) -> Iterator[str]:
    for tag, attribute in _LOADING.items():
        for node in tree.css(f"{tag}[{attribute}]"):
            address = node.attributes.get(attribute) or ""
            if _is_foreign(address) or (_UNSAFE.match(address) and not address.startswith("data:image/")):
                yield f"loads {address[:80]}"
    for node in tree.css("link[rel][href]"):
        relations = set((node.attributes.get("rel") or "").split())
        if relations & _LOADING_RELATIONS and _is_foreign(node.attributes.get("href") or ""):
            yield f"loads {node.attributes.get('href')}"
    for node in tree.css("*"):
        yield from _attribute_flaws(node)


def _attribute_flaws(node: LexborNode) -> Iterator[str]:
    for name, value in node.attributes.items():
        if name.startswith("on"):
            yield f"a script in the attribute {name} of <{node.tag}>"
        elif name == "style":
            yield f"a style attribute on <{node.tag}>: {(value or '')[:60]}"
        elif name == "srcset" and _is_foreign(value or ""):
            yield f"loads {value}"


def _id_flaws(tree: LexborHTMLParser) -> Iterator[str]:
    seen: set[str] = set()
    for value in _ids(tree):
        if value in seen:
            yield f"the id {value} stands twice"
        seen.add(value)


def _is_foreign(address: str) -> bool:
    return address.startswith(("http:", "https:", "//"))


def _links(tree: LexborHTMLParser) -> Iterator[str]:
    for node in tree.css("a[href], area[href]"):
        yield node.attributes.get("href") or ""
    for node in tree.css("link[href], script[src], img[src]"):
        address = node.attributes.get("href") or node.attributes.get("src") or ""
        if not _is_foreign(address):
            yield address


def _link_flaw(page: str, address: str, files: set[str], ids: Mapping[str, list[str]], prefix: str) -> str | None:
    """What is wrong with a link from a page, or None."""
    if _UNSAFE.match(address) and not address.startswith("data:image/"):
        return f"an unsafe link: {address[:80]}"
    if _is_foreign(address) or _UNSAFE.match(address) or address.startswith("mailto:"):
        return None
    target = urlsplit(urljoin(f"http://site{prefix}{page}", address))
    path = unquote(target.path)
    if not path.startswith(prefix):
        return f"a link out of the site: {address}"
    path = path[len(prefix) :]
    file = path + "index.html" if path == "" or path.endswith("/") else path
    if file not in files:
        return f"a dead link: {address}"
    anchor = unquote(target.fragment)
    if anchor and file in ids and anchor not in ids[file] and anchor not in _NO_ANCHORS:
        return f"a link to a missing anchor: {address}"
    return None
