"""Figures of the term `computational-graph`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from figures.drawing import figure
from figures.style import INK, SOFT, A, arrow, bare, box, canvas, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from figures.style import Say


@figure("computational-graph", "values")
def values(say: Say) -> Figure:
    """The graph of (wx + b − y)² with the value of each node and the derivative of the result with respect to it."""
    w, x, b, y = 2.0, 3.0, 1.0, 5.0
    u = w * x
    s = u + b
    e = s - y
    loss = e**2
    to_e = 2 * e
    to_u = to_b = to_s = to_e
    sheet, (axes,) = canvas(height=3.3)
    bare(axes).set(xlim=(-0.75, 13.05), ylim=(-3.4, 2.9))
    for place, text in ((2.1, "×"), (4.9, "+"), (7.7, "−"), (10.5, "( )²")):
        box(axes, place, 0, 1.1, 1.1, text, SOFT)
    inputs = (
        (0.2, 1.9, "w", w, to_u * x, (1.5, 0.5)),
        (0.2, -1.15, "x", x, to_u * w, (1.5, -0.5)),
        (4.9, -2.2, "b", b, to_b, (4.9, -0.6)),
        (7.7, -2.2, "y", y, -to_e, (7.7, -0.6)),
    )
    for left, height, name, value, slope, end in inputs:
        start = (left + 0.7, 1.3 if height > 0 else -1.3) if left < 1 else (left, height + 0.35)
        arrow(axes, start, end)
        label(axes, left, height, f"{name} = {value:g}")
        label(axes, left, height - 0.6, f"{slope:g}".replace("-", "−"), A)
    for place, name, value, slope in ((2.7, "u", u, to_u), (5.5, "s", s, to_s), (8.3, "e", e, to_e)):
        arrow(axes, (place, 0), (place + 1.55, 0))
        label(axes, place + 0.75, 0.4, f"{name} = {value:g}")
        label(axes, place + 0.75, -0.42, f"{slope:g}", A)
    arrow(axes, (11.1, 0), (11.9, 0))
    label(axes, 12.0, 0.4, f"L = {loss:g}")
    label(axes, 12.0, -0.42, "1", A)
    label(axes, 6.3, 2.4, say("on top: value, computed from left to right", "上：数值，从左往右算"), INK)
    label(axes, 6.3, 1.75, say("below: derivative of L, from right to left", "下：L 的导数，从右往左算"), A)
    return sheet
