"""Figures of the term `dropout`."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from figures.drawing import figure
from figures.style import SOFT, A, B, bare, canvas, column, connect, label, neurons

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from figures.style import Say

SIZES = (3, 5, 5, 2)


@figure("dropout", "masks")
def masks(say: Say) -> Figure:
    """One network with all its neurons, and with those left by two random masks."""
    random = np.random.default_rng(13)
    notes = (
        (0.0, say("inference", "推理")),
        (0.4, say("iteration 1", "迭代 1")),
        (0.4, say("iteration 2", "迭代 2")),
    )
    sheet, row = canvas(height=2.5, columns=3)
    for axes, (rate, note) in zip(row, notes, strict=True):
        bare(axes).set(xlim=(-0.5, 5.0), ylim=(-3.0, 2.3))
        places = [column(1.5 * number, size) for number, size in enumerate(SIZES)]
        kept = [np.full(size, True) for size in SIZES]
        for number in (1, 2):
            kept[number] = random.random(SIZES[number]) >= rate
        alive = [[spot for spot, keep in zip(*pair, strict=True) if keep] for pair in zip(places, kept, strict=True)]
        for left, right in pairwise(alive):
            connect(axes, left, right)
        for number, layer in enumerate(places):
            neurons(axes, alive[number], A if 0 < number < 3 else SOFT, size=11)
            dropped = [spot for spot, keep in zip(layer, kept[number], strict=True) if not keep]
            for x, y in dropped:
                axes.plot([x], [y], "x", color=B, markersize=8, markeredgewidth=1.8)
        label(axes, 2.25, -2.85, note, SOFT)
    return sheet
