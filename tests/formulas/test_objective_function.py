"""The formulas of `objective-function`, checked by computing with them."""

from __future__ import annotations

import numpy as np


def objective(w: np.ndarray, x: np.ndarray, y: np.ndarray, strength: float) -> float:
    losses = [(float(w @ x[i]) - y[i]) ** 2 for i in range(len(y))]
    return float(sum(losses) / len(y) + strength * (w @ w))


def test_regularized_objective() -> None:
    # Independent: with the squared error, the minimum is that of ridge regression in closed form.
    rng = np.random.default_rng(0)
    x, y, strength = rng.normal(size=(20, 3)), rng.normal(size=20), 0.4
    best = np.linalg.solve(x.T @ x / 20 + strength * np.eye(3), x.T @ y / 20)
    lowest = objective(best, x, y, strength)
    for _ in range(200):
        assert objective(best + 0.1 * rng.normal(size=3), x, y, strength) > lowest
    # Augmented data: the penalty is one more squared error for each weight.
    design = np.vstack([x / np.sqrt(20), np.sqrt(strength) * np.eye(3)])
    target = np.concatenate([y / np.sqrt(20), np.zeros(3)])
    np.testing.assert_allclose(lowest, np.sum((design @ best - target) ** 2), rtol=1e-12)


def test_worked_example() -> None:
    x, y = np.array([[1.0], [2.0]]), np.array([2.0, 4.0])
    grid = np.linspace(0, 3, 300_001)
    for strength, where, value in [(0.0, 2.0, 0.0), (0.5, 5 / 3, 5 / 3)]:
        values = 2.5 * (grid - 2) ** 2 + strength * grid**2
        np.testing.assert_allclose(grid[values.argmin()], where, atol=1e-5)
        np.testing.assert_allclose(objective(np.array([where]), x, y, strength), value, atol=1e-12)
        np.testing.assert_allclose(values.min(), value, atol=1e-9)
