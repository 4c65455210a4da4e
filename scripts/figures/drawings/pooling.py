"""Figures of the term `pooling`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.patches import Rectangle

from figures.drawing import figure
from figures.style import INK, LINE, SOFT, A, B, C, D, arrow, bare, canvas, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from figures.style import Say

MAP = np.array([[1, 3, 2, 0], [5, 7, 1, 1], [0, 2, 9, 4], [2, 4, 3, 8]])


@figure("pooling", "max")
def largest(say: Say) -> Figure:
    """A map of 4 × 4 numbers in four windows, the largest of each marked, and the 2 × 2 numbers that remain."""
    windows = MAP.reshape(2, 2, 2, 2)
    output = windows.max(axis=(1, 3))
    sheet, (axes,) = canvas(height=3.2)
    bare(axes).set(xlim=(-2.6, 12.1), ylim=(-0.9, 4.9))
    for (row, column), number in np.ndenumerate(output):
        colour = ((A, B), (C, D))[row][column]
        for (down, right), value in np.ndenumerate(windows[row, :, column]):
            corner = (2 * column + right, 3 - 2 * row - down)
            chosen = value == number
            axes.add_patch(Rectangle(corner, 1, 1, facecolor=colour, alpha=0.5 if chosen else 0.1, linewidth=0))
            axes.add_patch(Rectangle(corner, 1, 1, facecolor="none", edgecolor=LINE, linewidth=0.8))
            weight = "bold" if chosen else "normal"
            label(axes, corner[0] + 0.5, corner[1] + 0.5, str(value), INK, fontsize=12, fontweight=weight)
        frame = (2 * column + 0.05, 2 - 2 * row + 0.05)
        axes.add_patch(Rectangle(frame, 1.9, 1.9, facecolor="none", edgecolor=colour, linewidth=2))
        corner = (7.5 + column * 1.1, 2.05 - row * 1.1)
        axes.add_patch(Rectangle(corner, 1, 1, facecolor=colour, alpha=0.5, linewidth=0))
        axes.add_patch(Rectangle(corner, 1, 1, facecolor="none", edgecolor=colour, linewidth=2))
        label(axes, corner[0] + 0.5, corner[1] + 0.5, str(number), INK, fontsize=12, fontweight="bold")
    arrow(axes, (4.7, 2), (6.9, 2))
    label(axes, 5.8, 2.45, say("maximum", "取最大值"), SOFT)
    label(axes, 2, 4.5, say("feature map, 4 × 4", "特征图，4 × 4"), SOFT)
    label(axes, 8.55, 4.5, say("output, 2 × 2", "输出，2 × 2"), SOFT)
    label(axes, 2, -0.5, say("windows of 2 × 2, stride 2", "窗口 2 × 2，步幅 2"), SOFT, fontsize=10)
    return sheet
