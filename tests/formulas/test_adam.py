"""The formulas of `adam`, checked by computing with them."""

from __future__ import annotations

import numpy as np

BETA_1, BETA_2, EPSILON = 0.9, 0.999, 1e-8


def averages(gradients: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    m, v = np.zeros(gradients.shape[1]), np.zeros(gradients.shape[1])
    for g in gradients:
        m = BETA_1 * m + (1 - BETA_1) * g
        v = BETA_2 * v + (1 - BETA_2) * g**2
    return m, v


def step(gradients: np.ndarray, eta: float) -> np.ndarray:
    """The change of the parameters in the last of the updates."""
    t = len(gradients)
    m, v = averages(gradients)
    m_hat, v_hat = m / (1 - BETA_1**t), v / (1 - BETA_2**t)
    return np.asarray(-eta * m_hat / (np.sqrt(v_hat) + EPSILON))


def test_moments() -> None:
    # Unrolled: the gradient of k updates ago has the weight (1 - beta) beta^k.
    gradients = np.random.default_rng(0).normal(size=(12, 3))
    ages = np.arange(12)[::-1, None]
    m, v = averages(gradients)
    np.testing.assert_allclose(m, ((1 - BETA_1) * BETA_1**ages * gradients).sum(axis=0))
    np.testing.assert_allclose(v, ((1 - BETA_2) * BETA_2**ages * gradients**2).sum(axis=0))


def test_update() -> None:
    # With bias correction both averages are true weighted means, whose weights add up to 1.
    gradients = np.random.default_rng(1).normal(size=(12, 3))
    ages = np.arange(12)[::-1]
    mean = np.average(gradients, axis=0, weights=BETA_1**ages)
    square = np.average(gradients**2, axis=0, weights=BETA_2**ages)
    np.testing.assert_allclose(step(gradients, 0.01), -0.01 * mean / (np.sqrt(square) + EPSILON))


def test_first_step_and_scale() -> None:
    gradients = np.array([[10.0, 0.1, -3.0]])
    np.testing.assert_allclose(step(gradients, 0.1), [-0.1, -0.1, 0.1], rtol=1e-6)
    many = np.random.default_rng(2).normal(size=(20, 3))
    np.testing.assert_allclose(step(1000 * many, 0.1), step(many, 0.1), rtol=1e-5)


def test_worked_example() -> None:
    m, v = averages(np.array([[4.0], [-2.0]]))
    np.testing.assert_allclose([m[0], v[0]], [0.16, 0.019984])
    np.testing.assert_allclose(step(np.array([[4.0]]), 0.001), [-0.001], rtol=1e-6)
    np.testing.assert_allclose(step(np.array([[4.0], [-2.0]]), 0.001), [-0.00027], atol=5e-6)
