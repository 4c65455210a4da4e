"""Figures of the term `positional-encoding`."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from figures.drawing import figure
from figures.style import LINE, SOFT, A, canvas, label

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from figures.style import Say

POSITIONS = 32
COMPONENTS = 16
SHADES = 8


def _strips(axes: Axes, shades: np.ndarray) -> None:
    """A matrix of shades from 0 to SHADES as strips, neighbouring cells of one shade together; one path for a shade."""
    vertices: dict[int, list[tuple[float, float]]] = {shade: [] for shade in range(1, SHADES + 1)}
    for row, line in enumerate(shades):
        starts = [0, *(np.flatnonzero(np.diff(line)) + 1).tolist(), line.size]
        for start, end in pairwise(starts):
            if line[start]:
                low, high = row + 0.04, row + 0.96
                vertices[int(line[start])] += [(start, low), (end, low), (end, high), (start, high), (start, low)]
    codes = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY]
    for shade, points in vertices.items():
        path = Path(points, codes * (len(points) // 5))
        axes.add_patch(PathPatch(path, facecolor=A, alpha=shade / SHADES, linewidth=0))


@figure("positional-encoding", "sinusoidal")
def sinusoidal(say: Say) -> Figure:
    """The sinusoidal encoding of 32 positions with 16 components, from pale for −1 to full for 1."""
    angle = np.arange(POSITIONS) / 10000 ** (2 * np.arange(COMPONENTS // 2)[:, None] / COMPONENTS)
    values = np.stack([np.sin(angle), np.cos(angle)], axis=1).reshape(COMPONENTS, POSITIONS)
    sheet, (axes,) = canvas(height=3.5)
    _strips(axes, np.round((values + 1) / 2 * SHADES).astype(int))
    for shade in range(SHADES + 1):
        corner = (POSITIONS + 1.6, 4 + SHADES - shade)
        axes.add_patch(Rectangle(corner, 1.2, 1, facecolor=A, alpha=shade / SHADES, linewidth=0))
    axes.add_patch(Rectangle((POSITIONS + 1.6, 4), 1.2, SHADES + 1, facecolor="none", edgecolor=LINE, linewidth=0.8))
    for height, text in ((4.5, "1"), (8.5, "0"), (12.5, "−1")):
        label(axes, POSITIONS + 3.3, height, text, SOFT, ha="left", fontsize=10)
    axes.add_patch(Rectangle((0, 0), POSITIONS, COMPONENTS, facecolor="none", edgecolor=LINE, linewidth=0.8))
    axes.set(xlim=(-0.1, POSITIONS + 5), ylim=(COMPONENTS + 0.1, -0.1))
    axes.set_xticks([0.5, 8.5, 16.5, 24.5, 31.5], ["0", "8", "16", "24", "31"])
    axes.set_yticks([0.5, 7.5, 15.5], ["0", "7", "15"])
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    axes.set_xlabel(say("position t", "位置 t"))
    axes.set_ylabel(say("component", "分量"))
    return sheet
