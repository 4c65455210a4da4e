"""Figures of the term `cross-validation`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.patches import Rectangle

from figures.drawing import figure
from figures.style import INK, SOFT, A, B, canvas, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from figures.style import Say

FOLDS = 5
DEGREE = 3


def _errors() -> list[float]:
    """Mean squared error on each fold of 40 noisy points of a polynomial fitted to the other folds."""
    random = np.random.default_rng(0)
    x = random.random(40)
    y = np.sin(2 * np.pi * x) + random.normal(0, 0.3, 40)
    errors = []
    for held_out in np.array_split(random.permutation(40), FOLDS):
        train = np.setdiff1d(np.arange(40), held_out)
        fit = np.polynomial.Polynomial.fit(x[train], y[train], DEGREE)
        errors.append(float(np.mean((fit(x[held_out]) - y[held_out]) ** 2)))
    return errors


@figure("cross-validation", "folds")
def folds(say: Say) -> Figure:
    """Five rounds; in each another fifth of the data is left out, and the error is measured on it."""
    errors = _errors()
    sheet, (axes,) = canvas(height=3.5)
    axes.set_axis_off()
    for turn, error in enumerate(errors):
        height = FOLDS - 1 - turn
        label(axes, -0.15, height, say(f"round {turn + 1}", f"第 {turn + 1} 轮"), SOFT, ha="right")
        for fold in range(FOLDS):
            out = fold == turn
            corner = (fold + 0.03, height - 0.36)
            colour = B if out else A
            axes.add_patch(Rectangle(corner, 0.94, 0.72, facecolor=colour, alpha=0.5 if out else 0.14, linewidth=0))
            axes.add_patch(Rectangle(corner, 0.94, 0.72, facecolor="none", edgecolor=colour, linewidth=1.2))
            if out:
                label(axes, fold + 0.5, height, say("test", "测试"))
            elif turn == 0:
                label(axes, fold + 0.5, height, say("train", "训练"), A)
        label(axes, 5.75, height, f"{error:.3f}")
    label(axes, 5.75, FOLDS - 0.25, say("error", "误差"), SOFT)
    axes.plot([5.4, 6.1], [-0.55, -0.55], color=SOFT, linewidth=1)
    label(axes, 5.75, -0.95, f"{np.mean(errors):.3f}", INK, fontweight="bold")
    label(axes, 5.3, -0.95, say("mean", "平均"), SOFT, ha="right")
    for fold in range(FOLDS):
        label(axes, fold + 0.5, FOLDS - 0.25, say(f"fold {fold + 1}", f"第 {fold + 1} 折"), SOFT)
    axes.set(xlim=(-1.1, 6.3), ylim=(-1.25, FOLDS + 0.05))
    return sheet
