"""The formulas of `bias-variance-tradeoff`, checked by computing with them."""

from __future__ import annotations

from itertools import product

import numpy as np


def test_decomposition() -> None:
    # Noise takes the values ±s with equal probability, so that every training set can be listed.
    train_x, s, x = np.array([0.0, 1.0, 2.0, 3.0]), 0.5, 1.5

    def truth(t: np.ndarray) -> np.ndarray:
        return np.sin(t) + 0.2 * t**2

    predictions = []
    for signs in product((-s, s), repeat=4):
        slope, intercept = np.polyfit(train_x, truth(train_x) + np.array(signs), 1)
        predictions.append(slope * x + intercept)
    fx = float(truth(np.array(x)))
    left = np.mean([(fx + noise - p) ** 2 for p in predictions for noise in (-s, s)])
    squared_bias, variance = (np.mean(predictions) - fx) ** 2, np.var(predictions)
    assert squared_bias > 0.01
    assert variance > 0.01
    np.testing.assert_allclose(left, squared_bias + variance + s**2)
