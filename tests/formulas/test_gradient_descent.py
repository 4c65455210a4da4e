"""The formula of `gradient-descent`, checked by computing with it."""

from __future__ import annotations

import numpy as np


def test_update() -> None:
    curvature = np.array([[3.0, 1.0], [1.0, 2.0]])
    minimum = np.array([0.5, -1.5])

    def gradient(theta: np.ndarray) -> np.ndarray:
        return np.asarray(curvature @ (theta - minimum))

    eta, start = 0.2, np.array([4.0, 1.0])
    theta = start
    for _ in range(6):
        theta = theta - eta * gradient(theta)
    # Independent: the closed form on a quadratic function.
    factor = np.linalg.matrix_power(np.eye(2) - eta * curvature, 6)
    np.testing.assert_allclose(theta, minimum + factor @ (start - minimum), rtol=1e-10)
    # The bound 2 / curvature that the page gives: convergence below it, divergence above it.
    largest = np.linalg.eigvalsh(curvature).max()
    for eta, converges in ((1.95 / largest, True), (2.05 / largest, False)):
        theta = start
        for _ in range(2000):
            theta = theta - eta * gradient(theta)
        assert (float(np.linalg.norm(theta - minimum)) < 1e-6) is converges
