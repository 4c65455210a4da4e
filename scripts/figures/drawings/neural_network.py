"""Figures of the term `neural-network`."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from figures.drawing import figure
from figures.style import SOFT, A, bare, canvas, column, connect, label, neurons

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from figures.style import Say


@figure("neural-network", "layers")
def layers(say: Say) -> Figure:
    """A network of three inputs, two hidden layers of four neurons and two outputs."""
    sheet, (axes,) = canvas(height=3.4)
    bare(axes).set(xlim=(-1.3, 8.3), ylim=(-2.45, 2.2))
    places = [column(x, size) for x, size in ((0.4, 3), (2.6, 4), (4.8, 4), (7.0, 2))]
    for left, right in pairwise(places):
        connect(axes, left, right)
    neurons(axes, places[0], SOFT)
    for layer in places[1:]:
        neurons(axes, layer, A)
    for number, (x, y) in enumerate(places[0]):
        label(axes, x - 0.55, y, "x" + "₁₂₃"[number])
    for number, (x, y) in enumerate(places[3]):
        label(axes, x + 0.6, y, "ŷ" + "₁₂"[number])
    label(axes, 0.4, -2.2, say("input", "输入"), SOFT)
    label(axes, 3.7, -2.2, say("hidden layers", "隐藏层"), SOFT)
    label(axes, 7.0, -2.2, say("output", "输出"), SOFT)
    return sheet
