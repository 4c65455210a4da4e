"""Figures of the term `batch-size`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures.drawing import figure
from figures.style import INK, SOFT, A, B, arrow, bare, canvas, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from figures.style import Say

EXAMPLES = 2048
DRAWS = 40


@figure("batch-size", "estimates")
def estimates(say: Say) -> Figure:
    """Gradients of a linear regression estimated from random batches of 1, 4 and 16 examples."""
    random = np.random.default_rng(0)
    x = random.uniform(-1.7, 1.7, (EXAMPLES, 2))
    error = x @ np.array([1.3, 0.6]) - random.normal(0, 1.2, EXAMPLES)
    gradients = error[:, np.newaxis] * x
    whole = gradients.mean(axis=0)
    sheet, row = canvas(height=2.7, columns=3)
    for axes, size in zip(row, (1, 4, 16), strict=True):
        bare(axes).set(xlim=(-1.5, 5.7), ylim=(-2.1, 5.3))
        batches = random.integers(EXAMPLES, size=(DRAWS, size))
        points = gradients[batches].mean(axis=1)
        axes.plot(points[:, 0], points[:, 1], "o", color=B, markersize=4, markeredgewidth=0, alpha=0.6)
        arrow(axes, (0, 0), (whole[0], whole[1]), A, linewidth=2, zorder=5)
        axes.plot([0], [0], "o", color=INK, markersize=4)
        label(axes, 2, 5.1, say(f"batch size {size}", f"批量大小 {size}"), SOFT)
    return sheet
