"""The formulas of `l1-regularization`, checked by computing with them."""

from __future__ import annotations

import numpy as np


def soft_threshold(v: np.ndarray, lam: float) -> np.ndarray:
    return np.sign(v) * np.maximum(np.abs(v) - lam, 0)


def test_penalized_loss() -> None:
    # With an orthogonal design the problem splits, so the stated loss must be least at the thresholded solution.
    rng = np.random.default_rng(0)
    q = np.linalg.qr(rng.normal(size=(6, 3)))[0]
    y, lam = rng.normal(size=6), 0.4

    def penalized(w: np.ndarray) -> float:
        return 0.5 * float(np.sum((q @ w - y) ** 2)) + lam * sum(abs(w_j) for w_j in w)

    best = soft_threshold(q.T @ y, lam)
    assert np.count_nonzero(best) in (1, 2)
    moves = rng.normal(size=(2000, 3)) * rng.choice([1e-3, 0.1, 1.0], size=(2000, 1))
    assert all(penalized(best) < penalized(best + move) for move in moves)


def test_soft_thresholding() -> None:
    w = np.linspace(-4, 4, 80_001)
    for v in (3.0, 0.4, -1.2, 0.0, 0.5, -0.5):
        for lam in (0.0, 0.5, 1.0):
            brute = w[np.argmin(0.5 * (w - v) ** 2 + lam * np.abs(w))]
            np.testing.assert_allclose(soft_threshold(np.array(v), lam), brute, atol=1e-4)
