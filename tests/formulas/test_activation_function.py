"""The formulas of `activation-function`, checked by computing with them."""

from __future__ import annotations

import math

import numpy as np


def test_layer_output() -> None:
    rng = np.random.default_rng(0)
    w, b, x = rng.normal(size=(4, 3)), rng.normal(size=4), rng.normal(size=3)
    stated = np.tanh(w @ x + b)
    by_neuron = [math.tanh(b[j] + sum(w[j, i] * x[i] for i in range(3))) for j in range(4)]
    np.testing.assert_allclose(stated, by_neuron, rtol=1e-12)


def test_collapse() -> None:
    rng = np.random.default_rng(1)
    w1, b1 = rng.normal(size=(4, 3)), rng.normal(size=4)
    w2, b2 = rng.normal(size=(2, 4)), rng.normal(size=2)
    differs = False
    for x in rng.normal(size=(20, 3)):
        one_layer = (w2 @ w1) @ x + (w2 @ b1 + b2)
        np.testing.assert_allclose(w2 @ (w1 @ x + b1) + b2, one_layer, rtol=1e-10, atol=1e-12)
        differs |= not np.allclose(w2 @ np.maximum(0, w1 @ x + b1) + b2, one_layer)
    assert differs, "with a ReLU in between the two layers must not collapse"


def test_collapse_of_the_worked_example() -> None:
    for x in np.linspace(-3, 3, 61):
        assert math.isclose(2 * (3 * x + 1) + 4, 6 * x + 6, abs_tol=1e-12)
        bent = 4.0 if x <= -1 / 3 else 6 * x + 6
        assert math.isclose(2 * max(0.0, 3 * x + 1) + 4, bent, abs_tol=1e-12)


def test_least_value_of_gelu() -> None:
    z = np.linspace(-10, 10, 200_001)
    gelu = z * np.array([0.5 * (1 + math.erf(value / math.sqrt(2))) for value in z])
    assert round(float(gelu.min()), 2) == -0.17
