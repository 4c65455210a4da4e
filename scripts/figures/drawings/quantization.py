"""Figures of the term `quantization`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures.drawing import figure
from figures.style import LINE, SOFT, A, B, canvas, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from figures.style import Say

LARGEST = 3


@figure("quantization", "grid")
def grid(say: Say) -> Figure:
    """Random weights and the nearest of the seven values of a symmetric grid for each."""
    weights = np.sort(np.random.default_rng(8).normal(0, 0.4, 18))
    scale = np.abs(weights).max() / LARGEST
    stored = np.clip(np.round(weights / scale), -LARGEST, LARGEST)
    levels = np.arange(-LARGEST, LARGEST + 1)
    edge = 3.3 * scale
    sheet, (axes,) = canvas(height=2.7)
    axes.plot([-edge, edge], [1, 1], color=LINE, linewidth=1)
    axes.plot([-edge, edge], [0, 0], color=LINE, linewidth=1)
    for weight, value in zip(weights, stored * scale, strict=True):
        axes.plot([weight, value], [1, 0], color=SOFT, linewidth=1, alpha=0.7)
    axes.plot(weights, np.ones_like(weights), "o", color=A, markersize=6)
    axes.plot(levels * scale, 0 * levels, "s", color=B, markersize=9)
    for level in levels:
        label(axes, level * scale, -0.28, f"{level}".replace("-", "−"), B)
    axes.annotate("", (0, -0.62), (scale, -0.62), arrowprops={"arrowstyle": "<->", "color": SOFT, "linewidth": 1.1})
    label(axes, scale / 2, -0.8, say("scale s", "缩放因子 s"), SOFT, fontsize=10)
    label(axes, -edge, 1.3, say("original numbers x", "原来的数 x"), A, ha="left")
    label(axes, -edge, -0.62, say("stored integers q", "存储的整数 q"), B, ha="left")
    axes.set(xlim=(-edge, edge), ylim=(-1, 1.5))
    axes.set_axis_off()
    return sheet
