"""The formulas of `sigmoid`, checked by computing with them."""

from __future__ import annotations

import numpy as np

Z = np.linspace(-12, 12, 97)


def sigmoid(z: np.ndarray) -> np.ndarray:
    value: np.ndarray = 1 / (1 + np.exp(-z))
    return value


def test_definition() -> None:
    p = sigmoid(Z)
    np.testing.assert_allclose(p, (1 + np.tanh(Z / 2)) / 2, rtol=1e-9)
    np.testing.assert_allclose(np.log(p / (1 - p)), Z, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(sigmoid(-Z), 1 - p, rtol=1e-9)
    np.testing.assert_allclose(p, np.exp(3 + Z) / (np.exp(3 + Z) + np.exp(3)), rtol=1e-12)


def test_derivative() -> None:
    stated = sigmoid(Z) * (1 - sigmoid(Z))
    h = 1e-5
    numeric = (sigmoid(Z + h) - sigmoid(Z - h)) / (2 * h)
    np.testing.assert_allclose(stated, numeric, atol=1e-9)
    assert stated.max() == stated[np.flatnonzero(Z == 0)[0]] == 0.25
