"""The map of a topic as SVG: linked terms in layers, each term below the terms it needs."""

from __future__ import annotations

import html
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from lexicon.text import UNSPACED, script

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

WIDTHS = 612, 320
"""Widths of the drawing, in its units, for large screens and for phones; the stylesheet shows the one that fits."""
NARROW, WIDE = 7.1, 12.6
"""Widths of Latin and of Chinese characters in labels, in units of the drawing."""
HEIGHT, ROW, LAYER, GAP, PADDING, MARGIN = 24, 32, 62, 14, 10, 6
"""Node height, row distance, layer distance, gap between nodes, padding of labels and margin of the drawing."""
ARROW_HEAD = 5


@dataclass(frozen=True)
class MapNode:
    """A term on the map."""

    slug: str
    name: str
    address: str
    needs: frozenset[str]
    related: frozenset[str]

    @cached_property
    def width(self) -> float:
        """The estimated width of the label plus padding, in units of the drawing."""
        return sum(WIDE if script(character) in UNSPACED else NARROW for character in self.name) + 2 * PADDING


@dataclass(frozen=True)
class _Box:
    x: float
    y: float
    width: float

    @property
    def middle(self) -> float:
        return self.x + self.width / 2

    @property
    def top(self) -> tuple[float, float]:
        return self.middle, self.y

    @property
    def bottom(self) -> tuple[float, float]:
        return self.middle, self.y + HEIGHT


@dataclass(frozen=True)
class TopicMap:
    """A layered drawing, `width` units wide, of terms in learning order; needs outside the topic are left out."""

    nodes: Sequence[MapNode]
    width: float

    @cached_property
    def by_slug(self) -> Mapping[str, MapNode]:
        """The nodes by slug."""
        return {node.slug: node for node in self.nodes}

    @cached_property
    def layers(self) -> list[list[MapNode]]:
        """The nodes by depth: the length of the longest chain of needs."""
        depths: dict[str, int] = {}
        for node in self.nodes:
            depths[node.slug] = 1 + max((depths.get(need, -1) for need in node.needs), default=-1)
        return [
            [node for node in self.nodes if depths[node.slug] == depth]
            for depth in range(max(depths.values(), default=-1) + 1)
        ]

    @cached_property
    def positions(self) -> Mapping[str, _Box]:
        """The box of every node, by slug; a layer takes as many rows as it needs, sorted by preferred position."""
        found: dict[str, _Box] = {}
        y = float(MARGIN)
        for layer in self.layers:
            wanted = {node.slug: self.preferred_x(node, found) for node in layer}
            for row in self.rows(layer):
                row.sort(key=lambda node: wanted[node.slug])
                x = (self.width - _row_width(row)) / 2
                for node in row:
                    found[node.slug] = _Box(x, y, node.width)
                    x += node.width + GAP
                y += ROW
            y += LAYER - ROW
        return found

    def preferred_x(self, node: MapNode, positions: Mapping[str, _Box]) -> float:
        """The preferred centre of a node: the mean of the centres of the nodes it needs."""
        known = [positions[need].middle for need in sorted(node.needs) if need in positions]
        return sum(known) / len(known) if known else self.width / 2

    def rows(self, layer: Sequence[MapNode]) -> list[list[MapNode]]:
        """The nodes of a layer in rows that fit, by first-fit decreasing bin packing."""
        rows: list[list[MapNode]] = []
        widths: list[float] = []
        for node in sorted(layer, key=lambda node: -node.width):
            for at, row in enumerate(rows):
                if widths[at] + node.width + GAP * len(row) <= self.width - 2 * MARGIN:
                    row.append(node)
                    widths[at] += node.width
                    break
            else:
                rows.append([node])
                widths.append(node.width)
        return rows

    def svg(self, label: str) -> str:
        """The drawing as SVG with `label` for screen readers; empty if there are no nodes."""
        if not self.nodes:
            return ""
        height = max(place.y for place in self.positions.values()) + HEIGHT + MARGIN
        parts = [*self.relations(), *self.arrows(), *(self.node_svg(node) for node in self.nodes)]
        return (
            f'<svg role="group" aria-label="{html.escape(label)}" viewBox="0 0 {self.width:.0f} {height:.0f}"'
            f' width="{self.width:.0f}" height="{height:.0f}">{"".join(parts)}</svg>'
        )

    def arrows(self) -> list[str]:
        """An arrow from each needed node to the node that needs it."""
        return [
            _arrow(self.positions[need].bottom, self.positions[node.slug].top)
            for node in self.nodes
            for need in sorted(node.needs)
            if need in self.by_slug
        ]

    def relations(self) -> list[str]:
        """A line for each pair of related nodes that are not connected by an arrow."""
        pairs = {
            tuple(sorted((node.slug, other)))
            for node in self.nodes
            for other in node.related
            if other in self.by_slug and other not in node.needs and node.slug not in self.by_slug[other].needs
        }
        return [_line(self.positions[one], self.positions[other]) for one, other in sorted(pairs)]

    def node_svg(self, node: MapNode) -> str:
        """The box of a node with its label."""
        place = self.positions[node.slug]
        middle = place.x + place.width / 2
        return (
            f'<a href="{html.escape(node.address)}"><rect x="{place.x:.1f}" y="{place.y:.1f}" width="{place.width:.1f}"'
            f' height="{HEIGHT}" rx="12"/><text x="{middle:.1f}" y="{place.y + HEIGHT / 2 + 4:.1f}">'
            f"{html.escape(node.name, quote=False)}</text></a>"
        )


def _row_width(row: Sequence[MapNode]) -> float:
    return sum(node.width for node in row) + GAP * (len(row) - 1)


def _arrow(start: tuple[float, float], end: tuple[float, float]) -> str:
    (x1, y1), (x2, y2) = start, end
    bend = (y2 - y1) / 2
    curve = f"M{x1:.1f} {y1:.1f}C{x1:.1f} {y1 + bend:.1f} {x2:.1f} {y2 - bend:.1f} {x2:.1f} {y2 - ARROW_HEAD:.1f}"
    head = f"M{x2:.1f} {y2:.1f}l-{ARROW_HEAD - 1} -{ARROW_HEAD + 2}h{2 * (ARROW_HEAD - 1)}z"
    return f'<path class="map-arrow" d="{curve}"/><path class="map-head" d="{head}"/>'


def _line(one: _Box, other: _Box) -> str:
    if one.y > other.y:
        one, other = other, one
    (x1, y1), (x2, y2) = one.bottom, other.top
    if one.y == other.y:  # side by side: below the row, clear of what stands between them
        y2, bend = y1, min(ROW - HEIGHT, abs(x2 - x1) / 3)
    else:
        bend = 0.0
    curve = f"{(x1 + x2) / 2:.1f} {(y1 + y2) / 2 + bend:.1f} {x2:.1f} {y2:.1f}"
    return f'<path class="map-line" d="M{x1:.1f} {y1:.1f}Q{curve}"/>'
