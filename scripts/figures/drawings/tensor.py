"""Figures of the term `tensor`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.patches import Rectangle

from figures.drawing import figure
from figures.style import PAPER, SOFT, A, bare, canvas, label

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from figures.style import Say


def _sheet(axes: Axes, left: float, bottom: float, values: np.ndarray) -> None:
    """A matrix as cells on paper, its lower left corner given."""
    rows, columns = values.shape
    axes.add_patch(Rectangle((left, bottom), columns, rows, facecolor=PAPER, linewidth=0, zorder=1))
    for (row, column), value in np.ndenumerate(values):
        corner = (left + column, bottom + rows - 1 - row)
        axes.add_patch(Rectangle(corner, 1, 1, facecolor=A, alpha=0.14, linewidth=0))
        axes.add_patch(Rectangle(corner, 1, 1, facecolor="none", edgecolor=A, linewidth=1))
        label(axes, corner[0] + 0.5, corner[1] + 0.5, str(value), fontsize=10, zorder=1)


@figure("tensor", "axes")
def axes_of_tensors(say: Say) -> Figure:
    """Tensors with no, one, two and three axes, and their shapes."""
    block = np.arange(24).reshape(2, 3, 4)
    sheet, (axes,) = canvas(height=2.7)
    bare(axes).set(xlim=(-0.6, 18.3), ylim=(-2.6, 5.2))
    _sheet(axes, 0.4, 1, block[0, :1, :1])
    _sheet(axes, 2.9, 1, block[0, :1])
    _sheet(axes, 8.0, 0, block[0])
    _sheet(axes, 14.05, 0.85, block[1])
    _sheet(axes, 13.2, 0, block[0])
    for x, name, shape in (
        (0.9, say("scalar", "标量"), "()"),
        (4.9, say("vector", "向量"), "(4,)"),
        (10.0, say("matrix", "矩阵"), "(3, 4)"),
        (15.6, say("three axes", "三个轴"), "(2, 3, 4)"),
    ):
        label(axes, x, -0.9, name)
        label(axes, x, -1.9, shape, SOFT, fontsize=10)
    return sheet
