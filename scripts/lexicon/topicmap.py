"""The map of a topic as SVG: its terms in columns, each to the right of what it needs, with links."""

from __future__ import annotations

import html
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from lexicon.readings import has_han

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LATIN, HAN = 6.9, 12.6
"""Widths of characters in units of the drawing, at the size of labels."""
HEIGHT, ROW, GAP, PADDING, MARGIN = 24, 36, 44, 9, 6
"""Height of a node, distance of rows, distance of columns, space beside a label, space around everything."""
HEAD = 5


@dataclass(frozen=True)
class Node:
    """A term on the map."""

    slug: str
    name: str
    address: str
    needs: frozenset[str]
    related: frozenset[str]


@dataclass(frozen=True)
class _Place:
    x: float
    y: float
    width: float

    @property
    def left(self) -> tuple[float, float]:
        return self.x, self.y + HEIGHT / 2

    @property
    def right(self) -> tuple[float, float]:
        return self.x + self.width, self.y + HEIGHT / 2


@dataclass(frozen=True)
class TopicMap:
    """Terms in their learning order; what they need or relate to outside the topic is left out."""

    nodes: Sequence[Node]

    @cached_property
    def by_slug(self) -> Mapping[str, Node]:
        return {node.slug: node for node in self.nodes}

    @cached_property
    def columns(self) -> list[list[Node]]:
        """Nodes by the length of their longest chain of needs, each column sorted to stay near what it needs."""
        depths: dict[str, int] = {}
        for node in self.nodes:
            depths[node.slug] = 1 + max(
                (depths.get(need, -1) for need in node.needs if need in self.by_slug), default=-1
            )
        columns: list[list[Node]] = [[] for _ in range(max(depths.values(), default=-1) + 1)]
        rows: dict[str, float] = {}
        for depth, column in enumerate(columns):
            column += [node for node in self.nodes if depths[node.slug] == depth]
            column.sort(key=lambda node: self.height_wanted(node, rows))
            rows |= {node.slug: row for row, node in enumerate(column)}
        return columns

    @staticmethod
    def height_wanted(node: Node, rows: Mapping[str, float]) -> float:
        known = [rows[need] for need in node.needs if need in rows]
        return sum(known) / len(known) if known else len(rows)

    @cached_property
    def places(self) -> Mapping[str, _Place]:
        found, x = {}, float(MARGIN)
        tallest = max((len(column) for column in self.columns), default=0)
        for column in self.columns:
            width = max(_width(node.name) for node in column)
            top = MARGIN + (tallest - len(column)) * ROW / 2
            for row, node in enumerate(column):
                found[node.slug] = _Place(x, top + row * ROW, _width(node.name))
            x += width + GAP
        return found

    def svg(self, label: str) -> str:
        """The drawing, named for screen readers by `label`; empty if there is nothing to draw."""
        if not self.nodes:
            return ""
        width = max(place.right[0] for place in self.places.values()) + MARGIN
        height = max(place.y for place in self.places.values()) + HEIGHT + MARGIN
        parts = [*self.relations(), *self.arrows(), *(self.node(node) for node in self.nodes)]
        return (
            f'<svg role="group" aria-label="{html.escape(label)}" viewBox="0 0 {width:.0f} {height:.0f}"'
            f' width="{width:.0f}" height="{height:.0f}">{"".join(parts)}</svg>'
        )

    def arrows(self) -> list[str]:
        return [
            _arrow(self.places[need].right, self.places[node.slug].left)
            for node in self.nodes
            for need in sorted(node.needs)
            if need in self.by_slug
        ]

    def relations(self) -> list[str]:
        pairs = {
            tuple(sorted((node.slug, other)))
            for node in self.nodes
            for other in node.related
            if other in self.by_slug and other not in node.needs and node.slug not in self.by_slug[other].needs
        }
        return [_line(self.places[one], self.places[other]) for one, other in sorted(pairs)]

    def node(self, node: Node) -> str:
        place = self.places[node.slug]
        middle = place.x + place.width / 2
        return (
            f'<a href="{html.escape(node.address)}"><rect x="{place.x:.1f}" y="{place.y:.1f}" width="{place.width:.1f}"'
            f' height="{HEIGHT}" rx="12"/><text x="{middle:.1f}" y="{place.y + HEIGHT / 2 + 4:.1f}">'
            f"{html.escape(node.name, quote=False)}</text></a>"
        )


def _width(name: str) -> float:
    return sum(HAN if has_han(character) else LATIN for character in name) + 2 * PADDING


def _arrow(start: tuple[float, float], end: tuple[float, float]) -> str:
    (x1, y1), (x2, y2) = start, end
    bend = max(20.0, (x2 - x1) / 2)
    curve = f"M{x1:.1f} {y1:.1f}C{x1 + bend:.1f} {y1:.1f} {x2 - bend:.1f} {y2:.1f} {x2 - HEAD:.1f} {y2:.1f}"
    head = f"M{x2:.1f} {y2:.1f}l-{HEAD + 2} -{HEAD - 1}v{2 * (HEAD - 1)}z"
    return f'<path class="map-arrow" d="{curve}"/><path class="map-head" d="{head}"/>'


def _line(one: _Place, other: _Place) -> str:
    if one.x > other.x:
        one, other = other, one
    if one.x == other.x:
        (x1, y1), (_, y2) = one.left, other.left
        reach = min(MARGIN + 10.0, abs(y2 - y1) / 3)
        curve = f"{x1 - reach:.1f} {y1:.1f} {x1 - reach:.1f} {y2:.1f} {x1:.1f} {y2:.1f}"
        return f'<path class="map-line" d="M{x1:.1f} {y1:.1f}C{curve}"/>'
    (x1, y1), (x2, y2) = one.right, other.left
    return f'<path class="map-line" d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}"/>'
