"""Figures of the term `loss-function`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures.drawing import figure
from figures.style import LINE, A, B, C, canvas, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from figures.style import Say


@figure("loss-function", "curves")
def curves(say: Say) -> Figure:
    """Three loss functions for predicting a number, against the error of the prediction."""
    sheet, (axes,) = canvas(height=3.0)
    error = np.linspace(-3, 3, 121)
    size = np.abs(error)
    axes.axvline(0, color=LINE, linewidth=0.8)
    axes.plot(error, error**2, color=A)
    axes.plot([-3, 0, 3], [3, 0, 3], color=B, linestyle=(0, (5, 2)))
    axes.plot(error, np.where(size <= 1, size**2 / 2, size - 0.5), color=C, linestyle=(0, (1, 1.2)))
    label(axes, 2.25, 4.6, say("squared error", "平方误差"), A, ha="left")
    label(axes, 3.08, 3.05, say("absolute error", "绝对误差"), B, ha="left")
    label(axes, 3.08, 2.42, say("Huber loss", "Huber 损失"), C, ha="left")
    axes.set(xlim=(-3, 4.9), ylim=(0, 5), xticks=[-3, -2, -1, 0, 1, 2, 3], yticks=[0, 1, 2, 3, 4, 5])
    axes.set_xlabel(say("prediction minus target", "预测值减目标值"))
    axes.set_ylabel(say("loss", "损失"))
    return sheet
