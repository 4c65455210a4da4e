"""Figures of the term `optimizer`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures.drawing import figure
from figures.style import SOFT, A, B, C, bare, canvas, contours, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from figures.style import Say

START = np.array([-4.2, 1.25])
STEPS = 24


def _height(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    height: np.ndarray = (x**2 + 9 * y**2) / 2
    return height


def _gradient(theta: np.ndarray) -> np.ndarray:
    slope: np.ndarray = theta * np.array([1, 9])
    return slope


def _sgd() -> np.ndarray:
    points = [START]
    for _ in range(STEPS):
        points.append(points[-1] - 0.07 * _gradient(points[-1]))
    return np.array(points)


def _momentum() -> np.ndarray:
    points, velocity = [START], np.zeros(2)
    for _ in range(STEPS):
        velocity = 0.7 * velocity + _gradient(points[-1])
        points.append(points[-1] - 0.06 * velocity)
    return np.array(points)


def _adam() -> np.ndarray:
    points, first, second = [START], np.zeros(2), np.zeros(2)
    for step in range(1, STEPS + 1):
        slope = _gradient(points[-1])
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        points.append(points[-1] - 0.22 * first / (1 - 0.9**step) / np.sqrt(second / (1 - 0.999**step)))
    return np.array(points)


@figure("optimizer", "paths")
def paths(say: Say) -> Figure:
    """Three optimizers on one surface, from one start."""
    sheet, (axes,) = canvas(height=3.2)
    bare(axes).set(xlim=(-4.9, 1.9), ylim=(-1.45, 1.75))
    contours(axes, _height, np.array([0.3, 1.5, 4, 8]))
    for points, colour, dash, marker in (
        (_sgd(), B, (0, (4, 1.5)), "s"),
        (_momentum(), A, "-", "o"),
        (_adam(), C, (0, (1, 1)), "^"),
    ):
        axes.plot(points[:, 0], points[:, 1], marker, linestyle=dash, color=colour, markersize=3.5, linewidth=1.4)
    axes.plot([0], [0], "+", color=SOFT, markersize=9, markeredgewidth=1.3)
    label(axes, START[0], START[1] + 0.3, say("start", "起点"), SOFT)
    label(axes, -3.15, -0.2, "SGD", B, fontsize=10)
    label(axes, -0.45, 0.73, say("momentum", "动量"), A)
    label(axes, -1.8, -0.9, "Adam", C)
    return sheet
