"""Conversion of matplotlib's SVG to a small, reproducible and safe form that can be inlined in a page."""

from __future__ import annotations

import io
import re
import warnings
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

from lexicon.rules.svg_allowlist import ATTRIBUTES, ELEMENTS, NAMESPACE
from lexicon.text import LexiconError

from figures import style

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.figure import Figure

XLINK = "{http://www.w3.org/1999/xlink}href"
_COLOURS = {
    style.INK: "currentColor",
    style.SOFT: "var(--ink-soft)",
    style.LINE: "var(--line)",
    style.PAPER: "var(--paper)",
    style.A: "var(--figure-a)",
    style.B: "var(--figure-b)",
    style.C: "var(--figure-c)",
    style.D: "var(--figure-d)",
}
_DEFAULTS = {
    "stroke": "none",
    "stroke-linejoin": "miter",
    "fill-opacity": "1",
    "stroke-opacity": "1",
    "opacity": "1",
    "font-weight": "400",
}
_NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
_FONT = re.compile(r"(?:(italic|oblique) )?(?:(\d{3}|bold) )?([\d.]+)px")


class ForbiddenSvgError(LexiconError):
    """A drawing uses something that figures must not contain, for example an undefined colour or an image."""


def to_svg(figure: Figure, prefix: str) -> str:
    """The figure as SVG without styles and scripts; ids begin with `prefix`. Raises ForbiddenSvgError."""
    buffer = io.StringIO()
    # Labels stay text and use the reader's fonts, so matplotlib needs no Chinese font.
    warnings.filterwarnings("ignore", message="Glyph .* missing from font")
    figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    root = ET.fromstring(buffer.getvalue())
    names = {old: f"{prefix}{number}" for number, old in enumerate(_used_ids(root))}
    _clean(root, names)
    box = root.get("viewBox", "")
    root.attrib.clear()
    root.set("viewBox", _rounded(box))
    ET.register_namespace("", NAMESPACE)
    return ET.tostring(root, encoding="unicode") + "\n"


def _used_ids(root: ET.Element) -> list[str]:
    """The referenced ids, in the order of the first reference."""
    text = ET.tostring(root, encoding="unicode")
    return list(dict.fromkeys(re.findall(r'(?:url\(#|href="#)([^)"]+)', text)))


def _clean(element: ET.Element, names: Mapping[str, str]) -> None:
    for child in list(element):
        name = child.tag.removeprefix(f"{{{NAMESPACE}}}") if isinstance(child.tag, str) else ""
        if name in ("metadata", "style", ""):
            element.remove(child)
            continue
        if name not in ELEMENTS:
            raise ForbiddenSvgError(f"<{name}> in a figure")
        _clean(child, names)
        if _is_invisible(child):
            element.remove(child)
    _clean_attributes(element, names)
    element.text = element.text if (element.text or "").strip() else None
    element.tail = None
    _drop_empty_groups(element)


def _is_invisible(element: ET.Element) -> bool:
    name = element.tag.removeprefix(f"{{{NAMESPACE}}}")
    if name in ("g", "defs"):
        return not len(element)
    return name == "path" and not element.get("id") and element.get("fill") == "none" and not element.get("stroke")


def _clean_attributes(element: ET.Element, names: Mapping[str, str]) -> None:
    found = dict(element.attrib) | _declarations(element.attrib.get("style", ""))
    if XLINK in found:
        found["href"] = found.pop(XLINK)
    found["id"] = names.get(found.get("id", ""), "")
    element.attrib.clear()
    for name, value in sorted(found.items()):
        if name in ATTRIBUTES and value and _DEFAULTS.get(name) != value and not value.startswith("rotate(-0 "):
            element.set(name, _value(name, value, names))


def _declarations(css: str) -> dict[str, str]:
    """Style declarations as presentation attributes; `font` is split into its parts."""
    found = dict(part.strip().split(": ", 1) for part in css.split(";") if ": " in part)
    match = _FONT.search(found.pop("font", ""))
    if match:
        found |= {"font-size": match[3]}
        if match[1]:
            found["font-style"] = "italic"
        if match[2]:
            found["font-weight"] = match[2]
    return found


def _value(name: str, value: str, names: Mapping[str, str]) -> str:
    if name in ("fill", "stroke"):
        if value in ("none", *(_COLOURS.values())):
            return value
        if value not in _COLOURS:
            raise ForbiddenSvgError(f"the colour {value}: use those of figures.style")
        return _COLOURS[value]
    for old, new in names.items():
        value = value.replace(f"#{old}", f"#{new}")
    return _rounded(value)


def _rounded(text: str) -> str:
    return re.sub(r"\s+", " ", _NUMBER.sub(lambda match: f"{round(float(match[0]), 2):g}", text)).strip()


def _drop_empty_groups(element: ET.Element) -> None:
    """Replace groups without attributes by their children."""
    for index in reversed(range(len(element))):
        child = element[index]
        if child.tag == f"{{{NAMESPACE}}}g" and not child.attrib:
            element[index : index + 1] = list(child)
