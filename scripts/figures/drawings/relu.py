"""Figures of the term `relu`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures.drawing import figure
from figures.style import LINE, A, B, canvas, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from figures.style import Say


@figure("relu", "curve")
def curve(say: Say) -> Figure:
    """ReLU and its derivative."""
    sheet, (axes,) = canvas(height=2.9)
    x = np.linspace(-3, 3, 121)
    axes.axhline(0, color=LINE, linewidth=0.8)
    axes.axvline(0, color=LINE, linewidth=0.8)
    axes.plot(x, np.maximum(x, 0), color=A)
    axes.plot([-3, 0], [0, 0], color=B, linestyle=(0, (4, 2)))
    axes.plot([0, 3], [1, 1], color=B, linestyle=(0, (4, 2)))
    axes.plot([0], [0], "o", color=B, markersize=5, markerfacecolor="none")
    axes.plot([0], [1], "o", color=B, markersize=5, markerfacecolor="none")
    label(axes, 2.2, 2.6, "ReLU(x)", A)
    label(axes, 2.4, 1.22, say("derivative", "导数"), B)
    axes.set_xlabel("x")
    axes.set_xlim(-3, 3)
    return sheet
