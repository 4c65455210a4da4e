"""The formulas of `gradient`, checked by computing with them."""

from __future__ import annotations

import numpy as np


def test_definition() -> None:
    def loss(theta: np.ndarray) -> float:
        return float(theta[0] ** 2 * theta[1] + np.sin(theta[2]))

    theta = np.array([1.5, -0.7, 0.3])
    stated = np.array([2 * theta[0] * theta[1], theta[0] ** 2, np.cos(theta[2])])
    h = 1e-6
    numeric = [(loss(theta + h * e) - loss(theta - h * e)) / (2 * h) for e in np.eye(3)]
    np.testing.assert_allclose(stated, numeric, rtol=1e-6)
