"""The formulas of `bias`, checked by computing with them."""

from __future__ import annotations

import math

import numpy as np


def test_weighted_sum() -> None:
    w, x, b = np.array([0.5, -2.0, 1.5]), np.array([3.0, 0.7, -1.1]), 0.25
    with_bias = w @ x + b
    extended = np.append(w, b) @ np.append(x, 1.0)
    by_hand = math.fsum([0.5 * 3.0, -2.0 * 0.7, 1.5 * -1.1, 0.25])
    np.testing.assert_allclose([with_bias, extended], [by_hand, by_hand], rtol=1e-12)


def test_weighted_sum_bias_derivative() -> None:
    """The derivative with respect to a bias that a batch shares is the sum of those with respect to z."""
    rng = np.random.default_rng(0)
    x, w, y, b, h = rng.normal(size=(5, 3)), rng.normal(size=3), rng.normal(size=5), 0.3, 1e-6

    def loss(bias: float) -> float:
        return float(((np.tanh(x @ w + bias) - y) ** 2).sum())

    z = x @ w + b
    wrt_z = 2 * (np.tanh(z) - y) * (1 - np.tanh(z) ** 2)
    np.testing.assert_allclose(wrt_z.sum(), (loss(b + h) - loss(b - h)) / (2 * h), rtol=1e-6)
