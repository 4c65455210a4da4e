"""Figures of the term `transfer-learning`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from figures.drawing import figure
from figures.style import SOFT, A, B, arrow, bare, box, canvas, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from figures.style import Say


@figure("transfer-learning", "heads")
def heads(say: Say) -> Figure:
    """The layers of a trained network go on serving a new task, with a new output layer."""
    sheet, (axes,) = canvas(height=3.3)
    bare(axes).set(xlim=(-0.1, 13.1), ylim=(-3.2, 3.2))
    for y, data, examples, output, colour in (
        (
            1.6,
            say("source data", "源数据"),
            say("many examples", "大量样本"),
            say("old output layer", "原输出层"),
            SOFT,
        ),
        (-1.6, say("target data", "目标数据"), say("few examples", "少量样本"), say("new output layer", "新输出层"), B),
    ):
        label(axes, 1.3, y + 0.25, data)
        label(axes, 1.3, y - 0.35, examples, SOFT, fontsize=10)
        arrow(axes, (2.7, y), (3.4, y))
        for number in range(3):
            box(axes, 4.2 + 1.5 * number, y, 1.2, 1.3, "", A)
            if number < 2:
                arrow(axes, (4.85 + 1.5 * number, y), (5.05 + 1.5 * number, y))
        arrow(axes, (7.85, y), (8.55, y))
        box(axes, 10.75, y, 4.3, 1.3, output, colour)
    for number in range(3):
        arrow(axes, (4.2 + 1.5 * number, 0.85), (4.2 + 1.5 * number, -0.85), A, linewidth=1.8)
    label(axes, 8.1, 0, say("copy the weights", "复制权重"), A, ha="left")
    label(axes, 5.7, -2.75, say("fixed, or trained a little", "固定不变，或略加训练"), A)
    label(axes, 10.75, -2.75, say("trained from scratch", "从头训练"), B)
    label(axes, 5.7, 2.75, say("layers of the trained network", "已训练网络的各层"), A)
    return sheet
