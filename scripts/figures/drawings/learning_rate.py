"""Figures of the term `learning-rate`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures.drawing import figure
from figures.style import INK, SOFT, A, B, canvas, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from figures.style import Say


@figure("learning-rate", "steps")
def steps(say: Say) -> Figure:
    """Five updates on a parabola with learning rates that are too small, suitable and too large."""
    sheet, row = canvas(height=2.9, columns=3, sharey=True)
    x = np.linspace(-2, 2, 81)
    notes = (
        (0.03, B, say("too small", "过小")),
        (0.3, A, say("suitable", "合适")),
        (1.1, B, say("too large", "过大")),
    )
    for axes, (rate, colour, note) in zip(row, notes, strict=True):
        theta = 1.5 if rate < 1 else 0.7
        path = [theta]
        for _ in range(5):
            theta -= rate * 2 * theta
            path.append(theta)
        places = np.array(path)
        axes.plot(x, x**2, color=SOFT, linewidth=1, alpha=0.6)
        axes.plot(places, places**2, "o-", color=colour, markersize=5, linewidth=1.5)
        axes.plot(places[:1], places[:1] ** 2, "o", color=INK, markersize=7)
        axes.set(xlim=(-2.1, 2.1), ylim=(-0.15, 4.6), xticks=[], yticks=[])
        axes.spines[["left", "bottom"]].set_visible(False)
        label(axes, 0, 4.4, note, colour)
        label(axes, 0, -0.7, f"η = {rate:g}", SOFT, fontsize=10)
    return sheet
