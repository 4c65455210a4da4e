"""Figures of the term `logistic-regression`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures.drawing import figure
from figures.style import INK, SOFT, A, B, canvas, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from figures.style import Say


def _fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Weight and bias with the smallest binary cross-entropy, by Newton's method."""
    design = np.column_stack([x, np.ones_like(x)])
    theta = np.zeros(2)
    for _ in range(30):
        p = 1 / (1 + np.exp(-design @ theta))
        theta -= np.linalg.solve(design.T @ (design * (p * (1 - p))[:, None]), design.T @ (p - y))
    return theta


@figure("logistic-regression", "curve")
def curve(say: Say) -> Figure:
    """Six examples with targets 0 and 1, the fitted probability, and the boundary where it is one half."""
    x, y = np.arange(1.0, 7.0), np.array([0, 0, 1, 0, 1, 1])
    w, b = _fit(x, y)
    dense = np.linspace(0, 7, 141)
    sheet, (axes,) = canvas(height=3.2)
    axes.plot([0, -b / w], [0.5, 0.5], color=SOFT, linewidth=1, linestyle=(0, (1, 1.5)))
    axes.plot([-b / w, -b / w], [-0.1, 1.1], color=SOFT, linewidth=1.2, linestyle=(0, (4, 3)))
    axes.plot(dense, 1 / (1 + np.exp(-(w * dense + b))), color=A)
    axes.plot(x[y == 1], y[y == 1], "o", color=B, markersize=9)
    axes.plot(x[y == 0], y[y == 0], "s", color=B, markersize=8, markerfacecolor="none", markeredgewidth=1.6)
    label(axes, 4.75, 0.66, "σ(wx + b)", A, ha="left")
    label(axes, 6.0, 1.13, say("passed", "通过"), B)
    label(axes, 1.0, -0.14, say("not passed", "未通过"), B)
    label(axes, -b / w + 0.12, 0.2, say("boundary −b/w", "边界 −b/w"), INK, ha="left")
    axes.set(xlim=(0, 7), ylim=(-0.24, 1.2), xticks=list(range(8)), yticks=[0, 0.5, 1])
    axes.set_xlabel(say("hours of practice x", "练习的小时数 x"))
    axes.set_ylabel(say("probability of passing", "通过的概率"))
    return sheet
