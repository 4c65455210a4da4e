"""The formulas of `partial-derivative`, checked by computing with them."""

from __future__ import annotations

import numpy as np


def f(x: np.ndarray) -> float:
    return float(x[0] ** 2 * x[1] + 3 * x[1] + np.exp(x[2] * x[0]))


def test_definition() -> None:
    x = np.array([1.2, -0.4, 0.5])
    exact = np.array([2 * x[0] * x[1] + x[2] * np.exp(x[2] * x[0]), x[0] ** 2 + 3, x[0] * np.exp(x[2] * x[0])])
    errors = []
    for h in (1e-3, 1e-4, 1e-5, -1e-5):
        quotient = np.array([(f(x + h * e) - f(x)) / h for e in np.eye(3)])
        errors.append(np.abs(quotient - exact).max())
    # The quotient approaches the exact value in proportion to h, from both sides.
    assert errors[0] > 5 * errors[1] > 25 * errors[2]
    assert max(errors[2:]) < 1e-4
