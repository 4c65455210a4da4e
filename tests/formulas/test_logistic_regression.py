"""The formulas of `logistic-regression`, checked by computing with them."""

from __future__ import annotations

import numpy as np


def predict(w: np.ndarray, b: float, x: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-(x @ w + b)))


def test_model() -> None:
    rng = np.random.default_rng(0)
    w, b, x = rng.normal(size=3), -0.4, rng.normal(size=3)
    z = b + sum(float(weight * feature) for weight, feature in zip(w, x, strict=True))
    y_hat = predict(w, b, x)
    np.testing.assert_allclose(np.log(y_hat / (1 - y_hat)), z)
    softmax = np.exp([z, 0.0]) / np.exp([z, 0.0]).sum()
    np.testing.assert_allclose(y_hat, softmax[0])


def test_gradient() -> None:
    rng = np.random.default_rng(1)
    x, y, w, b = rng.normal(size=(20, 3)), rng.integers(2, size=20), rng.normal(size=3), 0.3

    def loss(w: np.ndarray) -> float:
        p = predict(w, b, x)
        return float(-np.mean(np.where(y == 1, np.log(p), np.log(1 - p))))

    stated = sum((predict(w, b, x)[i] - y[i]) * x[i] for i in range(20)) / 20
    h = 1e-6
    numeric = [(loss(w + h * e) - loss(w - h * e)) / (2 * h) for e in np.eye(3)]
    np.testing.assert_allclose(stated, numeric, rtol=1e-6, atol=1e-9)
