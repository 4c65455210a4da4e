"""The formula of `mean-squared-error`, checked by computing with it."""

from __future__ import annotations

import numpy as np


def mean_squared_error(y: np.ndarray, y_hat: np.ndarray) -> float:
    return float(np.sum((y - y_hat) ** 2) / len(y))


def test_definition() -> None:
    rng = np.random.default_rng(3)
    y = rng.normal(size=9)
    y_hat = rng.normal(size=9)
    # Independent: the variance of the errors plus the square of their mean.
    np.testing.assert_allclose(mean_squared_error(y, y_hat), np.var(y - y_hat) + np.mean(y - y_hat) ** 2, rtol=1e-12)
    assert mean_squared_error(np.array([1.0, -1.0, 1.0, -9.0]), np.zeros(4)) == 21.0
    # The derivative that the page gives.
    h = 1e-6
    numeric = [
        (mean_squared_error(y, y_hat + h * e) - mean_squared_error(y, y_hat - h * e)) / (2 * h) for e in np.eye(9)
    ]
    np.testing.assert_allclose(2 * (y_hat - y) / 9, numeric, rtol=1e-6)
    # The best constant is the mean.
    constants = np.linspace(-3, 3, 6001)
    best = constants[np.argmin([mean_squared_error(y, np.full(9, c)) for c in constants])]
    np.testing.assert_allclose(best, y.mean(), atol=1e-3)
