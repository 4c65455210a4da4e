"""Figures of the term `recurrent-neural-network`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from figures.drawing import figure
from figures.style import SOFT, A, B, arrow, bare, box, canvas, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from figures.style import Say


@figure("recurrent-neural-network", "unrolled")
def unrolled(say: Say) -> Figure:
    """A recurrent layer as a loop, and the same layer unrolled over three time steps."""
    sheet, (axes,) = canvas(height=3.1)
    bare(axes).set(xlim=(0, 12.3), ylim=(-2.65, 2.4))
    box(axes, 1, 0, 1.3, 1, "tanh", A)
    arrow(axes, (1, -1.5), (1, -0.55))
    arrow(axes, (1, 0.55), (1, 1.5))
    label(axes, 1, -1.85, "xₜ")
    label(axes, 1, 1.85, "hₜ")
    arrow(axes, (1.67, 0.28), (1.7, -0.28), B, connectionstyle="arc3,rad=-2.2", linewidth=1.8)
    label(axes, 2.55, 0, "U", B, fontsize=10)
    label(axes, 1.35, -1.0, "W", SOFT, fontsize=10)
    label(axes, 3.25, 0, "=", SOFT, fontsize=15)
    label(axes, 4.1, 0, "h₀", B)
    for step in (1, 2, 3):
        x = 3.35 + 2.3 * step
        index = "₀₁₂₃"[step]
        box(axes, x, 0, 1.3, 1, "tanh", A)
        arrow(axes, (x, -1.5), (x, -0.55))
        arrow(axes, (x, 0.55), (x, 1.5))
        label(axes, x, -1.85, "x" + index)
        label(axes, x, 1.85, "h" + index)
        arrow(axes, (x - (1.25 if step == 1 else 1.6), 0), (x - 0.7, 0), B, linewidth=1.8)
        label(axes, x - 1.1, 0.4, "U", B, fontsize=10)
        label(axes, x + 0.35, -1.0, "W", SOFT, fontsize=10)
    label(axes, 1, -2.45, say("loop", "循环"), SOFT)
    label(axes, 7.95, -2.45, say("unrolled: the same weights at every step", "展开：每一步使用同一组权重"), SOFT)
    arrow(axes, (10.95, 0), (11.7, 0), B, linewidth=1.8)
    label(axes, 12, 0, "…", SOFT)
    return sheet
