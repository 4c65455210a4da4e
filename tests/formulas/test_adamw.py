"""The formulas of `adamw`, checked by computing with them."""

from __future__ import annotations

import numpy as np

BETA_1, BETA_2, EPSILON = 0.9, 0.999, 1e-8
TARGET = np.array([2.0, -1.0])
SCALE = np.array([100.0, 0.01])


def gradient(theta: np.ndarray) -> np.ndarray:
    return np.asarray(SCALE * (theta - TARGET))


def stated_path(rates: list[float], decay: float) -> np.ndarray:
    theta, m, v = np.array([1.0, 1.0]), np.zeros(2), np.zeros(2)
    for t, rate in enumerate(rates, start=1):
        g = gradient(theta)
        m = BETA_1 * m + (1 - BETA_1) * g
        v = BETA_2 * v + (1 - BETA_2) * g**2
        m_hat, v_hat = m / (1 - BETA_1**t), v / (1 - BETA_2**t)
        theta = theta - rate * (m_hat / (np.sqrt(v_hat) + EPSILON) + decay * theta)
    return theta


def two_stages(rates: list[float], decay: float) -> np.ndarray:
    """Shrink the weights, then make a plain Adam step with weighted means of the gradients before the decay."""
    theta = np.array([1.0, 1.0])
    seen: list[np.ndarray] = []
    for rate in rates:
        seen.append(gradient(theta))
        ages = np.arange(len(seen))[::-1]
        mean = np.average(seen, axis=0, weights=BETA_1**ages)
        square = np.average(np.square(seen), axis=0, weights=BETA_2**ages)
        theta = (1 - rate * decay) * theta
        theta = theta - rate * mean / (np.sqrt(square) + EPSILON)
    return theta


def test_update() -> None:
    rates = [0.01] * 20 + [0.001] * 20
    np.testing.assert_allclose(stated_path(rates, 0.3), two_stages(rates, 0.3), rtol=1e-9)
    assert np.abs(stated_path(rates, 0.3) - stated_path(rates, 0.0)).min() > 1e-3


def test_worked_example() -> None:
    eta, decay, theta = 0.001, 0.01, 1.0
    penalty = eta * decay * theta / np.array([10.0, 0.1])
    np.testing.assert_allclose(penalty, [1e-6, 1e-4])
    np.testing.assert_allclose(eta * decay * theta, 1e-5)


def test_pace() -> None:
    np.testing.assert_allclose((1 - 3e-4 * 0.1) ** 33_000, 0.37, atol=0.005)
