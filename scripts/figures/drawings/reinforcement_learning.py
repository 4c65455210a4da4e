"""Figures of the term `reinforcement-learning`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from figures.drawing import figure
from figures.style import SOFT, A, B, C, arrow, bare, box, canvas, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from figures.style import Say


@figure("reinforcement-learning", "loop")
def loop(say: Say) -> Figure:
    """The loop of agent and environment: an action one way, a reward and the next state the other way."""
    sheet, (axes,) = canvas(height=3.0)
    bare(axes).set(xlim=(-5.6, 5.6), ylim=(-2.6, 2.6))
    box(axes, 0, 1.7, 3.2, 1.1, say("agent", "智能体"), A)
    box(axes, 0, -1.7, 3.2, 1.1, say("environment", "环境"), SOFT)
    axes.plot([1.7, 3.1, 3.1], [1.7, 1.7, -1.7], color=A, linewidth=1.8)
    arrow(axes, (3.1, -1.7), (1.65, -1.7), A, linewidth=1.8)
    axes.plot([-1.7, -2.3, -2.3], [-1.5, -1.5, 1.5], color=B, linewidth=1.8)
    arrow(axes, (-2.3, 1.5), (-1.65, 1.5), B, linewidth=1.8)
    axes.plot([-1.7, -3.1, -3.1], [-1.9, -1.9, 1.9], color=C, linewidth=1.8, linestyle=(0, (5, 2)))
    arrow(axes, (-3.1, 1.9), (-1.65, 1.9), C, linewidth=1.8)
    label(axes, 3.3, 0, say("action aₜ", "动作 aₜ"), A, ha="left")
    label(axes, -2.1, 0, say("reward rₜ₊₁", "奖励 rₜ₊₁"), B, ha="left")
    label(axes, -3.3, 0, say("state sₜ₊₁", "状态 sₜ₊₁"), C, ha="right")
    return sheet
