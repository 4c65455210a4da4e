"""Figures of the term `mini-batch-stochastic-gradient-descent`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures.drawing import figure
from figures.style import A, B, C, canvas, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from figures.style import Say

EXAMPLES = 256
EPOCHS = 8


def _train(batch: int, rate: float) -> tuple[np.ndarray, np.ndarray]:
    """Linear regression by batches of a size: epochs passed, and the loss above its minimum on all examples."""
    random = np.random.default_rng(1)
    x = np.column_stack([random.normal(0, 1, (EXAMPLES, 4)), np.ones(EXAMPLES)])
    y = x @ np.array([1.5, -1.0, 0.7, 2.0, -0.5]) + random.normal(0, 0.6, EXAMPLES)
    best = np.linalg.lstsq(x, y, rcond=None)[0]
    theta = np.zeros(5)
    passed, losses = [0.0], [float(np.mean((x @ (theta - best)) ** 2))]
    for epoch in range(EPOCHS):
        order = random.permutation(EXAMPLES)
        for start in range(0, EXAMPLES, batch):
            chosen = order[start : start + batch]
            error = x[chosen] @ theta - y[chosen]
            theta = theta - rate * 2 * x[chosen].T @ error / len(chosen)
            passed.append(epoch + (start + len(chosen)) / EXAMPLES)
            losses.append(float(np.mean((x @ (theta - best)) ** 2)))
    return np.array(passed), np.array(losses)


@figure("mini-batch-stochastic-gradient-descent", "losses")
def losses(say: Say) -> Figure:
    """The loss while the data are passed over, for single examples, mini-batches and all examples a step."""
    sheet, (axes,) = canvas(height=3.3)
    for batch, colour, dash, every in ((1, C, (0, (1, 1)), 8), (16, A, "-", 1), (EXAMPLES, B, (0, (5, 2)), 1)):
        passed, values = _train(batch, 0.05)
        axes.plot(passed[::every], values[::every], color=colour, linestyle=dash, linewidth=1.6)
        if batch == EXAMPLES:
            axes.plot(passed, values, "o", color=colour, markersize=4)
    axes.set_yscale("log")
    axes.minorticks_off()
    axes.set_yticks([0.001, 0.01, 0.1, 1, 10], ["0.001", "0.01", "0.1", "1", "10"])
    axes.set(xlim=(-0.1, 12), ylim=(0.00012, 14), xticks=[0, 2, 4, 6, 8])
    label(axes, 8.3, 1.5, say("all 256 examples", "全部 256 个样本"), B, ha="left")
    label(axes, 8.3, 0.12, say("1 example", "1 个样本"), C, ha="left")
    label(axes, 8.3, 0.0012, say("mini-batches of 16", "每批 16 个样本"), A, ha="left")
    axes.set_xlabel(say("epochs", "轮次"))
    axes.set_ylabel(say("loss above the minimum", "损失超出最小值的部分"))
    return sheet
