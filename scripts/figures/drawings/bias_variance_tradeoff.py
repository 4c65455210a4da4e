"""Figures of the term `bias-variance-tradeoff`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures.drawing import figure
from figures.style import INK, LINE, SOFT, A, B, canvas, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from figures.style import Say

NOISE = 0.5
DATASETS = 2000


def _simulate(degrees: range) -> tuple[np.ndarray, np.ndarray]:
    """Squared bias and variance of polynomials, each fitted to many datasets of 14 points from a noisy sine curve."""
    random = np.random.default_rng(0)
    x = np.linspace(-1, 1, 14)
    dense = np.linspace(-1, 1, 101)
    targets = np.sin(np.pi * x + 0.8)[:, None] + random.normal(0, NOISE, (x.size, DATASETS))
    bias, variance = [], []
    for degree in degrees:
        design = np.polynomial.legendre.legvander(x, degree)
        fits = np.polynomial.legendre.legvander(dense, degree) @ np.linalg.lstsq(design, targets, rcond=None)[0]
        bias.append(np.mean((fits.mean(axis=1) - np.sin(np.pi * dense + 0.8)) ** 2))
        variance.append(np.mean(fits.var(axis=1)))
    return np.array(bias), np.array(variance)


@figure("bias-variance-tradeoff", "simulation")
def simulation(say: Say) -> Figure:
    """Squared bias, variance, noise and their sum for polynomials of rising degree."""
    degrees = range(9)
    bias, variance = _simulate(degrees)
    total = bias + variance + NOISE**2
    best = int(np.argmin(total))
    sheet, (axes,) = canvas(height=3.4)
    axes.axvline(best, color=LINE, linewidth=1)
    axes.axhline(NOISE**2, color=SOFT, linewidth=1, linestyle=(0, (1, 1.5)), xmax=8 / 10.4)
    axes.plot(degrees, bias, "s-", color=A, markersize=5)
    axes.plot(degrees, variance, "^--", color=B, markersize=6)
    axes.plot(degrees, total, "o-", color=INK, markersize=5)
    for height, text, colour in (
        (total[-1], say("total error", "总误差"), INK),
        (NOISE**2, say("noise σ²", "噪声 σ²"), SOFT),
        (variance[-1], say("variance", "方差"), B),
        (bias[-1], say("squared bias", "偏差的平方"), A),
    ):
        label(axes, 8.2, float(height), text, colour, ha="left")
    axes.set(xlim=(-0.2, 10.4), ylim=(-0.04, 0.95), xticks=list(degrees), yticks=[0, 0.25, 0.5, 0.75])
    axes.spines["bottom"].set_bounds(-0.2, 8)
    axes.set_xlabel(say("degree of the polynomial", "多项式的次数"))
    axes.set_ylabel(say("expected squared error", "期望平方误差"))
    return sheet
