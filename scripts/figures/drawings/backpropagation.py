"""Figures of the term `backpropagation`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from figures.drawing import figure
from figures.style import INK, SOFT, A, arrow, bare, box, canvas, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from figures.style import Say


@figure("backpropagation", "graph")
def graph(say: Say) -> Figure:
    """A chain of four operations with the values of the forward pass and the gradients of the backward pass."""
    x, w1, w2, target = 2.0, 0.5, 3.0, 2.0
    h = w1 * x
    a = max(h, 0.0)
    output = w2 * a
    loss = (output - target) ** 2
    to_output = 2 * (output - target)
    to_w2, to_a = to_output * a, to_output * w2
    to_h = to_a * float(h > 0)
    to_w1 = to_h * x
    sheet, (axes,) = canvas(height=3.3)
    bare(axes).set(xlim=(-0.5, 12.5), ylim=(-3.1, 2.9))
    dashed: dict[str, object] = {"linestyle": (0, (4, 2)), "linewidth": 1.8}
    nodes = ((1.9, 0.9, "×"), (4.4, 1.3, "ReLU"), (6.9, 0.9, "×"), (9.75, 1.9, "(ŷ − y)²"))
    for place, width, text in nodes:
        box(axes, place, 0, width, 1, text, SOFT)
    label(axes, 0, 0.15, f"x = {x:g}")
    arrow(axes, (0.6, 0.15), (1.4, 0.15))
    edges = (
        (2.4, 3.7, f"h = {h:g}", f"{to_h:g}"),
        (5.1, 6.4, f"a = {a:g}", f"{to_a:g}"),
        (7.4, 8.75, f"ŷ = {output:g}", f"{to_output:g}"),
        (10.75, 11.75, f"L = {loss:g}", "1"),
    )
    for start, end, value, slope in edges:
        arrow(axes, (start, 0.17), (end, 0.17))
        arrow(axes, (end, -0.2), (start, -0.2), A, **dashed)
        label(axes, (start + end) / 2 + (0.3 if end > 11 else 0), 0.65, value, INK)
        label(axes, (start + end) / 2, -0.7, slope, A)
    for place, text, number in ((1.9, f"w₁ = {w1:g}", to_w1), (6.9, f"w₂ = {w2:g}", to_w2)):
        arrow(axes, (place - 0.18, -1.7), (place - 0.18, -0.55))
        arrow(axes, (place + 0.18, -0.55), (place + 0.18, -1.7), A, **dashed)
        label(axes, place, -2.05, text)
        label(axes, place + 0.55, -1.2, f"{number:g}", A)
    arrow(axes, (9.75, -1.7), (9.75, -0.55))
    label(axes, 9.75, -2.05, f"y = {target:g}")
    arrow(axes, (1.4, 2.0), (4.3, 2.0))
    label(axes, 2.85, 2.4, say("forward: values", "前向：数值"), SOFT)
    arrow(axes, (10.6, 2.0), (7.7, 2.0), A, **dashed)
    label(axes, 9.15, 2.4, say("backward: gradients of L", "反向：L 的梯度"), A)
    return sheet
