"""Figures of the term `roc-curve`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures.drawing import figure
from figures.style import INK, SOFT, A, B, canvas, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from figures.style import Say

THRESHOLD = 0.5


def _scores() -> tuple[np.ndarray, np.ndarray]:
    """Scores between 0 and 1 of 20 positive and 30 negative examples, higher for most of the positive ones."""
    random = np.random.default_rng(3)
    positive, negative = random.normal(0.75, 1.1, 20), random.normal(-0.85, 1.1, 30)
    return 1 / (1 + np.exp(-positive)), 1 / (1 + np.exp(-negative))


@figure("roc-curve", "curve")
def curve(say: Say) -> Figure:
    """Scores of two classes with a threshold, and the ROC curve of these scores with the point of that threshold."""
    positive, negative = _scores()
    cuts = np.sort(np.concatenate([positive, negative, [np.inf]]))[::-1]
    found = (positive >= cuts[:, None]).mean(axis=1)
    alarms = (negative >= cuts[:, None]).mean(axis=1)
    point = (float((negative >= THRESHOLD).mean()), float((positive >= THRESHOLD).mean()))
    sheet, (left, right) = canvas(height=3.3, columns=2, width_ratios=(1.05, 1))
    random = np.random.default_rng(0)
    left.axvline(THRESHOLD, color=INK, linewidth=1.2)
    left.plot(positive, 1 + random.uniform(-0.16, 0.16, 20), "o", color=A, markersize=6, alpha=0.75, markeredgewidth=0)
    left.plot(negative, random.uniform(-0.16, 0.16, 30), "s", color=B, markersize=5, alpha=0.75, markeredgewidth=0)
    label(left, 0, 1.42, say("positives", "正类样本"), A, ha="left")
    label(left, 0, 0.42, say("negatives", "负类样本"), B, ha="left")
    label(left, THRESHOLD - 0.04, -0.52, say("threshold", "阈值"), INK, ha="right", fontsize=10)
    label(left, THRESHOLD + 0.04, -0.52, say("→ called positive", "→ 判为正类"), SOFT, ha="left", fontsize=10)
    left.set(xlim=(-0.02, 1.02), ylim=(-0.7, 1.62), xticks=[0, 0.5, 1], yticks=[])
    left.spines["left"].set_visible(False)
    left.set_xlabel(say("score", "分数"))
    right.plot([0, 1], [0, 1], color=SOFT, linewidth=1.2, linestyle=(0, (4, 3)))
    right.plot(alarms, found, color=A, solid_joinstyle="round")
    right.plot(*point, "o", color=INK, markersize=8)
    label(right, point[0] + 0.06, point[1] - 0.06, say("this threshold", "左图的阈值"), INK, ha="left")
    label(right, 0.6, 0.42, say("chance", "随机猜测"), SOFT, ha="left")
    right.set(xlim=(-0.02, 1.02), ylim=(-0.02, 1.02), xticks=[0, 0.5, 1], yticks=[0, 0.5, 1], aspect="equal")
    right.set_xlabel(say("false positive rate", "假正例率"))
    right.set_ylabel(say("true positive rate", "真正例率"))
    return sheet
