"""Figures of the term `l2-regularization`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.patches import Circle

from figures.drawing import figure
from figures.drawings.l1_regularization import CURVATURE, LOWEST, STRENGTH, plane
from figures.style import INK, A, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from figures.style import Say


@figure("l2-regularization", "circle")
def circle(say: Say) -> Figure:
    """Contours of a loss of two weights and the circle of equal L2 penalty, which they touch beside the axis."""
    found = np.linalg.solve(CURVATURE + STRENGTH * np.eye(2), CURVATURE @ LOWEST)
    radius = float(np.linalg.norm(found))
    sheet, axes = plane(found, say)
    axes.add_patch(Circle((0, 0), radius, facecolor=A, alpha=0.14, linewidth=0))
    axes.add_patch(Circle((0, 0), radius, facecolor="none", edgecolor=A, linewidth=2))
    axes.plot(*found, "o", color=A, markersize=9)
    text = say("solution: both weights", "解：两个权重")
    label(axes, -0.95, 1.62, text, INK, ha="right")
    label(axes, -0.95, 1.3, say("smaller, neither zero", "都变小，但都不为零"), INK, ha="right")
    axes.plot([-0.85, found[0] - 0.13], [1.5, found[1] + 0.06], color=INK, linewidth=0.8)
    label(axes, -0.95, -0.85, "w₁² + w₂² = c", A, ha="right")
    return sheet
