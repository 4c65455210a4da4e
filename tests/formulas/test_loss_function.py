"""The formula of `loss-function`, checked by computing with it."""

from __future__ import annotations

import numpy as np


def test_average_loss() -> None:
    rng = np.random.default_rng(2)
    x = rng.normal(size=(7, 3))
    y = rng.normal(size=7)
    theta = rng.normal(size=3)

    def example_loss(prediction: float, target: float) -> float:
        return (prediction - target) ** 2

    stated = sum(example_loss(float(theta @ x[i]), float(y[i])) for i in range(7)) / 7
    # Independent: the squared loss of a linear model multiplied out into a quadratic form of the parameters.
    expanded = theta @ (x.T @ x / 7) @ theta - 2 * (x.T @ y / 7) @ theta + y @ y / 7
    np.testing.assert_allclose(stated, expanded, rtol=1e-12)
