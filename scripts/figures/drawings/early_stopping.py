"""Figures of the term `early-stopping`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures.drawing import figure
from figures.style import INK, LINE, SOFT, A, B, arrow, canvas, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from figures.style import Say

FEATURES = 50
EPOCHS = 36
PATIENCE = 8


def _train() -> tuple[np.ndarray, np.ndarray]:
    """Training and validation loss after each epoch of linear regression by SGD: 60 noisy examples, 50 features."""
    random = np.random.default_rng(0)
    truth = random.normal(0, FEATURES**-0.5, FEATURES)
    x, x_new = random.normal(size=(60, FEATURES)), random.normal(size=(60, FEATURES))
    y, y_new = (rows @ truth + random.normal(0, 1, 60) for rows in (x, x_new))
    weights = np.zeros(FEATURES)
    losses = []
    for _ in range(EPOCHS + 1):
        losses.append([np.mean((rows @ weights - targets) ** 2) for rows, targets in ((x, y), (x_new, y_new))])
        for batch in np.array_split(random.permutation(60), 5):
            weights -= 0.012 * x[batch].T @ (x[batch] @ weights - y[batch]) / len(batch)
    training, validation = np.array(losses).T
    return training, validation


@figure("early-stopping", "run")
def run(say: Say) -> Figure:
    """Training and validation loss of a real run, the epoch that is kept and the epoch after which it is stopped."""
    training, validation = _train()
    best = stop = 0
    while stop - best < PATIENCE:
        stop += 1
        if validation[stop] < validation[best]:
            best = stop
    epochs = np.arange(EPOCHS + 1)
    low = float(validation[best])
    sheet, (axes,) = canvas(height=3.4)
    for values, colour, dashes in ((training, A, "solid"), (validation, B, (0, (5, 2)))):
        axes.plot(epochs[: stop + 1], values[: stop + 1], color=colour, linestyle=dashes)
        axes.plot(epochs[stop:], values[stop:], color=colour, linewidth=1.4, alpha=0.6, linestyle=(0, (1, 2)))
    axes.plot([best, best], [0, low], color=LINE, linewidth=1)
    axes.plot([stop, stop], [0, 2.02], color=INK, linewidth=1.2)
    axes.plot([best], [low], "o", color=B, markersize=7)
    label(axes, stop, 2.12, say("stop", "停止"), INK)
    label(axes, best, low + 0.17, say("kept", "保留"), B)
    arrow(axes, (best, 0.3), (stop, 0.3), SOFT, arrowstyle="<|-|>")
    label(axes, (best + stop) / 2, 0.15, say("patience", "耐心值"), SOFT, fontsize=10)
    label(axes, EPOCHS + 0.6, float(validation[-1]), say("validation loss", "验证损失"), B, ha="left")
    label(axes, EPOCHS + 0.6, float(training[-1]), say("training loss", "训练损失"), A, ha="left")
    axes.set(xlim=(0, EPOCHS * 1.3), ylim=(0, 2.25), xticks=[0, 10, 20, 30], yticks=[0, 1, 2])
    axes.spines["bottom"].set_bounds(0, EPOCHS)
    axes.set_xlabel(say("epoch", "轮次"))
    axes.set_ylabel(say("loss", "损失"))
    return sheet
