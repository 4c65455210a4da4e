"""Figures of the term `stride`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.patches import Rectangle

from figures.drawing import figure
from figures.style import INK, LINE, SOFT, A, B, arrow, bare, canvas, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from figures.style import Say

ROW = np.array([1, 3, 2, 0, 4, 1, 2])
KERNEL = np.ones(3, dtype=int)


@figure("stride", "steps")
def steps(say: Say) -> Figure:
    """A kernel of three ones at every position of a row of seven numbers, and at every second position."""
    every = np.lib.stride_tricks.sliding_window_view(ROW, KERNEL.size) @ KERNEL
    sheet, (axes,) = canvas(height=3.2)
    bare(axes).set(xlim=(-0.6, 25.2), ylim=(-8.6, 3.3))
    for left, stride in ((0, 1), (14, 2)):
        label(axes, left + 5, 2.6, say(f"stride {stride}", f"步幅 {stride}"), B)
        for place, number in enumerate(ROW):
            axes.add_patch(Rectangle((left + place, 0), 1, 1, facecolor="none", edgecolor=SOFT, linewidth=0.9))
            label(axes, left + place + 0.5, 0.5, str(number), INK, fontsize=10)
        for turn, start in enumerate(range(0, every.size, stride)):
            bottom = -1.9 - 1.6 * (start if stride == 2 else turn)
            axes.add_patch(Rectangle((left, bottom), 7, 1, facecolor="none", edgecolor=LINE, linewidth=0.7))
            axes.vlines(left + np.arange(1, ROW.size), bottom, bottom + 1, color=LINE, linewidth=0.7)
            axes.add_patch(Rectangle((left + start, bottom), 3, 1, facecolor=B, alpha=0.3, linewidth=0))
            axes.add_patch(Rectangle((left + start, bottom), 3, 1, facecolor="none", edgecolor=B, linewidth=1.6))
            arrow(axes, (left + 7.3, bottom + 0.5), (left + 8.6, bottom + 0.5))
            axes.add_patch(Rectangle((left + 8.8, bottom), 1.2, 1, facecolor=A, alpha=0.25, linewidth=0))
            axes.add_patch(Rectangle((left + 8.8, bottom), 1.2, 1, facecolor="none", edgecolor=A, linewidth=1.4))
            label(axes, left + 9.4, bottom + 0.5, str(every[start]), INK, fontsize=10)
        label(axes, left + 9.4, 0.5, say("output", "输出"), A, fontsize=10)
    return sheet
