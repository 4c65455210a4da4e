"""The allow-list for articles: elements and attributes that the page generator writes, and patterns of their values.

Everything else is a flaw. Values must match a pattern, so that error recovery in browsers does not matter.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ANYWHERE = frozenset(("class", "id", "lang"))


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SHAPE = _names(
    "clip-path cx cy d dx dy fill fill-opacity fill-rule font-size font-style font-weight height href opacity points r"
    " rx ry stroke stroke-dasharray stroke-linecap stroke-linejoin stroke-opacity stroke-width text-anchor transform"
    " width x x1 x2 y y1 y2"
)
_PLAIN = _names(
    "b br cite code dd details div dl dt em figcaption footer h1 h2 h3 li nav ol p pre section small span strong"
    " summary table tbody td th thead tr ul wbr"
)
_DRAWN = _names("circle clipPath defs ellipse g line path polygon polyline rect text tspan use")
_SPOKEN = _names(
    "math menclose mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle"
    " msub msubsup msup mtable mtd mtext mtr munder munderover none"
)
_SVG = _DRAWN | {"svg"}
_ATTRIBUTES: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(_PLAIN, frozenset()),
    **dict.fromkeys(_DRAWN, _SHAPE),
    **dict.fromkeys(_SPOKEN, _names("accent display linethickness mathvariant notation stretchy")),
    "a": _names("href hreflang rel title"),
    "article": _names("data-names data-topic"),
    "button": _names("hidden type"),
    "div": _names("data-tex"),
    "dl": _names("aria-label"),
    "figure": _names("aria-label"),
    "input": _names("aria-label placeholder type"),
    "nav": _names("aria-label"),
    "option": _names("value"),
    "p": _names("hidden role"),
    "select": _names("aria-label"),
    "span": _names("data-tex title"),
    "svg": _names("aria-hidden aria-label fill height role viewBox width x xmlns y"),
    "td": _names("align"),
    "th": _names("align"),
}
ALLOWED: Mapping[str, frozenset[str]] = {tag: names | _ANYWHERE for tag, names in _ATTRIBUTES.items()}
"""The allowed attributes of each allowed element."""

_ADDRESS = re.compile(
    r"#[\w.%-]*"
    r"|(?:/(?!/)|(?:\.{1,2}/)*)(?:[\w.%-]+/)*(?:[\w.%-]+)?(?:\?[\w=&%.-]*)?(?:#[\w.%-]*)?"
    r"|https://[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+(?:/[^\s\"'<>\\`]*)?"
)
"""An anchor, a plain path on the same host, or an https URL with an ordinary host name."""
_PAINT = re.compile(r"none|currentColor|var\(--[a-z-]+\)|#[0-9a-fA-F]{3,8}")
_PART = re.compile(r"#[\w.-]+")
_CLIP = re.compile(r"url\(#[\w.-]+\)")
_WORDS = re.compile(r"[\w-]+(?: [\w-]+)*")
_ID = re.compile(r"(?!__)[\w.-]+")
_LENGTHS = re.compile(r"[\w\s.,()%#+-]*")
_ANY = re.compile(r"[\s\S]*")
_VALUES: Mapping[str, re.Pattern[str]] = {
    **dict.fromkeys(("fill", "stroke"), _PAINT),
    **dict.fromkeys(("aria-label", "data-names", "data-tex", "placeholder", "title"), _ANY),
    "class": _WORDS,
    "clip-path": _CLIP,
    "id": _ID,
    "type": re.compile("button|search"),
    "viewBox": _LENGTHS,
    "xmlns": re.compile(r"http://www\.w3\.org/(?:2000/svg|1998/Math/MathML)"),
}
"""Patterns of attribute values; other attributes must match `_LENGTHS`: numbers, lengths and words."""


def address_flaw(address: str) -> str:
    """The flaw of an address that is not an anchor, a plain path or an ordinary https URL; empty if there is none."""
    return "" if _ADDRESS.fullmatch(address) else f"an address that is neither plain nor https: {address[:80]!r}"


def element_flaws(tag: str, attributes: Mapping[str, str | None]) -> Iterator[str]:
    """Yield the flaws of an element of an article."""
    allowed = ALLOWED.get(tag)
    if allowed is None:
        yield f"a forbidden element <{tag}>"
        return
    for name, value in attributes.items():
        if name not in allowed:
            yield f"a forbidden attribute on <{tag}>: {name}={(value or '')[:60]}"
        elif name == "href":
            yield from _reference_flaws(tag, value or "")
        elif not _VALUES.get(name, _LENGTHS).fullmatch(value or ""):
            yield f"a strange value on <{tag}>: {name}={(value or '')[:60]!r}"


def _reference_flaws(tag: str, value: str) -> Iterator[str]:
    """Yield the flaws of an `href`: inside drawings it must be an anchor, elsewhere an allowed address."""
    if tag in _SVG:
        if not _PART.fullmatch(value):
            yield f"a drawing leads to {value[:80]}"
    elif flaw := address_flaw(value):
        yield flaw
