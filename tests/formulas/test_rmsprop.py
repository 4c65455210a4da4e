"""The formulas of `rmsprop`, checked by computing with them."""

from __future__ import annotations

import numpy as np

EPSILON = 1e-8


def steps(gradients: np.ndarray, rho: float, eta: float) -> np.ndarray:
    """The change of the parameters in every update."""
    v, changes = np.zeros(gradients.shape[1]), []
    for g in gradients:
        v = rho * v + (1 - rho) * g**2
        changes.append(-eta * g / (np.sqrt(v) + EPSILON))
    return np.array(changes)


def test_update() -> None:
    # Unrolled: the square of k updates ago has the weight (1 - rho) rho^k.
    gradients = np.random.default_rng(0).normal(size=(15, 3))
    for t in (1, 7, 15):
        weights = (1 - 0.9) * 0.9 ** np.arange(t)[::-1, None]
        root = np.sqrt((weights * gradients[:t] ** 2).sum(axis=0))
        np.testing.assert_allclose(steps(gradients, 0.9, 0.01)[t - 1], -0.01 * gradients[t - 1] / (root + EPSILON))


def test_worked_example() -> None:
    changes = steps(np.full((200, 2), [7.0, -0.03]), 0.9, 1.0)
    expected = 1 / np.sqrt(1 - 0.9 ** np.arange(1, 201))
    np.testing.assert_allclose(changes, np.outer(expected, [-1, 1]), rtol=1e-5)
    np.testing.assert_allclose(expected[:3], [3.16, 2.29, 1.92], atol=0.005)
    np.testing.assert_allclose(expected[-1], 1, rtol=1e-8)


def test_first_step() -> None:
    np.testing.assert_allclose(np.abs(steps(np.array([[5.0]]), 0.99, 1.0)), [[10.0]], rtol=1e-6)
