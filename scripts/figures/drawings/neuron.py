"""Figures of the term `neuron`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures.drawing import figure
from figures.style import INK, SOFT, A, B, arrow, bare, box, canvas, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from figures.style import Say

INPUTS = np.array([1.0, 2.0, 3.0])
WEIGHTS = np.array([0.5, -0.25, 0.5])
BIAS = 0.5


@figure("neuron", "sum")
def weighted_sum(say: Say) -> Figure:
    """Three inputs with their weights, the sum with the bias, the activation function and the output."""
    total = float(INPUTS @ WEIGHTS) + BIAS
    sheet, (axes,) = canvas(height=3.2)
    bare(axes).set(xlim=(-0.2, 10.2), ylim=(-2.45, 3))
    for place, (value, weight) in enumerate(zip(INPUTS, WEIGHTS, strict=True)):
        y = 1.9 - 1.9 * place
        index = "₁₂₃"[place]
        label(axes, 0.7, y, f"x{index} = {value:g}")
        target = (3.95, 0.3 - 0.3 * place)
        arrow(axes, (1.5, y), target, linewidth=1.3)
        x, height = ((3.1, 1.65), (2.45, 0.3), (3.1, -1.65))[place]
        label(axes, x, height, f"w{index} = {weight:g}".replace("-", "−"), B)
    box(axes, 4.9, 0, 1.8, 1.3, "Σ + b", A)
    label(axes, 4.9, -1.95, f"b = {BIAS:g}", B)
    arrow(axes, (4.9, -1.65), (4.9, -0.7))
    arrow(axes, (5.85, 0), (7.1, 0))
    label(axes, 6.45, 0.32, f"{total:g}", INK)
    box(axes, 7.9, 0, 1.5, 1.3, "ReLU", A)
    arrow(axes, (8.7, 0), (9.5, 0))
    label(axes, 9.85, 0, f"{max(total, 0):g}", INK)
    label(axes, 0.7, 2.65, say("inputs", "输入"), SOFT)
    label(axes, 3.1, 2.65, say("weights", "权重"), B)
    label(axes, 4.9, 1.1, say("weighted sum", "加权和"), A)
    label(axes, 7.9, 1.1, say("activation function", "激活函数"), A)
    label(axes, 9.75, 0.55, say("output", "输出"), SOFT)
    return sheet
