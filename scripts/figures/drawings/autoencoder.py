"""Figures of the term `autoencoder`."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from figures.drawing import figure
from figures.style import SOFT, A, B, bare, canvas, column, connect, label, neurons

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from figures.style import Say


@figure("autoencoder", "bottleneck")
def bottleneck(say: Say) -> Figure:
    """A network that narrows to a code of two numbers and widens again to the size of its input."""
    sheet, (axes,) = canvas(height=3.6)
    bare(axes).set(xlim=(-1.6, 9.6), ylim=(-3.3, 2.7))
    places = [column(x, size) for x, size in ((0, 6), (2, 4), (4, 2), (6, 4), (8, 6))]
    for left, right in pairwise(places):
        connect(axes, left, right)
    for layer, colour in zip(places, (SOFT, A, B, A, SOFT), strict=True):
        neurons(axes, layer, colour, size=12)
    label(axes, -0.9, 0, "x", fontsize=13)
    label(axes, 8.95, 0, "x̂", fontsize=13)
    label(axes, 4, 1.1, say("code z", "编码 z"), B)
    for x, text, colour in (
        (0, say("input", "输入"), SOFT),
        (2, say("encoder", "编码器"), A),
        (6, say("decoder", "解码器"), A),
        (8, say("reconstruction", "重构"), SOFT),
    ):
        label(axes, x, -3.0, text, colour)
    return sheet
