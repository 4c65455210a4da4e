"""The facts of one finished page: ids, links, flaws and inline scripts."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from lexicon.sitecheck.allowlist import element_flaws

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOTED = ":is([id], [href], [src], [action], [formaction], [http-equiv])"
_LINKING = frozenset(("a", "area"))
_LOADING = frozenset(("script", "img", "iframe", "source", "video", "audio", "embed", "input", "track"))
_LOADING_RELATIONS = frozenset(
    (
        *("stylesheet", "icon", "apple-touch-icon", "manifest", "preload", "modulepreload"),
        *("prefetch", "prerender", "preconnect", "dns-prefetch"),
    )
)
# The content of <template> is not in the tree, and browsers that run scripts parse <noscript> as text.
_FORBIDDEN = "iframe, object, embed, base, frame, frameset, style, applet, template, noscript, math [href]"
_FORBIDDEN_IN_DRAWINGS = "svg script, svg foreignObject, svg image, svg animate, svg set, .figure svg a"
_UNDRAWN = ".arithmatex"
_LEADING_DRAWING = "svg :not(a)[href]"
# Every element that the selectors above match has one of these names or matches this selector.
_ODD_NAME = re.compile(
    rb"<(?:iframe|object|embed|base|frame|style|applet|template|noscript|foreignobject|image|animate|set)"
)
_ODD_PLACE = f"math [href], svg script, .figure svg a, {_UNDRAWN}, {_LEADING_DRAWING}"
UNSAFE = re.compile(r"\s*(?!https?:|mailto:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_ARTICLE = ".md-content__inner"
_FORBIDDEN_ATTRIBUTES = frozenset(
    ("style", "srcset", "imagesrcset", "xlink:href", "poster", "background", "ping", "attributionsrc")
)
_SUSPECT = re.compile(
    # Matched backwards from equals signs, because these are rarer than the characters before a name.
    rf"=[^!-~]*(?:{'|'.join(name[::-1] for name in sorted(_FORBIDDEN_ATTRIBUTES))}|[^ \t\n\f\r/\"'>]+no)"
    r"[ \t\n\f\r/\"']".encode()
)
_Noted = list[tuple[str | None, dict[str, str | None]]]
"""Names and attributes of the elements that are link targets, link, or load something."""


@dataclass(frozen=True)
class PageFacts:
    """The facts of a page that the site check needs; `scripts` are SHA-256 digests (base64) of inline scripts."""

    ids: tuple[str, ...]
    links: tuple[str, ...]
    flaws: tuple[str, ...]
    scripts: tuple[str, ...]


def page_facts(page: str) -> PageFacts:
    """The facts of a page, given as HTML."""
    text = page.encode()
    tree = LexborHTMLParser(text)
    text = text.lower()  # element and attribute names are case-insensitive
    noted = [(node.tag, node.attributes) for node in tree.css(_NOTED)]
    ids = tuple(value for _, attributes in noted if (value := attributes.get("id")))
    odd = _ODD_NAME.search(text) is not None or tree.css_first(_ODD_PLACE) is not None
    flaws = (
        *_page_flaws(tree),
        *(_element_flaws(tree) if odd else ()),
        *_sending_flaws(noted),
        *_loading_flaws(noted),
        *(_drawing_flaws(tree) if odd else ()),
        *_attribute_flaws(tree, text),
        *_article_flaws(tree),
        *_id_flaws(ids),
    )
    return PageFacts(ids, tuple(_links(noted)), tuple(flaws), tuple(_script_digests(tree)))


def _page_flaws(tree: LexborHTMLParser) -> Iterator[str]:
    title, description = tree.css_first("title"), tree.css_first('meta[name="description"]')
    if title is None or not title.text().strip():
        yield "no title"
    if description is None or not description.attributes.get("content"):
        yield "no description"
    root = tree.css_first("html")
    if root is None or not root.attributes.get("lang"):
        yield "no language"


def _element_flaws(tree: LexborHTMLParser) -> Iterator[str]:
    if tree.css_first(_UNDRAWN):
        yield "a formula that was not drawn"
    for node in tree.css(f"{_FORBIDDEN}, {_FORBIDDEN_IN_DRAWINGS}"):
        yield f"a forbidden element <{node.tag}>"


def _sending_flaws(noted: _Noted) -> Iterator[str]:
    for tag, attributes in noted:
        if (tag == "form" and "action" in attributes) or (tag in ("button", "input") and "formaction" in attributes):
            yield f"<{tag}> sends to an address"
        if tag == "meta" and (attributes.get("http-equiv") or "").lower() == "refresh":
            address = attributes.get("content")
            if not re.match(r"0; url=\.\./[a-z0-9-]+/$", address or ""):
                yield f"a redirect to {address}"


def _loading_flaws(noted: _Noted) -> Iterator[str]:
    for tag, attributes in noted:
        if tag in _LOADING and "src" in attributes:
            address = attributes["src"] or ""
            if is_foreign(address) or (UNSAFE.match(address) and not address.startswith("data:image/png")):
                yield f"loads {address[:80]}"
        if tag == "link" and "href" in attributes:
            relations = set((attributes.get("rel") or "").lower().split())
            if relations & _LOADING_RELATIONS and is_foreign(attributes["href"] or ""):
                yield f"loads {attributes['href']}"


def _drawing_flaws(tree: LexborHTMLParser) -> Iterator[str]:
    for node in tree.css(_LEADING_DRAWING):
        if not (node.attributes.get("href") or "#").startswith("#"):
            yield f"a drawing leads to {node.attributes.get('href')}"


def _attribute_flaws(tree: LexborHTMLParser, text: bytes) -> Iterator[str]:
    """Yield attributes that run, style or load; a quick search of the text comes first, because this is slow."""
    if _SUSPECT.search(text[::-1]):
        for node in tree.css("*"):
            for name, value in node.attributes.items():
                if name in _FORBIDDEN_ATTRIBUTES or name.startswith("on"):
                    yield f"a forbidden attribute on <{node.tag}>: {name}={(value or '')[:60]}"


def _article_flaws(tree: LexborHTMLParser) -> Iterator[str]:
    """Yield everything in the article that is not on the allow-list; without a theme the whole body is the article."""
    article = tree.css_first(_ARTICLE) or tree.body
    if article is None:
        return
    for node in article.css("*"):
        if node.mem_id != article.mem_id:
            yield from element_flaws(node.tag or "", node.attributes)


def _id_flaws(ids: tuple[str, ...]) -> Iterator[str]:
    seen: set[str] = set()
    for value in ids:
        if value in seen:
            yield f"the id {value} stands twice"
        seen.add(value)


def _script_digests(tree: LexborHTMLParser) -> Iterator[str]:
    for node in tree.css("script:not([src])"):
        if (node.attributes.get("type") or "").strip().lower() != "application/json":
            yield base64.b64encode(hashlib.sha256(node.text().encode()).digest()).decode()


def is_foreign(address: str) -> bool:
    """Whether an address names a host."""
    return address.lstrip().lower().startswith(("http:", "https:", "//"))


def _links(noted: _Noted) -> Iterator[str]:
    for tag, attributes in noted:
        if tag in _LINKING and "href" in attributes:
            yield attributes["href"] or ""
        if (tag == "link" and "href" in attributes) or (tag in _LOADING and "src" in attributes):
            address = attributes.get("href") or attributes.get("src") or ""
            if not is_foreign(address):
                yield address
