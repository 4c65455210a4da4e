"""The formulas of `weight-decay`, checked by computing with them."""

from __future__ import annotations

import numpy as np


def test_update() -> None:
    rng = np.random.default_rng(0)
    curvature = rng.uniform(0.5, 2.0, size=4)
    centre = rng.normal(size=4)
    eta, lam = 0.1, 0.3

    def loss(theta: np.ndarray) -> float:
        return float(0.5 * np.sum(curvature * (theta - centre) ** 2))

    def penalized(theta: np.ndarray) -> float:
        return loss(theta) + lam / 2 * float(np.sum(theta**2))

    def slope(theta: np.ndarray) -> np.ndarray:
        h = 1e-5
        return np.array([(penalized(theta + h * e) - penalized(theta - h * e)) / (2 * h) for e in np.eye(4)])

    theta = rng.normal(size=4)
    for _ in range(300):
        stated = (1 - eta * lam) * theta - eta * curvature * (theta - centre)
        # Plain gradient descent on the loss with an L2 penalty makes the same step.
        np.testing.assert_allclose(stated, theta - eta * slope(theta), atol=1e-8)
        theta = stated
    np.testing.assert_allclose(theta, curvature * centre / (curvature + lam), atol=1e-8)
