"""Figures of the term `momentum`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures.drawing import figure
from figures.style import SOFT, A, B, bare, canvas, contours, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from figures.style import Say

CURVATURES = np.array([1.0, 30.0])
START = np.array([-5.0, 0.75])


def _height(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    height: np.ndarray = (CURVATURES[0] * x**2 + CURVATURES[1] * y**2) / 2
    return height


def _path(coefficient: float, rate: float = 0.06, steps: int = 32) -> np.ndarray:
    points, velocity = [START], np.zeros(2)
    for _ in range(steps):
        velocity = coefficient * velocity + CURVATURES * points[-1]
        points.append(points[-1] - rate * velocity)
    return np.array(points)


@figure("momentum", "ravine")
def ravine(say: Say) -> Figure:
    """The same number of updates in a narrow valley, without and with momentum."""
    sheet, rows = canvas(height=3.4, rows=2)
    notes = (
        (0.0, B, "s", say("without momentum", "不带动量")),
        (0.8, A, "o", say("with momentum, μ = 0.8", "带动量，μ = 0.8")),
    )
    for axes, (coefficient, colour, marker, note) in zip(rows, notes, strict=True):
        bare(axes).set(xlim=(-5.6, 2.6), ylim=(-0.95, 1.25))
        contours(axes, _height, np.array([0.6, 2.6, 6, 10.5]))
        points = _path(coefficient)
        axes.plot(points[:, 0], points[:, 1], marker, linestyle="-", color=colour, markersize=3.5, linewidth=1.3)
        axes.plot([0], [0], "+", color=SOFT, markersize=9, markeredgewidth=1.3)
        label(axes, -3.9, 1.1, note, colour, ha="left")
    return sheet
