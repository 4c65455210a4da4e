"""Figures of the term `gradient`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures.drawing import figure
from figures.style import INK, SOFT, A, B, arrow, bare, canvas, contours, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from figures.style import Say

POINTS = ((2.25, 0.8), (-0.7, 0.95), (-2.2, 0.2), (-1.5, -0.85), (1.0, -0.75))


def _height(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    height: np.ndarray = x**2 / 4 + y**2
    return height


@figure("gradient", "arrows")
def arrows(say: Say) -> Figure:
    """Gradients on the contour lines of a bowl, and the step against one of them."""
    sheet, (axes,) = canvas(height=3.4)
    bare(axes).set(xlim=(-3.9, 3.9), ylim=(-1.9, 1.95))
    contours(axes, _height, np.arange(0.2, 1.9, 0.4) ** 2)
    axes.plot([0], [0], "+", color=SOFT, markersize=9, markeredgewidth=1.3)
    label(axes, 0, -0.38, say("minimum", "最小值"), SOFT, fontsize=10)
    for x, y in POINTS:
        slope = np.array([x / 2, 2 * y]) * 0.42
        arrow(axes, (x, y), (x + slope[0], y + slope[1]), A, linewidth=2)
        axes.plot([x], [y], "o", color=INK, markersize=4)
    x, y = POINTS[0]
    arrow(axes, (x, y), (x - 0.42 * x / 2, y - 0.42 * 2 * y), B, linewidth=2, linestyle=(0, (3, 1.5)))
    label(axes, x + 0.75, y + 0.78, say("gradient ∇L", "梯度 ∇L"), A, ha="left")
    label(axes, x + 0.1, y - 0.46, "−∇L", B)
    return sheet
