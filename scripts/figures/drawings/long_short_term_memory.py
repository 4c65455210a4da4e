"""Figures of the term `long-short-term-memory`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.patches import Circle

from figures.drawing import figure
from figures.style import PAPER, SOFT, A, B, C, arrow, bare, box, canvas, label

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from figures.style import Say


def _operation(axes: Axes, x: float, y: float, sign: str) -> None:
    axes.add_patch(Circle((x, y), 0.3, facecolor=PAPER, edgecolor=A, linewidth=1.3, zorder=3))
    label(axes, x, y, sign, zorder=4)


@figure("long-short-term-memory", "cell")
def cell(say: Say) -> Figure:
    """One step: the cell state runs along the top and is scaled, added to and read by three gates."""
    sheet, (axes,) = canvas(height=3.9)
    bare(axes).set(xlim=(-0.6, 11.8), ylim=(-3.3, 3.6))
    top, low, bus = 2.3, -0.6, -2.1
    arrow(axes, (0.6, top), (10.5, top), A, linewidth=3)
    label(axes, 0, top, "cₜ₋₁", A)
    label(axes, 11, top, "cₜ", A)
    axes.plot([0.6, 7.2], [bus, bus], color=SOFT, linewidth=1.3)
    label(axes, -0.05, bus, "hₜ₋₁")
    label(axes, 0.9, bus - 0.9, "xₜ")
    axes.plot([0.9, 0.9], [bus - 0.6, bus], color=SOFT, linewidth=1.3)
    for x, text, note, colour in (
        (1.9, "fₜ", say("forget gate", "遗忘门"), B),
        (3.7, "iₜ", say("input gate", "输入门"), B),
        (5.4, "c̃ₜ", say("candidate", "候选值"), C),
        (7.2, "oₜ", say("output gate", "输出门"), B),
    ):
        arrow(axes, (x, bus), (x, low - 0.45))
        box(axes, x, low, 1.0, 0.8, text, colour)
        label(axes, x + 0.12, bus - 0.4, note, colour, fontsize=10)
    arrow(axes, (1.9, low + 0.45), (1.9, top - 0.35))
    _operation(axes, 1.9, top, "×")
    arrow(axes, (3.7, low + 0.45), (4.35, 0.75))
    arrow(axes, (5.4, low + 0.45), (4.75, 0.75))
    _operation(axes, 4.55, 0.95, "×")
    arrow(axes, (4.55, 1.25), (4.55, top - 0.35))
    _operation(axes, 4.55, top, "+")
    arrow(axes, (9, top), (9, 1.55))
    box(axes, 9, 1.15, 1.1, 0.7, "tanh", SOFT)
    arrow(axes, (9, 0.78), (9, low + 0.35))
    arrow(axes, (7.75, low), (8.65, low))
    _operation(axes, 9, low, "×")
    arrow(axes, (9.3, low), (10.5, low))
    label(axes, 11, low, "hₜ")
    label(axes, 1.9, top + 0.65, say("erase", "擦除"), SOFT, fontsize=10)
    label(axes, 4.55, top + 0.65, say("write", "写入"), SOFT, fontsize=10)
    label(axes, 9, top + 0.65, say("read", "读出"), SOFT, fontsize=10)
    return sheet
