"""The formulas of `regularization`, checked by computing with them."""

from __future__ import annotations

import numpy as np


def test_penalized_loss() -> None:
    # A squared L2 penalty on a least-squares loss equals additional rows that ask every weight to be 0.
    rng = np.random.default_rng(0)
    x, y, strength = rng.normal(size=(20, 3)), rng.normal(size=20), 0.3

    def regularized(theta: np.ndarray) -> float:
        return float(np.sum((x @ theta - y) ** 2) + strength * np.sum(theta**2))

    x_more = np.vstack([x, np.sqrt(strength) * np.eye(3)])
    y_more = np.concatenate([y, np.zeros(3)])
    for theta in rng.normal(size=(5, 3)):
        np.testing.assert_allclose(regularized(theta), np.sum((x_more @ theta - y_more) ** 2))
    best = np.linalg.solve(x.T @ x + strength * np.eye(3), x.T @ y)
    np.testing.assert_allclose(best, np.linalg.lstsq(x_more, y_more, rcond=None)[0])
    assert all(regularized(best) < regularized(best + 0.01 * e) for e in np.vstack([np.eye(3), -np.eye(3)]))


def test_worked_example() -> None:
    theta = np.linspace(-5, 5, 100_001)
    regularized = (theta - 3) ** 2 + 0.5 * theta**2
    np.testing.assert_allclose(theta[np.argmin(regularized)], 2, atol=1e-9)
    np.testing.assert_allclose([regularized.min(), regularized[np.searchsorted(theta, 3)]], [3, 4.5], atol=1e-3)
