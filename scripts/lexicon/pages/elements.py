"""The tree of a page's content, from which both its Markdown and its expected HTML are written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Node: TypeAlias = "PlainText | Math | Code | CodeBlock | RawHtml | Link | Element"


@dataclass(frozen=True)
class PlainText:
    """Plain text."""

    text: str


@dataclass(frozen=True)
class Math:
    """A formula in TeX, inline or displayed."""

    tex: str
    display: bool = False


@dataclass(frozen=True)
class Code:
    """Inline code."""

    text: str


@dataclass(frozen=True)
class CodeBlock:
    """A block of code; `language` is the name after the opening fence."""

    text: str
    language: str


@dataclass(frozen=True)
class RawHtml:
    """HTML written by the page generator: contributed text in it is escaped, and a rule has checked the drawings."""

    html: str


@dataclass(frozen=True)
class Link:
    """A link to another page of the same language; `page` is the relative path to its Markdown file."""

    page: str
    content: tuple[Node, ...]


@dataclass(frozen=True)
class Element:
    """An HTML element with its content, which is empty for void elements like `br`."""

    tag: str
    content: tuple[Node, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)


def paragraph(*content: Node) -> Element:
    """A paragraph."""
    return Element("p", content)


def heading(level: int, content: Iterable[Node], anchor: str = "", classes: str = "") -> Element:
    """A heading of level 1 to 3; `classes` are separated by spaces."""
    attributes = {name: value for name, value in (("id", anchor), ("class", classes)) if value}
    return Element(f"h{level}", tuple(content), attributes)


def container(classes: str, content: Iterable[Node]) -> Element:
    """A `div` with the given classes, separated by spaces."""
    return Element("div", tuple(content), {"class": classes})
