"""Figures of the term `softmax`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures.drawing import figure
from figures.style import SOFT, A, B, arrow, canvas, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from figures.style import Say

SCORES = np.array([2.0, 1.0, 0.1, -1.0])


@figure("softmax", "bars")
def bars(say: Say) -> Figure:
    """Four scores as bars, and the probabilities that softmax makes of them."""
    sheet, (left, middle, right) = canvas(height=2.8, columns=3, width_ratios=[5, 1, 5])
    classes = [say("cat", "猫"), say("dog", "狗"), say("bird", "鸟"), say("car", "汽车")]
    powers = np.exp(SCORES)
    probabilities = powers / powers.sum()
    for axes, values, colour, form in ((left, SCORES, B, "{:.1f}"), (right, probabilities, A, "{:.2f}")):
        axes.bar(range(4), values, width=0.62, facecolor=colour, alpha=0.85)
        reach = float(values.max() - min(values.min(), 0))
        for place, value in enumerate(values):
            sign = 1 if value > 0 else -1
            text = form.format(value).replace("-", "−")
            label(axes, place, value + sign * 0.07 * reach, text, fontsize=10)
        axes.axhline(0, color=SOFT, linewidth=0.8)
        axes.set_xticks(range(4), classes)
        axes.set_yticks([])
        axes.tick_params(length=0)
        axes.spines[["left", "bottom"]].set_visible(False)
    left.set(ylim=(-1.5, 2.5))
    right.set(ylim=(-0.02, 0.78))
    label(left, 1.6, 2.35, say("scores (logits)", "分数（logits）"), B, ha="left")
    label(right, 1.2, 0.72, say("probabilities, sum 1", "概率，总和为 1"), A, ha="left")
    middle.set_axis_off()
    middle.set(xlim=(0, 1), ylim=(0, 1))
    arrow(middle, (0, 0.5), (1, 0.5))
    label(middle, 0.5, 0.57, "softmax", SOFT, fontsize=10)
    return sheet
