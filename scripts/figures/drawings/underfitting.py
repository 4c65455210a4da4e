"""Figures of the term `underfitting`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures.drawing import figure
from figures.style import INK, SOFT, A, B, C, canvas, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from figures.style import Say


@figure("underfitting", "degrees")
def degrees(say: Say) -> Figure:
    """Polynomials of degree 1, 4 and 15 fitted to the same noisy points."""
    random = np.random.default_rng(2)
    x = np.sort(random.uniform(0, 1, 20))
    y = np.sin(2 * np.pi * x) + random.normal(0, 0.2, 20)
    dense = np.linspace(x[0], x[-1], 241)
    sheet, row = canvas(height=2.7, columns=3, sharey=True)
    notes = (
        (1, A, say("underfits", "欠拟合")),
        (4, C, say("fits", "合适")),
        (15, B, say("overfits", "过拟合")),
    )
    for axes, (degree, colour, note) in zip(row, notes, strict=True):
        fit = np.polynomial.Polynomial.fit(x, y, degree)
        axes.plot(x, y, "o", color=INK, markersize=4)
        curve = fit(dense)
        axes.plot(dense, np.where(np.abs(curve) < 1.5, curve, np.nan), color=colour)
        error = np.mean((fit(x) - y) ** 2)
        axes.set(xlim=(-0.05, 1.05), ylim=(-1.7, 1.9), xticks=[], yticks=[])
        axes.set_xlabel(say(f"degree {degree}, MSE {error:.2f}", f"{degree} 次，MSE {error:.2f}"), color=SOFT)
        axes.spines[["left", "bottom"]].set_visible(False)
        label(axes, 0.5, 1.8, note, colour)
    return sheet
