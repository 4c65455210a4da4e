"""The formulas of `neuron`, checked by computing with them."""

from __future__ import annotations

import math

import numpy as np


def test_output() -> None:
    def output(weights: np.ndarray, x: np.ndarray, bias: float) -> float:
        return math.tanh(sum(w_i * x_i for w_i, x_i in zip(weights, x, strict=True)) + bias)

    rng = np.random.default_rng(0)
    matrix, biases, x = rng.normal(size=(5, 3)), rng.normal(size=5), rng.normal(size=3)
    layer = np.tanh(matrix @ x + biases)
    np.testing.assert_allclose([output(w, x, b) for w, b in zip(matrix, biases, strict=True)], layer, rtol=1e-12)


def test_output_of_the_worked_example() -> None:
    weighted_sum = float(np.dot([0.5, -0.25, 0.5], [1, 2, 3]))
    assert weighted_sum == 1.5
    for bias, relu, sigmoid in ((0.5, 2.0, 0.881), (-2.0, 0.0, 0.378)):
        assert max(0.0, weighted_sum + bias) == relu
        assert round(1 / (1 + math.exp(-weighted_sum - bias)), 3) == sigmoid
