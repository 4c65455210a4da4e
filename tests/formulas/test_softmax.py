"""The formulas of `softmax`, checked by computing with them."""

from __future__ import annotations

import math

import numpy as np


def softmax(z: np.ndarray) -> np.ndarray:
    return np.asarray(np.exp(z) / np.sum(np.exp(z)))


def test_definition() -> None:
    z = np.array([2.0, 1.0, 0.1, -3.5])
    p = softmax(z)
    # Independent: each probability follows from the differences of the scores alone.
    expected = [1.0 / math.fsum(math.exp(other - own) for other in z) for own in z]
    np.testing.assert_allclose(p, expected, rtol=1e-12)
    np.testing.assert_allclose(p.sum(), 1.0, rtol=1e-12)
    # Two scores: the sigmoid of their difference.
    np.testing.assert_allclose(softmax(np.array([0.7, -1.1]))[0], 1 / (1 + math.exp(-1.8)), rtol=1e-12)


def test_derivative() -> None:
    z = np.array([0.4, -1.2, 2.1])
    p = softmax(z)
    stated = np.array([[p[i] * ((i == j) - p[j]) for j in range(3)] for i in range(3)])
    h = 1e-6
    numeric = np.array([(softmax(z + h * e) - softmax(z - h * e)) / (2 * h) for e in np.eye(3)]).T
    np.testing.assert_allclose(stated, numeric, rtol=1e-6)
