"""Figures of the term `padding`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.patches import Rectangle

from figures.drawing import figure
from figures.style import INK, LINE, SOFT, A, B, arrow, bare, canvas, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from figures.style import Say

IMAGE = np.array([[2, 1, 0, 1], [1, 3, 1, 0], [0, 2, 2, 1], [1, 0, 1, 3]])


@figure("padding", "zeros")
def zeros(say: Say) -> Figure:
    """A 4 × 4 input with a border of zeros, a 3 × 3 kernel in its corner, and the output, which is 4 × 4 again."""
    padded = np.pad(IMAGE, 1)
    output = np.lib.stride_tricks.sliding_window_view(padded, (3, 3)).sum(axis=(2, 3))
    sheet, (axes,) = canvas(height=3.6)
    bare(axes).set(xlim=(-2, 15.6), ylim=(-1.3, 7.1))
    for (row, column), value in np.ndenumerate(padded):
        corner = (column, 5 - row)
        inner = 0 < row < 5 and 0 < column < 5
        if inner:
            axes.add_patch(Rectangle(corner, 1, 1, facecolor=SOFT, alpha=0.18, linewidth=0))
        axes.add_patch(Rectangle(corner, 1, 1, facecolor="none", edgecolor=LINE, linewidth=0.8))
        label(axes, column + 0.5, 5.5 - row, str(value), INK if inner else A, fontsize=11)
    axes.add_patch(Rectangle((1, 1), 4, 4, facecolor="none", edgecolor=SOFT, linewidth=1.4))
    axes.add_patch(Rectangle((0, 0), 6, 6, facecolor="none", edgecolor=A, linewidth=1.6, linestyle=(0, (4, 2))))
    axes.add_patch(Rectangle((0, 3), 3, 3, facecolor="none", edgecolor=B, linewidth=2.4))
    for (row, column), value in np.ndenumerate(output):
        axes.add_patch(Rectangle((10 + column, 4 - row), 1, 1, facecolor="none", edgecolor=LINE, linewidth=0.8))
        label(axes, 10.5 + column, 4.5 - row, str(value), INK, fontsize=11)
    axes.add_patch(Rectangle((10, 1), 4, 4, facecolor="none", edgecolor=SOFT, linewidth=1.4))
    axes.add_patch(Rectangle((10, 4), 1, 1, facecolor="none", edgecolor=B, linewidth=2.4))
    arrow(axes, (6.6, 3), (9.4, 3))
    label(axes, 8, 3.5, say("3 × 3 kernel", "3 × 3 卷积核"), B, fontsize=10)
    label(axes, 3, 6.6, say("input 4 × 4, padded", "输入 4 × 4，加填充"), SOFT)
    label(axes, 12, 6.6, say("output 4 × 4", "输出 4 × 4"), SOFT)
    label(axes, 3, -0.6, say("padding: a border of zeros", "填充：一圈零"), A)
    return sheet
