"""Figures of the term `linear-regression`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures.drawing import figure
from figures.style import INK, A, B, canvas, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from figures.style import Say


@figure("linear-regression", "fit")
def fit(say: Say) -> Figure:
    """Points, the straight line of least squares, and the vertical distance of each point from it."""
    random = np.random.default_rng(4)
    x = np.linspace(0.5, 9.5, 13) + random.uniform(-0.25, 0.25, 13)
    y = 1.2 + 0.55 * x + random.normal(0, 1.1, 13)
    w, b = np.linalg.lstsq(np.column_stack([x, np.ones_like(x)]), y, rcond=None)[0]
    sheet, (axes,) = canvas(height=3.2)
    axes.vlines(x, y, w * x + b, color=B, linewidth=1.6, linestyle=(0, (3, 1.5)))
    axes.plot([0, 10], [b, 10 * w + b], color=A)
    axes.plot(x, y, "o", color=INK, markersize=6)
    named = int(np.argmax(y))
    label(axes, x[named] - 0.2, (2 * y[named] + w * x[named] + b) / 3, say("error ŷ − y", "误差 ŷ − y"), B, ha="right")
    label(axes, 10.15, 10 * w + b, "ŷ = wx + b", A, ha="left")
    axes.set(xlim=(0, 11.9), ylim=(0, 8.3), xticks=[], yticks=[])
    axes.spines["bottom"].set_bounds(0, 10)
    axes.set_xlabel(say("feature x", "特征 x"))
    axes.set_ylabel(say("target y", "目标值 y"))
    return sheet
