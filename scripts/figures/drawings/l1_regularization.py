"""Figures of the term `l1-regularization`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.patches import Polygon

from figures.drawing import figure
from figures.style import INK, LINE, SOFT, A, B, bare, canvas, contours, label

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from figures.style import Say

CURVATURE = np.array([[1.0, 0.4], [0.4, 1.0]])
LOWEST = np.array([0.6, 1.9])
STRENGTH = 1.0


def _loss(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    u, v = x - LOWEST[0], y - LOWEST[1]
    return np.asarray((CURVATURE[0, 0] * u**2 + 2 * CURVATURE[0, 1] * u * v + CURVATURE[1, 1] * v**2) / 2)


def plane(found: np.ndarray, say: Say) -> tuple[Figure, Axes]:
    """The plane of two weights with contours of a loss, one of which passes through the weights that were found."""
    sheet, (axes,) = canvas(height=4)
    bare(axes).set(xlim=(-3.6, 4.3), ylim=(-1.35, 3.65))
    axes.plot([-2, 2.4], [0, 0], color=LINE, linewidth=1, zorder=0)
    axes.plot([0, 0], [-1.3, 3.6], color=LINE, linewidth=1, zorder=0)
    label(axes, 2.5, 0, "w₁", SOFT, ha="left")
    label(axes, -0.12, 3.5, "w₂", SOFT, ha="right")
    contours(axes, _loss, float(_loss(found[0], found[1])) * np.array([0.15, 0.5, 1.0]))
    axes.plot(*LOWEST, "s", color=B, markersize=7)
    label(axes, LOWEST[0] + 1.55, LOWEST[1] + 0.55, say("lowest loss", "损失最低"), B, ha="left")
    axes.plot([LOWEST[0] + 0.12, LOWEST[0] + 1.5], [LOWEST[1] + 0.05, LOWEST[1] + 0.5], color=B, linewidth=0.8)
    label(axes, 2.05, 1.25, say("equal loss", "损失相等"), SOFT, ha="left")
    return sheet, axes


@figure("l1-regularization", "diamond")
def diamond(say: Say) -> Figure:
    """Contours of a loss of two weights and the diamond of equal L1 penalty, which they touch at a corner."""
    found = np.zeros(2)
    for _ in range(500):
        step = found - 0.5 * CURVATURE @ (found - LOWEST)
        found = np.sign(step) * np.maximum(np.abs(step) - 0.5 * STRENGTH, 0)
    size = float(np.abs(found).sum())
    sheet, axes = plane(found, say)
    corners = np.array([[size, 0], [0, size], [-size, 0], [0, -size]])
    axes.add_patch(Polygon(corners, facecolor=A, alpha=0.14, linewidth=0))
    axes.add_patch(Polygon(corners, facecolor="none", edgecolor=A, linewidth=2))
    axes.plot(*found, "o", color=A, markersize=9)
    label(axes, -0.95, found[1], say("solution: w₁ = 0", "解：w₁ = 0"), INK, ha="right")
    axes.plot([-0.85, -0.16], [found[1], found[1]], color=INK, linewidth=0.8)
    label(axes, -0.8, -0.85, "|w₁| + |w₂| = c", A, ha="right")
    return sheet
