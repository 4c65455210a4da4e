"""Figures of the term `learning-rate-schedule`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures.drawing import figure
from figures.style import A, B, canvas, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from figures.style import Say

TOTAL = 100
WARMUP = 15


@figure("learning-rate-schedule", "schedules")
def schedules(say: Say) -> Figure:
    """The learning rate in the course of training: constant, in steps, along a cosine, and with a warmup before it."""
    update = np.linspace(0, TOTAL, 121)
    step = 0.3 ** np.searchsorted((40.0, 70.0), update, side="right")
    cosine = (1 + np.cos(np.pi * update / TOTAL)) / 2
    after = (1 + np.cos(np.pi * (update - WARMUP) / (TOTAL - WARMUP))) / 2
    warm = np.where(update <= WARMUP, update / WARMUP, after)
    sheet, panels = canvas(height=2.3, columns=4, sharey=True)
    for axes, text, rate in zip(
        panels,
        (
            say("constant", "恒定"),
            say("step decay", "阶梯衰减"),
            say("cosine", "余弦衰减"),
            say("warmup, cosine", "预热 + 余弦"),
        ),
        (np.ones_like(update), step, cosine, warm),
        strict=True,
    ):
        constant = bool(np.ptp(rate) == 0)
        style = "steps-post" if rate is step else "default"
        dashes = (0, (5, 2)) if constant else "solid"
        axes.plot(update, rate, color=B if constant else A, linestyle=dashes, drawstyle=style)
        label(axes, TOTAL / 2, 1.22, text, B if constant else A)
        axes.set(xlim=(-2, TOTAL + 2), ylim=(-0.03, 1.32), xticks=[], yticks=[0, 1])
        axes.set_yticklabels(["0", "η"])
        axes.spines["left"].set_bounds(-0.03, 1.05)
        axes.set_xlabel(say("updates →", "更新次数 →"))
    for axes in panels[1:]:
        axes.tick_params(length=0)
    panels[0].set_ylabel(say("learning rate", "学习率"))
    return sheet
