"""Figures of the term `gradient-descent`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures.drawing import figure
from figures.style import A, B, bare, canvas, contours, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from figures.style import Say


def _height(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Two valleys, the left one deeper."""
    return (x**2 - 2) ** 2 / 4 + 0.25 * x + 0.8 * (y - 0.25 * x) ** 2


def _gradient(x: float, y: float) -> np.ndarray:
    across = 1.6 * (y - 0.25 * x)
    return np.array([x * (x**2 - 2) + 0.25 - 0.25 * across, across])


def _path(start: tuple[float, float], steps: int = 20, rate: float = 0.12) -> np.ndarray:
    points = [np.array(start)]
    for _ in range(steps):
        points.append(points[-1] - rate * _gradient(*points[-1]))
    return np.array(points)


@figure("gradient-descent", "path")
def path(say: Say) -> Figure:
    """Two descents on one surface, from neighbouring points into different valleys."""
    sheet, (axes,) = canvas(height=3.5)
    bare(axes).set(xlim=(-2.75, 2.75), ylim=(-1.3, 1.55))
    contours(axes, _height, np.array([0.15, 0.8, 1.45, 2.1, 2.75]))
    for start, colour, dash, marker in (
        ((-0.12, 1.3), A, "-", "o"),
        ((0.32, 1.3), B, (0, (4, 2)), "s"),
    ):
        points = _path(start)
        axes.plot(points[:, 0], points[:, 1], marker, linestyle=dash, color=colour, markersize=4, linewidth=1.5)
    label(axes, -1.45, -0.62, say("deep", "较深"), A, fontsize=10)
    label(axes, 1.33, 0.1, say("shallow", "较浅"), B, fontsize=10)
    return sheet
