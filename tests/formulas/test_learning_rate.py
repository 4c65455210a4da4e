"""The formulas of `learning-rate`, checked by computing with them."""

from __future__ import annotations

import numpy as np
import pytest


def descend(curvature: np.ndarray, start: np.ndarray, rate: float, updates: int) -> np.ndarray:
    """The stated update, repeated on the quadratic loss 0.5 * sum(curvature * theta**2)."""
    theta = start.copy()
    for _ in range(updates):
        gradient = curvature * theta
        theta = theta - rate * gradient
    return theta


def test_update() -> None:
    # On a quadratic the updates have the closed form (1 - rate * curvature)**t * start.
    curvature, start = np.array([0.5, 2.0, 3.0]), np.array([1.0, -2.0, 0.7])
    closed = (1 - 0.1 * curvature) ** 20 * start
    np.testing.assert_allclose(descend(curvature, start, 0.1, 20), closed, rtol=1e-12)


@pytest.mark.parametrize(
    ("rate", "path"), [(0.1, [0.8, 0.64, 0.512]), (0.5, [0, 0, 0]), (1.0, [-1, 1, -1]), (1.1, [-1.2, 1.44, -1.728])]
)
def test_worked_example(rate: float, path: list[float]) -> None:
    stated = [float(descend(np.array([2.0]), np.array([1.0]), rate, updates)[0]) for updates in (1, 2, 3)]
    np.testing.assert_allclose(stated, path, atol=1e-12)


def test_limit_of_convergence() -> None:
    # The text says: converges exactly when 0 < rate < 2 / greatest curvature.
    curvature, start = np.array([0.5, 4.0]), np.array([1.0, 1.0])
    assert np.abs(descend(curvature, start, 0.499, 20_000)).max() < 1e-6
    assert np.abs(descend(curvature, start, 0.501, 20_000)).max() > 1e6
    assert np.abs(descend(curvature, start, 0.5, 20_000)).max() == 1.0
