"""The formula of `stochastic-gradient-descent`, checked by computing with it."""

from __future__ import annotations

import numpy as np


def test_update() -> None:
    rng = np.random.default_rng(6)
    x = rng.normal(size=(8, 3))
    y = rng.normal(size=8)
    theta = rng.normal(size=3)
    eta, h = 0.1, 1e-6

    def average_loss(parameters: np.ndarray) -> float:
        return float(np.mean((x @ parameters - y) ** 2))

    updated = [theta - eta * 2 * (x[i] @ theta - y[i]) * x[i] for i in range(8)]
    # Independent: on average over the examples the step is that of gradient descent on the average loss.
    full = np.array([(average_loss(theta + h * e) - average_loss(theta - h * e)) / (2 * h) for e in np.eye(3)])
    np.testing.assert_allclose(np.mean(updated, axis=0), theta - eta * full, rtol=1e-6)
    assert not np.allclose(updated[0], updated[1])

    # The worked example of the page.
    def gradients(theta: float) -> list[float]:
        return [(((theta + h) * x - 2.0) ** 2 - ((theta - h) * x - 2.0) ** 2) / (2 * h) for x in (1.0, 2.0)]

    np.testing.assert_allclose(gradients(0.0), [-4.0, -8.0], rtol=1e-6)
    np.testing.assert_allclose(gradients(1.2), [-1.6, 1.6], rtol=1e-6)
