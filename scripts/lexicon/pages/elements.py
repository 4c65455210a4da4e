"""What a page consists of: elements from which its Markdown is written, and the HTML that this must become."""

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
    """A formula in TeX, in a line or displayed on its own."""

    tex: str
    display: bool = False


@dataclass(frozen=True)
class Code:
    """Code in a line."""

    text: str


@dataclass(frozen=True)
class CodeBlock:
    """Lines of code in a language."""

    text: str
    language: str


@dataclass(frozen=True)
class RawHtml:
    """HTML of our own making; contributed text in it is escaped, drawings are checked by a rule."""

    html: str


@dataclass(frozen=True)
class Link:
    """A link to another page of the same language: `page` is the way to its Markdown file from this one's."""

    page: str
    content: tuple[Node, ...]


@dataclass(frozen=True)
class Element:
    """An HTML element and its content; `br` and the like have none."""

    tag: str
    content: tuple[Node, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)


def paragraph(*content: Node) -> Element:
    """A paragraph."""
    return Element("p", content)


def heading(level: int, content: Iterable[Node], anchor: str = "", classes: str = "") -> Element:
    """A heading, with an anchor and classes if given."""
    attributes = {name: value for name, value in (("id", anchor), ("class", classes)) if value}
    return Element(f"h{level}", tuple(content), attributes)


def container(classes: str, content: Iterable[Node]) -> Element:
    """A `div` around blocks."""
    return Element("div", tuple(content), {"class": classes})
