"""Figures of the term `derivative`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures.drawing import figure
from figures.style import INK, LINE, SOFT, A, B, canvas, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from figures.style import Say


@figure("derivative", "secants")
def secants(say: Say) -> Figure:
    """Secants of the parabola through the point at 1 turn into its tangent."""
    sheet, (axes,) = canvas(height=3.4)
    x = np.linspace(-0.6, 3.25, 100)
    axes.axhline(0, color=LINE, linewidth=0.8)
    axes.plot(x, x**2, color=INK)
    for step in (2.0, 1.0):
        slope = ((1 + step) ** 2 - 1) / step
        ends = np.array([0.55, 3.35])
        axes.plot(ends, 1 + slope * (ends - 1), color=B, linewidth=1.4, linestyle=(0, (4, 2)))
        axes.plot([1 + step], [(1 + step) ** 2], "o", color=B, markersize=6)
        text = say(f"h = {step:g}: slope {slope:g}", f"h = {step:g}：斜率 {slope:g}")
        label(axes, 3.45, 1 + slope * 2.35, text, B, ha="left")
    ends = np.array([-0.1, 3.35])
    axes.plot(ends, 1 + 2 * (ends - 1), color=A, linewidth=2.4)
    axes.plot([1], [1], "o", color=A, markersize=7)
    label(axes, 3.45, 5.7, say("tangent: slope 2", "切线：斜率 2"), A, ha="left")
    label(axes, -0.55, 1.35, "f(x) = x²", INK, ha="left")
    axes.set_xticks([1, 2, 3])
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.spines["bottom"].set_visible(False)
    axes.set(xlim=(-0.65, 5.1), ylim=(-1.4, 11))
    axes.set_xlabel("x", color=SOFT)
    return sheet
