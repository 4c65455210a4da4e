"""The formulas of `l2-regularization`, checked by computing with them."""

from __future__ import annotations

import numpy as np


def test_penalized_loss() -> None:
    rng = np.random.default_rng(0)
    a, lam = rng.normal(size=3), 0.7

    def loss(w: np.ndarray) -> float:
        return float(np.sum(np.sin(a * w)))

    def penalized(w: np.ndarray) -> float:
        return loss(w) + lam / 2 * sum(w_j**2 for w_j in w)

    w, h = rng.normal(size=3), 1e-6
    stated = a * np.cos(a * w) + lam * w
    numeric = [(penalized(w + h * e) - penalized(w - h * e)) / (2 * h) for e in np.eye(3)]
    np.testing.assert_allclose(stated, numeric, rtol=1e-6)


def test_ridge_solution() -> None:
    rng = np.random.default_rng(1)
    x, y, lam = rng.normal(size=(8, 3)), rng.normal(size=8), 1.3
    x[:, 2] = x[:, 1]  # two identical features
    stated = np.linalg.inv(x.T @ x + lam * np.eye(3)) @ x.T @ y
    # The same problem as ordinary least squares with the penalty as additional rows.
    rows, targets = np.vstack([x, np.sqrt(lam) * np.eye(3)]), np.concatenate([y, np.zeros(3)])
    np.testing.assert_allclose(stated, np.linalg.lstsq(rows, targets, rcond=None)[0])
    np.testing.assert_allclose(stated[1], stated[2])
