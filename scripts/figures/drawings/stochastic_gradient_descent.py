"""Figures of the term `stochastic-gradient-descent`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures.drawing import figure
from figures.style import SOFT, A, B, bare, canvas, contours, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from figures.style import Say

START = np.array([-1.6, 0.2])


@figure("stochastic-gradient-descent", "paths")
def paths(say: Say) -> Figure:
    """A line is fitted to noisy points: the path of single examples beside that of the whole data set."""
    random = np.random.default_rng(4)
    x = random.uniform(-1.7, 1.7, 60)
    y = 0.9 * x - 0.3 + random.normal(0, 0.75, 60)

    def gradient(theta: np.ndarray, chosen: np.ndarray) -> np.ndarray:
        error = theta[0] * x[chosen] + theta[1] - y[chosen]
        return np.array([np.mean(error * x[chosen]), np.mean(error)])

    everything = np.arange(60)
    single, full = [START], [START]
    for _ in range(80):
        single.append(single[-1] - 0.12 * gradient(single[-1], random.integers(60, size=1)))
        full.append(full[-1] - 0.12 * gradient(full[-1], everything))
    sheet, (axes,) = canvas(height=3.4)
    bare(axes).set(xlim=(-1.9, 1.6), ylim=(-0.98, 0.8))
    spread, middle, offset = np.mean(x**2), np.mean(x), np.polyfit(x, y, 1)

    def height(slope: np.ndarray, bias: np.ndarray) -> np.ndarray:
        one, two = slope - offset[0], bias - offset[1]
        result: np.ndarray = (spread * one**2 + 2 * middle * one * two + two**2) / 2
        return result

    contours(axes, height, np.array([0.05, 0.2, 0.45]))
    noisy, smooth = np.array(single), np.array(full)
    axes.plot(noisy[:, 0], noisy[:, 1], color=A, linewidth=1.3)
    axes.plot(smooth[:, 0], smooth[:, 1], color=B, linestyle=(0, (4, 1.5)), linewidth=2)
    axes.plot([START[0]], [START[1]], "o", color=SOFT, markersize=6)
    label(axes, START[0], START[1] - 0.2, say("start", "起点"), SOFT)
    label(axes, -0.72, -0.62, say("one example a step", "每步一个样本"), A)
    label(axes, -0.72, 0.48, say("all examples a step", "每步全部样本"), B)
    return sheet
