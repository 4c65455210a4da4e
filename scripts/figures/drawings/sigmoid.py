"""Figures of the term `sigmoid`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures.drawing import figure
from figures.style import LINE, A, B, canvas, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from figures.style import Say


@figure("sigmoid", "curve")
def curve(say: Say) -> Figure:
    """The sigmoid and its derivative."""
    sheet, (axes,) = canvas(height=2.9)
    z = np.linspace(-6, 6, 121)
    sigma = 1 / (1 + np.exp(-z))
    axes.axhline(0.5, color=LINE, linewidth=0.8)
    axes.axhline(1, color=LINE, linewidth=0.8)
    axes.axvline(0, color=LINE, linewidth=0.8)
    axes.plot(z, sigma, color=A)
    axes.plot(z, sigma * (1 - sigma), color=B, linestyle=(0, (5, 2)))
    axes.plot([0], [0.25], "o", color=B, markersize=5)
    label(axes, 2.2, 0.78, "σ(z)", A, ha="left")
    label(axes, 1.7, 0.24, say("derivative, at most 0.25", "导数，不超过 0.25"), B, ha="left")
    axes.set(xlim=(-6, 6), ylim=(0, 1.05), xticks=[-6, -3, 0, 3, 6], xlabel="z")
    axes.set_yticks([0, 0.25, 0.5, 1], ["0", "0.25", "0.5", "1"])
    return sheet
