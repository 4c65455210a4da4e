"""Figures of the term `dot-product`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures.drawing import figure
from figures.style import INK, LINE, SOFT, A, B, C, arrow, bare, canvas, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from figures.style import Say

FIRST = np.array([4, 3])
SECOND = np.array([1, 4])


@figure("dot-product", "projection")
def projection(say: Say) -> Figure:
    """Two vectors, the angle between them and the projection of the second on the first."""
    product, length = int(FIRST @ SECOND), float(np.linalg.norm(FIRST))
    shadow = product / length
    foot = FIRST * shadow / length
    sheet, (axes,) = canvas(height=3.7)
    bare(axes).set(xlim=(-1.6, 8.2), ylim=(-1.1, 4.5))
    axes.plot([-0.4, 4.9], [0, 0], color=LINE, linewidth=0.8)
    axes.plot([0, 0], [-0.4, 3.7], color=LINE, linewidth=0.8)
    axes.plot([SECOND[0], foot[0]], [SECOND[1], foot[1]], color=SOFT, linewidth=1.2, linestyle=(0, (3, 2)))
    axes.plot([0, foot[0]], [0, foot[1]], color=C, linewidth=7, alpha=0.4, solid_capstyle="butt")
    arrow(axes, (0, 0), tuple(FIRST), A, linewidth=2, mutation_scale=14)
    arrow(axes, (0, 0), tuple(SECOND), B, linewidth=2, mutation_scale=14)
    turn = np.linspace(np.arctan2(FIRST[1], FIRST[0]), np.arctan2(SECOND[1], SECOND[0]), 21)
    axes.plot(0.8 * np.cos(turn), 0.8 * np.sin(turn), color=SOFT, linewidth=1.2)
    label(axes, 0.6, 0.98, "φ", SOFT)
    label(axes, 4.15, 3.15, "a = (4, 3)", A, ha="left")
    label(axes, 0.85, 4.1, "b = (1, 4)", B, ha="right")
    across = np.array([FIRST[1], -FIRST[0]]) / length
    middle = foot / 2 + 0.3 * across
    label(
        axes,
        middle[0],
        middle[1] - 0.1,
        say("projection of b on a: ", "b 在 a 上的投影：") + f"{shadow:g}",
        C,
        ha="left",
    )
    label(axes, 3.3, -0.8, f"a·b = 4·1 + 3·4 = {product} = {length:g}·{shadow:g}", INK)
    return sheet
