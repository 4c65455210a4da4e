"""Figures of the term `convolution`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.patches import Rectangle

from figures.drawing import figure
from figures.style import INK, LINE, SOFT, A, B, bare, canvas, label

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from figures.style import Say

IMAGE = np.array([[1, 1, 1, 0, 0], [1, 1, 1, 0, 0], [1, 1, 1, 1, 0], [1, 1, 1, 1, 1]])
KERNEL = np.array([[1, -1], [1, -1]])
ROW, COLUMN = 0, 2


def _grid(axes: Axes, left: float, top: float, values: np.ndarray, colour: str) -> None:
    """Numbers in cells, those above zero on a tint."""
    for (row, column), value in np.ndenumerate(values):
        corner = (left + column, top - row - 1)
        if value > 0:
            axes.add_patch(Rectangle(corner, 1, 1, facecolor=colour, alpha=round(0.14 * int(value), 2), linewidth=0))
        axes.add_patch(Rectangle(corner, 1, 1, facecolor="none", edgecolor=LINE, linewidth=0.8))
        label(axes, left + column + 0.5, top - row - 0.5, str(value).replace("-", "−"))


def _frame(axes: Axes, left: float, top: float, width: int, height: int, colour: str) -> None:
    axes.add_patch(Rectangle((left, top - height), width, height, facecolor="none", edgecolor=colour, linewidth=2.4))


@figure("convolution", "window")
def window(say: Say) -> Figure:
    """A kernel on a small image; one window and the output number that it gives are framed."""
    windows = np.lib.stride_tricks.sliding_window_view(IMAGE, KERNEL.shape)
    output = np.einsum("ijab,ab->ij", windows, KERNEL)
    sheet, (axes,) = canvas(height=3.2)
    bare(axes).set(xlim=(-0.3, 15.3), ylim=(-1.7, 5.4))
    _grid(axes, 0, 4, IMAGE, SOFT)
    _grid(axes, 6.75, 3, KERNEL, B)
    _grid(axes, 11, 3.5, output, A)
    _frame(axes, COLUMN, 4 - ROW, 2, 2, B)
    _frame(axes, 6.75, 3, 2, 2, B)
    _frame(axes, 11 + COLUMN, 3.5 - ROW, 1, 1, A)
    label(axes, 5.9, 2, "∗", SOFT, fontsize=15)
    label(axes, 9.9, 2, "=", SOFT, fontsize=15)
    label(axes, 2.5, 4.7, say("input", "输入"), SOFT)
    label(axes, 7.75, 4.7, say("kernel", "卷积核"), B)
    label(axes, 13, 4.7, say("output", "输出"), A)
    pairs = zip(windows[ROW, COLUMN].flat, KERNEL.flat, strict=True)
    products = " + ".join(f"{x}·{w}" if w > 0 else f"{x}·(−{-w})" for x, w in pairs)
    label(axes, 7.5, -1.1, f"{products} = {output[ROW, COLUMN]}", INK)
    return sheet
