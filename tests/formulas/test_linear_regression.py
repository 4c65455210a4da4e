"""The formulas of `linear-regression`, checked by computing with them."""

from __future__ import annotations

import numpy as np


def test_model() -> None:
    rng = np.random.default_rng(0)
    w, x, b = rng.normal(size=4), rng.normal(size=4), 0.7
    by_hand = b
    for weight, feature in zip(w, x, strict=True):
        by_hand += weight * feature
    np.testing.assert_allclose(np.dot(w, x) + b, by_hand)


def test_least_squares() -> None:
    rng = np.random.default_rng(1)
    features, y = rng.normal(size=(30, 3)), rng.normal(size=30)
    X = np.column_stack([features, np.ones(30)])
    stated = np.linalg.inv(X.T @ X) @ X.T @ y

    w, b = np.zeros(3), 0.0
    for _ in range(5000):
        error = features @ w + b - y
        w, b = w - 0.1 * 2 * features.T @ error / 30, b - 0.1 * 2 * error.mean()
    np.testing.assert_allclose(stated, [*w, b], atol=1e-9)

    def mse(theta: np.ndarray) -> float:
        return float(np.mean((features @ theta[:-1] + theta[-1] - y) ** 2))

    for _ in range(100):
        assert mse(stated + rng.normal(size=4) * 0.01) > mse(stated)
