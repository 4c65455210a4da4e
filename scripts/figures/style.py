"""The common style of figures: size, colours that the page replaces, and helpers for labels and shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import matplotlib as mpl
import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from matplotlib.axes import Axes
    from matplotlib.typing import RcKeyType


class Say(Protocol):
    """The label in the language of the drawing: `say("loss", "损失")` or `say("loss", "损失", ja="損失")`."""

    def __call__(self, english: str, chinese: str, **others: str) -> str: ...


WIDTH = 6.4
"""Width of every figure in inches; the page scales it to the width of its text."""

INK = "#010101"
SOFT = "#020202"
LINE = "#030303"
PAPER = "#040404"
A = "#0a0a01"
B = "#0b0b01"
C = "#0c0c01"
D = "#0d0d01"
"""Placeholder colours for matplotlib, which `svg.py` replaces by CSS variables, to follow the colour scheme.

A is for the subject of the figure, B for what it is compared with, C and D for a third and a fourth thing.
"""

_SETTINGS: dict[RcKeyType, object] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "figures",
    "font.size": 11,
    "font.family": ["DejaVu Sans"],
    "axes.edgecolor": LINE,
    "axes.labelcolor": SOFT,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.unicode_minus": True,
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "grid.color": LINE,
    "grid.linewidth": 0.6,
    "lines.linewidth": 2,
    "lines.solid_capstyle": "round",
    "text.color": INK,
    "xtick.color": SOFT,
    "ytick.color": SOFT,
    "xtick.labelsize": 10,
    "ytick.labelsize": 10,
    "path.simplify": True,
    "path.simplify_threshold": 0.2,
}


def canvas(
    height: float = 3.2,
    columns: int = 1,
    rows: int = 1,
    *,
    sharey: bool = False,
    width_ratios: Sequence[float] | None = None,
) -> tuple[Figure, list[Axes]]:
    """A figure of the common width, and its axes row by row; `height` is in inches."""
    mpl.rcParams.update(_SETTINGS)
    figure = Figure(figsize=(WIDTH, height), layout="constrained")
    axes = figure.subplots(rows, columns, squeeze=False, sharey=sharey, width_ratios=width_ratios)
    return figure, list(axes.flat)


def bare(axes: Axes) -> Axes:
    """The axes without frame, ticks and labels, with equal scales, for diagrams."""
    axes.set_axis_off()
    axes.set_aspect("equal")
    return axes


def label(axes: Axes, x: float, y: float, text: str, colour: str = INK, **options: Any) -> None:
    """Add a label at (x, y), in data coordinates; labels replace legends."""
    defaults: dict[str, Any] = {"ha": "center", "va": "center", "fontsize": 11}
    axes.text(x, y, text, color=colour, **(defaults | options))


def box(
    axes: Axes, x: float, y: float, width: float, height: float, text: str, colour: str = INK, fill: float = 0.12
) -> None:
    """Add a rounded box with a text, centred at (x, y); `fill` is the opacity of its interior, from 0 to 1."""
    corner = (x - width / 2, y - height / 2)
    shape = "round,pad=0,rounding_size=0.08"
    axes.add_patch(FancyBboxPatch(corner, width, height, boxstyle=shape, linewidth=0, facecolor=colour, alpha=fill))
    axes.add_patch(
        FancyBboxPatch(corner, width, height, boxstyle=shape, linewidth=1.2, edgecolor=colour, facecolor="none")
    )
    label(axes, x, y, text)


def arrow(axes: Axes, start: tuple[float, float], end: tuple[float, float], colour: str = SOFT, **options: Any) -> None:
    """Add an arrow between two points, in data coordinates."""
    defaults: dict[str, Any] = {
        "arrowstyle": "-|>",
        "mutation_scale": 11,
        "linewidth": 1.3,
        "shrinkA": 0,
        "shrinkB": 0,
    }
    axes.add_patch(FancyArrowPatch(start, end, color=colour, **(defaults | options)))


def column(x: float, size: int) -> list[tuple[float, float]]:
    """The positions of a layer's neurons: `size` points at horizontal position `x`, centred vertically on 0."""
    return [(x, (size - 1) / 2 - number) for number in range(size)]


def neurons(axes: Axes, places: Sequence[tuple[float, float]], colour: str, size: float = 15) -> None:
    """Add neurons as circles; `size` is their diameter in points."""
    x, y = [place[0] for place in places], [place[1] for place in places]
    axes.plot(x, y, "o", color=PAPER, markersize=size, markeredgewidth=0)
    axes.plot(x, y, "o", color=colour, markersize=size, markeredgewidth=0, alpha=0.25)
    axes.plot(x, y, "o", color=colour, markersize=size, markerfacecolor="none", markeredgewidth=1.4)


def connect(axes: Axes, left: Sequence[tuple[float, float]], right: Sequence[tuple[float, float]]) -> None:
    """Add thin lines from every neuron of one layer to every neuron of the next."""
    lines = [place for start in left for end in right for place in (start, end, (np.nan, np.nan))]
    axes.plot(*zip(*lines, strict=True), color=SOFT, linewidth=0.7, alpha=0.5, zorder=1)


def contours(
    axes: Axes, height: Callable[[np.ndarray, np.ndarray], np.ndarray], levels: Sequence[float] | np.ndarray
) -> None:
    """Add contour lines of `height(x, y)` within the limits of the axes."""
    (left, right), (bottom, top) = axes.get_xlim(), axes.get_ylim()
    x, y = np.meshgrid(np.linspace(left, right, 81), np.linspace(bottom, top, 61))
    axes.contour(x, y, height(x, y), levels=levels, colors=[SOFT], linewidths=0.8, linestyles="solid", alpha=0.45)


def cells(axes: Axes, values: np.ndarray, colour: str = A, text: str | None = "{:g}", top: float | None = None) -> None:
    """Add a matrix as a grid of cells; opacity grows with the value up to `top`, and `text` formats values."""
    rows, columns = values.shape
    most = float(values.max()) if top is None else top
    for row in range(rows):
        for column in range(columns):
            value = float(values[row, column])
            opacity = 0.85 * max(value, 0.0) / most if most else 0.0
            _cell(axes, column, rows - 1 - row, colour, opacity)
            if text is not None:
                shade = PAPER if opacity > 0.55 else INK
                label(axes, column + 0.5, rows - row - 0.5, text.format(value), shade, fontsize=10)
    axes.set_xlim(-0.05, columns + 0.05)
    axes.set_ylim(-0.05, rows + 0.05)


def _cell(axes: Axes, x: float, y: float, colour: str, opacity: float) -> None:
    from matplotlib.patches import Rectangle

    if opacity > 0.01:
        axes.add_patch(Rectangle((x, y), 1, 1, facecolor=colour, alpha=round(opacity, 2), linewidth=0))
    axes.add_patch(Rectangle((x, y), 1, 1, facecolor="none", edgecolor=LINE, linewidth=0.8))
