"""Figures of the term `confusion-matrix`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.patches import Rectangle

from figures.drawing import figure
from figures.style import SOFT, A, B, arrow, bare, canvas, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from figures.style import Say

COUNTS = np.array([[6, 4], [9, 81]])


@figure("confusion-matrix", "cells")
def four_cells(say: Say) -> Figure:
    """The four counts of a yes-or-no test with their names, and the recall and precision that they give."""
    names = (
        (say("true positives", "真正例"), say("false negatives", "假负例")),
        (say("false positives", "假正例"), say("true negatives", "真负例")),
    )
    classes = (say("ill", "患病"), say("healthy", "健康"))
    recall = COUNTS[0, 0] / COUNTS[0].sum()
    precision = COUNTS[0, 0] / COUNTS[:, 0].sum()
    sheet, (axes,) = canvas(height=3.9)
    bare(axes).set(xlim=(-3.1, 8.9), ylim=(-1.5, 5.6))
    for (row, column), count in np.ndenumerate(COUNTS):
        right = row == column
        left, bottom = column * 2.9, 2 - row * 2
        colour = A if right else B
        corner, width, height = (left + 0.04, bottom + 0.04), 2.82, 1.92
        axes.add_patch(Rectangle(corner, width, height, facecolor=colour, alpha=0.3 if right else 0.12, linewidth=0))
        dashes = "solid" if right else (0, (3, 2))
        axes.add_patch(
            Rectangle(corner, width, height, facecolor="none", edgecolor=colour, linewidth=1.3, linestyle=dashes)
        )
        label(axes, left + 1.45, bottom + 1.25, str(count), fontsize=16)
        label(axes, left + 1.45, bottom + 0.55, names[row][column], colour, fontsize=10)
    for place, name in enumerate(classes):
        label(axes, 1.45 + 2.9 * place, 4.4, name)
        label(axes, -0.25, 3 - 2 * place, name, ha="right")
    label(axes, 2.9, 5.2, say("predicted class", "预测类别"), SOFT)
    label(axes, -3.0, 2, say("true\nclass", "真实\n类别"), SOFT, ha="left")
    arrow(axes, (5.9, 3), (6.4, 3))
    label(axes, 6.55, 3.25, say("recall", "召回率"), SOFT, ha="left")
    label(axes, 6.55, 2.75, f"6 / (6 + 4) = {recall:g}", SOFT, ha="left", fontsize=10)
    arrow(axes, (1.45, -0.1), (1.45, -0.55))
    label(axes, 1.45, -0.9, say("precision ", "精确率 ") + f"6 / (6 + 9) = {precision:g}", SOFT)
    return sheet
