"""Figures of the term `multi-head-attention`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from figures.drawing import figure
from figures.style import INK, PAPER, SOFT, A, B, C, D, arrow, bare, box, canvas, label

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from figures.style import Say

TOKENS, WIDTH, HEADS = 5, 24, 4
COLOURS = (A, B, C, D)


def _weights() -> np.ndarray:
    """Attention weights of four heads with random projections of random inputs."""
    random = np.random.default_rng(0)
    inputs = random.normal(size=(TOKENS, WIDTH))
    query, key = random.normal(size=(2, WIDTH, WIDTH)) / np.sqrt(WIDTH)
    q, k = ((inputs @ matrix).reshape(TOKENS, HEADS, -1).swapaxes(0, 1) for matrix in (query, key))
    scores = np.exp(q @ k.swapaxes(1, 2) / np.sqrt(WIDTH // HEADS))
    return np.asarray(scores / scores.sum(axis=-1, keepdims=True))


def _block(axes: Axes, left: float, bottom: float, width: float, colour: str, fill: float) -> None:
    """A matrix of five rows, drawn as a rectangle with a thin line between the rows."""
    height = 2.0
    axes.add_patch(Rectangle((left, bottom), width, height, facecolor=colour, alpha=fill, linewidth=0))
    gaps = [place for row in range(1, TOKENS) for place in ((left, row), (left + width, row), (left, np.nan))]
    x, y = np.array(gaps).T
    axes.plot(x, bottom + height / TOKENS * y, color=PAPER, linewidth=1)
    axes.add_patch(Rectangle((left, bottom), width, height, facecolor="none", edgecolor=colour, linewidth=1.3))


def _map(axes: Axes, left: float, bottom: float, shares: np.ndarray, colour: str) -> None:
    """Attention weights as a small map of five shades, with one path for each shade."""
    shades = np.ceil(5 * shares / shares.max()).astype(int)
    square = np.array([(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)])
    codes = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY]
    for shade in np.unique(shades):
        places = np.argwhere(shades == shade)
        corners = [square + np.array([column, TOKENS - 1 - row]) for row, column in places]
        path = Path((left, bottom) + 2 / TOKENS * np.concatenate(corners), codes * len(places))
        axes.add_patch(PathPatch(path, facecolor=colour, alpha=round((shade - 0.5) / 5, 1), linewidth=0))


@figure("multi-head-attention", "heads")
def heads(say: Say) -> Figure:
    """Four heads with attention weights of their own; their outputs are put side by side and mapped to the output."""
    sheet, (axes,) = canvas(height=4.1)
    bare(axes).set(xlim=(-0.4, 19.4), ylim=(-6.6, 6.1))
    _block(axes, 0, -1, 2.4, SOFT, 0.25)
    label(axes, 1.2, 1.5, "X")
    for number, (colour, shares) in enumerate(zip(COLOURS, _weights(), strict=True)):
        middle = 4.05 - 2.7 * number
        arrow(axes, (2.6, 0), (4.5, middle))
        _map(axes, 4.75, middle - 1, shares, colour)
        axes.add_patch(Rectangle((4.75, middle - 1), 2, 2, facecolor="none", edgecolor=colour, linewidth=1))
        _block(axes, 7.5, middle - 1, 0.8, colour, 0.4)
        arrow(axes, (6.85, middle), (7.4, middle), mutation_scale=7)
        arrow(axes, (8.4, middle), (10.0, 0.9 - 0.6 * number))
        left = 10.2 + 0.8 * number
        _block(axes, left, -1, 0.8, colour, 0.4)
        label(axes, left + 0.4, 1.5, "H" + "₁₂₃₄"[number], colour, fontsize=10)
    arrow(axes, (13.6, 0), (14.2, 0))
    box(axes, 14.9, 0, 1.3, 1.5, "", SOFT)
    label(axes, 14.78, 0.05, "W")
    label(axes, 15.13, -0.18, "O", fontsize=7)
    arrow(axes, (15.6, 0), (16.2, 0))
    _block(axes, 16.4, -1, 2.4, SOFT, 0.25)
    label(axes, 17.6, 1.5, "Y")
    label(axes, 1.2, -1.6, say("5 tokens", "5 个词元"), SOFT, fontsize=10)
    label(axes, 1.2, -2.3, say("width 24", "宽度 24"), SOFT, fontsize=10)
    label(axes, 11.8, -1.6, say("side by side", "左右拼接"), SOFT, fontsize=10)
    label(axes, 11.8, -2.3, "4 × 6 = 24", SOFT, fontsize=10)
    label(axes, 14.9, 1.35, say("linear", "线性"), SOFT, fontsize=10)
    label(axes, 5.75, 5.6, say("weights", "权重"), SOFT, fontsize=10)
    label(axes, 7.9, 5.6, say("result", "结果"), SOFT, fontsize=10)
    label(axes, 6.5, -5.9, say("four heads", "四个头"), INK)
    return sheet
