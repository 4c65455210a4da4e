"""The formulas of `tanh`, checked by computing with them."""

from __future__ import annotations

import numpy as np


def test_definition() -> None:
    z = np.linspace(-5, 5, 41)
    stated = (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))
    np.testing.assert_allclose(stated, np.tanh(z), rtol=1e-12, atol=1e-15)
    np.testing.assert_allclose(stated, 2 / (1 + np.exp(-2 * z)) - 1, rtol=1e-10, atol=1e-15)


def test_derivative() -> None:
    z, h = np.linspace(-3, 3, 25), 1e-5
    stated = 1 - np.tanh(z) ** 2
    np.testing.assert_allclose(stated, (np.tanh(z + h) - np.tanh(z - h)) / (2 * h), rtol=1e-6)
