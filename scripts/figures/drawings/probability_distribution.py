"""Figures of the term `probability-distribution`."""

from __future__ import annotations

from math import comb, erf, sqrt
from typing import TYPE_CHECKING

import numpy as np

from figures.drawing import figure
from figures.style import INK, SOFT, A, canvas, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from figures.style import Say


@figure("probability-distribution", "kinds")
def kinds(say: Say) -> Figure:
    """A discrete distribution with two outcomes marked, and a continuous one with an interval marked."""
    heads = np.arange(5)
    mass = np.array([comb(4, k) for k in heads]) / 16
    chosen = heads >= 3
    x = np.linspace(-3, 3, 121)
    density = np.exp(-(x**2) / 2) / np.sqrt(2 * np.pi)
    inside = (x >= 0.5) & (x <= 1.5)
    area = (erf(1.5 / sqrt(2)) - erf(0.5 / sqrt(2))) / 2
    sheet, (left, right) = canvas(height=3.0, columns=2)
    left.bar(heads, mass, width=0.5, color=A, alpha=0.2, linewidth=0)
    left.bar(heads[chosen], mass[chosen], width=0.5, color=A, alpha=0.55, linewidth=0)
    left.bar(heads, mass, width=0.5, facecolor="none", edgecolor=A, linewidth=1.4)
    label(left, 3.55, 0.32, say("P(3 or 4)", "P(3 或 4)") + f" = {mass[chosen].sum():.2f}", INK, fontsize=10)
    label(left, -0.3, 0.44, say("discrete: add up", "离散：求和"), SOFT, ha="left")
    left.set(xlim=(-0.5, 4.8), ylim=(0, 0.47), xticks=list(heads), yticks=[0, 0.2, 0.4])
    left.set_xlabel(say("heads in 4 tosses of a coin", "抛 4 次硬币，正面的次数"))
    left.set_ylabel(say("probability", "概率"))
    right.fill_between(x[inside], density[inside], 0, color=A, alpha=0.45, linewidth=0)
    right.plot(x, density, color=A)
    label(right, 2.0, 0.32, f"P = {area:.2f}", INK, fontsize=10)
    label(right, -3, 0.44, say("continuous: area", "连续：面积"), SOFT, ha="left")
    right.set(xlim=(-3.1, 3.1), ylim=(0, 0.47), xticks=[-2, 0.5, 1.5], yticks=[0, 0.2, 0.4])
    right.set_xticklabels(["−2", "0.5", "1.5"])
    right.set_xlabel(say("value of a normal variable", "正态变量的取值"))
    right.set_ylabel(say("density", "密度"))
    return sheet
