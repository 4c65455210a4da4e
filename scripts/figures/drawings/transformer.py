"""Figures of the term `transformer`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.patches import FancyBboxPatch

from figures.drawing import figure
from figures.style import INK, LINE, SOFT, A, B, arrow, bare, box, canvas, label

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from figures.style import Say


def _bypass(axes: Axes, start: float, end: float) -> None:
    """A residual connection above the row of boxes, into a sum."""
    axes.plot([start, start, end], [0, 1.5, 1.5], color=SOFT, linewidth=1.3, solid_joinstyle="round")
    arrow(axes, (end, 1.5), (end, 0.36))


@figure("transformer", "block")
def block(say: Say) -> Figure:
    """One block: attention and a feed-forward network, each after a normalization and bypassed by a residual path."""
    sheet, (axes,) = canvas(height=2.7)
    bare(axes).set(xlim=(-1.0, 15.4), ylim=(-3.3, 3.2))
    corner, shape = (0.05, -1.75), "round,pad=0,rounding_size=0.25"
    axes.add_patch(FancyBboxPatch(corner, 13.4, 3.75, boxstyle=shape, linewidth=1.2, edgecolor=LINE, facecolor="none"))
    arrow(axes, (-0.8, 0), (0.95, 0))
    _bypass(axes, 0.5, 6.2)
    _bypass(axes, 7.0, 12.7)
    box(axes, 1.8, 0, 1.7, 1.5, say("norm", "归一化"), SOFT)
    arrow(axes, (2.65, 0), (3.05, 0))
    box(axes, 4.25, 0, 2.4, 1.5, say("multi-head\nattention", "多头\n注意力"), A)
    arrow(axes, (5.45, 0), (5.9, 0))
    arrow(axes, (6.5, 0), (7.45, 0))
    box(axes, 8.3, 0, 1.7, 1.5, say("norm", "归一化"), SOFT)
    arrow(axes, (9.15, 0), (9.55, 0))
    box(axes, 10.75, 0, 2.4, 1.5, say("feed-\nforward", "前馈\n网络"), B)
    arrow(axes, (11.95, 0), (12.4, 0))
    arrow(axes, (13.0, 0), (14.6, 0))
    for place in (6.2, 12.7):
        axes.plot([place], [0], "o", color=SOFT, markersize=13, markerfacecolor="none", markeredgewidth=1.3)
        label(axes, place, 0, "+", INK)
    label(axes, 4.25, -1.2, say("mixes positions", "混合各位置"), A, fontsize=10)
    label(axes, 10.75, -1.2, say("each position alone", "逐个位置处理"), B, fontsize=10)
    label(axes, 6.6, 2.55, say("a block; many follow one another", "一个块；许多这样的块依次堆叠"), SOFT)
    label(axes, -0.9, -2.5, say("embeddings\nand positions", "嵌入与位置"), SOFT, ha="left", fontsize=10)
    label(axes, 15.3, -2.5, say("next block\nor output", "下一块或输出"), SOFT, ha="right", fontsize=10)
    return sheet
