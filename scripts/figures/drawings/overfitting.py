"""Figures of the term `overfitting`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures.drawing import figure
from figures.style import LINE, SOFT, A, B, canvas, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from figures.style import Say

HIDDEN = 40
UPDATES = 4000
EVERY = 25


def _data(random: np.random.Generator, size: int) -> tuple[np.ndarray, np.ndarray]:
    x = random.uniform(-1, 1, (size, 1))
    return x, np.sin(3 * x) + random.normal(0, 0.35, (size, 1))


def _train() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A network with one hidden layer, trained by Adam on 16 points: updates, training and validation loss."""
    random = np.random.default_rng(7)
    (x, y), (x_new, y_new) = _data(random, 16), _data(random, 200)
    parameters = [
        random.normal(0, 3, (1, HIDDEN)),
        random.normal(0, 2, HIDDEN),
        random.normal(0, 0.1, (HIDDEN, 1)),
        np.zeros(1),
    ]
    first, second = [0 * p for p in parameters], [0 * p for p in parameters]
    updates, training, validation = [], [], []
    for step in range(1, UPDATES + 1):
        w, b, v, c = parameters
        hidden = np.tanh(x @ w + b)
        error = hidden @ v + c - y
        if step % EVERY == 1:
            updates.append(step - 1)
            training.append(float(np.mean(error**2)))
            validation.append(float(np.mean((np.tanh(x_new @ w + b) @ v + c - y_new) ** 2)))
        out = 2 * error / len(x)
        inner = (out @ v.T) * (1 - hidden**2)
        gradients = [x.T @ inner, inner.sum(0), hidden.T @ out, out.sum(0)]
        for place, slope in enumerate(gradients):
            first[place] = 0.9 * first[place] + 0.1 * slope
            second[place] = 0.999 * second[place] + 0.001 * slope**2
            change = first[place] / (1 - 0.9**step) / (np.sqrt(second[place] / (1 - 0.999**step)) + 1e-8)
            parameters[place] = parameters[place] - 0.002 * change
    return np.array(updates), np.array(training), np.array(validation)


@figure("overfitting", "losses")
def losses(say: Say) -> Figure:
    """Training and validation loss of a small network that is trained for too long on few points."""
    sheet, (axes,) = canvas(height=3.2)
    updates, training, validation = _train()
    best = int(np.argmin(validation))
    axes.axvline(updates[best], color=LINE, linewidth=1)
    axes.plot(updates, training, color=A)
    axes.plot(updates, validation, color=B, linestyle=(0, (5, 2)))
    axes.plot([updates[best]], [validation[best]], "o", color=B, markersize=6)
    label(axes, UPDATES * 1.01, validation[-1], say("validation loss", "验证损失"), B, ha="left")
    label(axes, UPDATES * 1.01, training[-1], say("training loss", "训练损失"), A, ha="left")
    label(axes, updates[best] + 40, 0.5, say("validation loss is lowest", "验证损失最低"), SOFT, ha="left", fontsize=10)
    axes.set(xlim=(0, UPDATES * 1.28), ylim=(0, 0.58), xticks=[0, 1000, 2000, 3000, 4000], yticks=[0, 0.2, 0.4])
    axes.set_xlabel(say("updates", "更新次数"))
    axes.set_ylabel(say("loss", "损失"))
    return sheet
