"""Figures of the term `regularization`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures.drawing import figure
from figures.style import INK, SOFT, A, B, canvas, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from figures.style import Say

DEGREE = 11


@figure("regularization", "fit")
def fit(say: Say) -> Figure:
    """A polynomial of degree 11 fitted to 13 noisy points, without and with an L2 penalty."""
    random = np.random.default_rng(5)
    x = np.linspace(-1, 1, 13) + random.uniform(-0.05, 0.05, 13)
    y = np.sin(3 * x) + random.normal(0, 0.3, 13)
    dense = np.linspace(-1, 1, 201)
    design = np.polynomial.legendre.legvander(x, DEGREE)
    grid = np.polynomial.legendre.legvander(dense, DEGREE)
    free = np.linalg.lstsq(design, y, rcond=None)[0]
    held = np.linalg.solve(design.T @ design + 0.3 * np.eye(DEGREE + 1), design.T @ y)
    sheet, (axes,) = canvas(height=3.2)
    axes.plot(dense, np.sin(3 * dense), color=SOFT, linewidth=1, linestyle=(0, (1, 1.5)))
    axes.plot(dense, grid @ free, color=B, linestyle=(0, (5, 2)))
    axes.plot(dense, grid @ held, color=A)
    axes.plot(x, y, "o", color=INK, markersize=5)
    axes.set(xlim=(-1.05, 1.05), ylim=(-2, 2), xticks=[], yticks=[])
    axes.spines[["left", "bottom"]].set_visible(False)
    label(axes, -0.52, 0.5, say("without penalty", "没有惩罚项"), B)
    label(axes, 0.72, 1.3, say("true curve", "真实曲线"), SOFT, fontsize=10)
    label(axes, 0.4, -0.5, say("with L2 penalty", "加 L2 惩罚项"), A)
    return sheet
