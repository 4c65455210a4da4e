"""The formulas of `neural-network`, checked by computing with them."""

from __future__ import annotations

import math

import numpy as np


def test_one_hidden_layer() -> None:
    rng = np.random.default_rng(0)
    w1, b1 = rng.normal(size=(4, 3)), rng.normal(size=4)
    w2, b2 = rng.normal(size=(2, 4)), rng.normal(size=2)
    x = rng.normal(size=3)
    stated = w2 @ np.tanh(w1 @ x + b1) + b2

    hidden = [math.tanh(sum(w1[j, i] * x[i] for i in range(3)) + b1[j]) for j in range(4)]
    by_neuron = [sum(w2[k, j] * hidden[j] for j in range(4)) + b2[k] for k in range(2)]
    np.testing.assert_allclose(stated, by_neuron, rtol=1e-12)


def test_one_hidden_layer_computes_exclusive_or() -> None:
    w1, b1 = np.array([[1, 1], [1, 1]]), np.array([0, -1])
    w2, b2 = np.array([[1, -2]]), np.array([0])
    for first in (0, 1):
        for second in (0, 1):
            output = w2 @ np.maximum(0, w1 @ np.array([first, second]) + b1) + b2
            assert output.tolist() == [first ^ second]
