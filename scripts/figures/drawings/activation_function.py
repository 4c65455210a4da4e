"""Figures of the term `activation-function`."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from figures.drawing import figure
from figures.style import LINE, A, B, C, D, canvas, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from figures.style import Say


@figure("activation-function", "curves")
def curves(say: Say) -> Figure:
    """Two activation functions that level off on both sides, and two that grow on one."""
    sheet, (left, right) = canvas(height=2.9, columns=2, sharey=True)
    z = np.linspace(-4, 4, 121)
    gelu = np.array([value * (1 + math.erf(value / math.sqrt(2))) / 2 for value in z])
    for axes in (left, right):
        axes.axhline(0, color=LINE, linewidth=0.8)
        axes.axvline(0, color=LINE, linewidth=0.8)
        axes.set(xlim=(-4, 4), ylim=(-1.35, 3), xticks=[-3, 0, 3], yticks=[-1, 0, 1, 2, 3], xlabel="z")
    left.plot(z, 1 / (1 + np.exp(-z)), color=C)
    left.plot(z, np.tanh(z), color=D, linestyle=(0, (5, 2)))
    right.plot(z, np.maximum(z, 0), color=A)
    right.plot(z, gelu, color=B, linestyle=(0, (5, 2)))
    label(left, -2.4, 0.5, "sigmoid", C)
    label(left, -2.4, -0.68, "tanh", D)
    label(right, 1.2, 2.1, "ReLU", A, ha="right")
    label(right, 2.0, 0.9, "GELU", B, ha="left")
    return sheet
