"""Figures of the term `vanishing-gradient-problem`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures.drawing import figure
from figures.style import LINE, A, B, canvas, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.figure import Figure

    from figures.style import Say

    Map = Callable[[np.ndarray], np.ndarray]

LAYERS = 20
UNITS = 100


def _norms(activation: Map, slope: Map, variance: float) -> np.ndarray:
    """Length of the gradient at each layer of a random network, from its input to its output, where it is 1."""
    random = np.random.default_rng(0)
    weights = random.normal(0, np.sqrt(variance / UNITS), (LAYERS, UNITS, UNITS))
    outputs = [random.normal(size=UNITS)]
    for matrix in weights:
        outputs.append(activation(matrix @ outputs[-1]))
    gradient = random.normal(size=UNITS)
    norms = [np.linalg.norm(gradient)]
    for matrix, output in zip(weights[::-1], outputs[:0:-1], strict=True):
        gradient = matrix.T @ (gradient * slope(output))
        norms.append(np.linalg.norm(gradient))
    return np.asarray(np.array(norms[::-1]) / norms[0])


@figure("vanishing-gradient-problem", "norms")
def norms(say: Say) -> Figure:
    """Length of the gradient at every layer of a network of 20 layers, with sigmoid and with ReLU."""
    sigmoid = _norms(lambda z: 1 / (1 + np.exp(-z)), lambda h: h * (1 - h), 1)
    relu = _norms(lambda z: np.maximum(z, 0), lambda h: (h > 0) * 1.0, 2)
    sheet, (axes,) = canvas(height=3.3)
    axes.axhline(1, color=LINE, linewidth=0.8)
    layers = np.arange(LAYERS + 1)
    axes.plot(layers, relu, "s--", color=B, markersize=4)
    axes.plot(layers, sigmoid, "o-", color=A, markersize=4)
    label(axes, 9, 30, "ReLU", B)
    label(axes, 10.6, 1e-8, "sigmoid", A, ha="left")
    axes.set_yscale("log")
    axes.minorticks_off()
    axes.set(xlim=(-0.5, LAYERS + 0.5), ylim=(3e-14, 300), xticks=[0, 5, 10, 15, 20])
    axes.set_xticklabels([say("0 (input)", "0（输入）"), "5", "10", "15", say("20 (output)", "20（输出）")])
    axes.set_yticks([1e-12, 1e-8, 1e-4, 1], ["10⁻¹²", "10⁻⁸", "10⁻⁴", "1"])
    axes.set_xlabel(say("layer", "层"))
    axes.set_ylabel(say("length of the gradient", "梯度的长度"))
    return sheet
