"""The formulas of `gradient-clipping`, checked by computing with them."""

from __future__ import annotations

import numpy as np


def by_norm(g: np.ndarray, limit: float) -> np.ndarray:
    return np.asarray(min(1.0, limit / np.linalg.norm(g)) * g)


def by_value(g: np.ndarray, limit: float) -> np.ndarray:
    return np.asarray(np.maximum(-limit, np.minimum(limit, g)))


def test_by_norm() -> None:
    # The clipped gradient is the closest point of the ball of radius `limit`.
    rng = np.random.default_rng(0)
    for limit in (0.5, 2.0, 100.0):
        g = 3 * rng.normal(size=4)
        clipped = by_norm(g, limit)
        assert np.linalg.norm(clipped) <= limit * (1 + 1e-12)
        np.testing.assert_allclose(clipped / np.linalg.norm(clipped), g / np.linalg.norm(g))
        ball = rng.normal(size=(20_000, 4))
        ball *= limit * rng.random((20_000, 1)) / np.linalg.norm(ball, axis=1, keepdims=True)
        assert np.linalg.norm(clipped - g) <= np.linalg.norm(ball - g, axis=1).min()
    short = np.array([0.1, -0.2])
    np.testing.assert_array_equal(by_norm(short, 1.0), short)


def test_by_value() -> None:
    g = np.array([-7.0, -1.0, -0.3, 0.0, 0.9, 4.0])
    reference = [-1.0 if x < -1 else 1.0 if x > 1 else x for x in g]
    np.testing.assert_array_equal(by_value(g, 1.0), reference)


def test_worked_example() -> None:
    g = np.array([3.0, 4.0])
    np.testing.assert_allclose(by_norm(g, 1.0), [0.6, 0.8])
    np.testing.assert_allclose(by_value(g, 1.0), [1.0, 1.0])
