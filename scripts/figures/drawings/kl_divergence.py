"""Figures of the term `kl-divergence`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures.drawing import figure
from figures.style import INK, LINE, A, B, C, D, canvas, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from figures.style import Say


def _normal(x: np.ndarray, mean: float, deviation: float) -> np.ndarray:
    return np.asarray(np.exp(-(((x - mean) / deviation) ** 2) / 2) / (deviation * np.sqrt(2 * np.pi)))


@figure("kl-divergence", "contribution")
def contribution(say: Say) -> Figure:
    """Two normal densities and, below, what each place contributes to the KL divergence of one from the other."""
    x = np.linspace(-4, 5.5, 191)
    p, q = _normal(x, 0, 1), _normal(x, 1.6, 1.3)
    terms = p * np.log(p / q)
    divergence = float(np.sum(terms) * (x[1] - x[0]))
    sheet, (top, bottom) = canvas(height=3.9, rows=2)
    top.plot(x, p, color=A)
    top.plot(x, q, color=B, linestyle=(0, (5, 2)))
    label(top, -1.25, 0.33, "p", A, fontsize=13)
    label(top, 3.1, 0.24, "q", B, fontsize=13)
    bottom.axhline(0, color=LINE, linewidth=0.8)
    bottom.fill_between(x, terms, 0, where=terms >= 0, color=C, alpha=0.25, linewidth=0)
    bottom.fill_between(x, terms, 0, where=terms < 0, color=D, alpha=0.25, linewidth=0)
    bottom.plot(x, terms, color=INK, linewidth=1.5)
    label(bottom, -0.55, 0.14, "+", C, fontsize=15)
    label(bottom, 1.65, -0.065, "−", D, fontsize=15)
    label(bottom, 3.2, 0.25, say(f"signed area: {divergence:.2f}", f"带符号的面积：{divergence:.2f}"), INK)
    for axes in (top, bottom):
        axes.set(xlim=(-4, 5.5), xticks=[], yticks=[])
        axes.spines["left"].set_visible(False)
    top.set_ylim(0, 0.44)
    bottom.spines["bottom"].set_visible(False)
    label(bottom, -3.9, 0.3, "p ln(p/q)", INK, ha="left")
    return sheet
