"""Figures of the term `mean-squared-error`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.patches import Rectangle

from figures.drawing import figure
from figures.style import INK, SOFT, A, B, bare, canvas, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from figures.style import Say

X = np.array([0.6, 2.0, 3.5, 5.0, 6.6, 8.4])
Y = np.array([1.3, 0.9, 2.5, 1.35, 4.0, 3.6])


@figure("mean-squared-error", "squares")
def squares(say: Say) -> Figure:
    """The squared errors of a fitted line as the areas of squares."""
    sheet, (axes,) = canvas(height=3.4)
    bare(axes).set(xlim=(-0.2, 10.4), ylim=(-0.2, 5.2))
    slope, offset = np.polyfit(X, Y, 1)
    ends = np.array([0, 9.6])
    for x, y in zip(X, Y, strict=True):
        fitted = slope * x + offset
        side = abs(y - fitted)
        left = x - side if y > fitted else x
        corner = (left, min(y, fitted))
        axes.add_patch(Rectangle(corner, side, side, facecolor=A, alpha=0.2, linewidth=0))
        axes.add_patch(Rectangle(corner, side, side, facecolor="none", edgecolor=A, linewidth=1))
        axes.plot([x, x], [y, fitted], color=A, linewidth=2.4)
    axes.plot(ends, slope * ends + offset, color=B)
    axes.plot(X, Y, "o", color=INK, markersize=6)
    label(axes, 9.6, slope * 9.6 + offset + 0.3, say("prediction ŷ", "预测值 ŷ"), B, ha="right")
    label(axes, 6.6, 4.3, say("true value y", "真实值 y"), INK)
    label(axes, 5.0 + 1.5, 1.75, "(y − ŷ)²", A, ha="left")
    label(axes, 0, -0.0, f"MSE = {np.mean((slope * X + offset - Y) ** 2):.2f}", SOFT, ha="left")
    return sheet
