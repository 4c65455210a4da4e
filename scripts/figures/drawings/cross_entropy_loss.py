"""Figures of the term `cross-entropy-loss`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures.drawing import figure
from figures.style import INK, SOFT, A, canvas, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from figures.style import Say


@figure("cross-entropy-loss", "curve")
def curve(say: Say) -> Figure:
    """The loss against the probability given to the correct class."""
    sheet, (axes,) = canvas(height=3.0)
    p = np.concatenate([np.geomspace(0.005, 0.1, 40), np.linspace(0.11, 1, 60)])
    axes.plot(p, -np.log(p), color=A)
    for probability in (0.01, 0.1, 0.7):
        loss = -np.log(probability)
        axes.plot([probability], [loss], "o", color=A, markersize=6)
        text = say(f"p = {probability:g}: loss {loss:.3f}", f"p = {probability:g}：损失 {loss:.3f}")
        label(axes, probability + 0.03, loss + 0.22, text, INK, ha="left")
    label(axes, 0.04, 4.2, say("confident and wrong", "错得很自信"), SOFT, ha="left")
    axes.set(xlim=(-0.015, 1.1), ylim=(0, 5.2), xticks=[0, 0.25, 0.5, 0.75, 1], yticks=[0, 1, 2, 3, 4, 5])
    axes.set_xlabel(say("predicted probability of the correct class", "正确类别的预测概率"))
    axes.set_ylabel(say("loss", "损失"))
    return sheet
