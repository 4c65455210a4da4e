"""The formulas of `cost-function`, checked by computing with them."""

from __future__ import annotations

import numpy as np

X = np.array([1.0, 2.0, 3.0])
Y = np.array([2.0, 3.0, 7.0])


def cost(w: float) -> float:
    return float(sum((w * X[i] - Y[i]) ** 2 for i in range(3)) / 3)


def test_definition() -> None:
    # Independent: the expanded quadratic in w, and the numbers of the worked example.
    for w in (-1.0, 0.3, 2.0):
        quadratic = (w**2 * (X @ X) - 2 * w * (X @ Y) + Y @ Y) / 3
        np.testing.assert_allclose(cost(w), quadratic, rtol=1e-12)
    np.testing.assert_allclose([cost(1), cost(2), cost(29 / 14)], [6, 2 / 3, 0.643], atol=5e-4)
    assert cost(29 / 14) < min(cost(29 / 14 - 1e-3), cost(29 / 14 + 1e-3))
    np.testing.assert_allclose((29 / 14 * X - Y) ** 2, [0.005, 1.306, 0.617], atol=5e-4)


def test_gradient() -> None:
    h = 1e-6
    for w in (-1.0, 0.3, 2.0):
        stated = sum(2 * (w * X[i] - Y[i]) * X[i] for i in range(3)) / 3
        np.testing.assert_allclose(stated, (cost(w + h) - cost(w - h)) / (2 * h), rtol=1e-6)
