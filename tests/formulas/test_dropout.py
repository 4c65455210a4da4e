"""The formulas of `dropout`, checked by computing with them."""

from __future__ import annotations

import itertools

import numpy as np


def test_masking() -> None:
    # Over all masks, weighted by their probabilities, the mean is h and the variance h**2 * p / (1 - p).
    p, h = 0.3, np.array([1.5, -0.7, 2.0])
    mean, square, total = np.zeros(3), np.zeros(3), 0.0
    for mask in itertools.product((0, 1), repeat=3):
        probability = float(np.prod([1 - p if kept else p for kept in mask]))
        dropped = np.array(mask) / (1 - p) * h
        mean += probability * dropped
        square += probability * dropped**2
        total += probability
    np.testing.assert_allclose(total, 1)
    np.testing.assert_allclose(mean, h)
    np.testing.assert_allclose(square - mean**2, h**2 * p / (1 - p))


def test_no_dropout_changes_nothing() -> None:
    h = np.array([1.5, -0.7, 2.0])
    mask = np.random.default_rng(0).random(3) >= 0.0
    np.testing.assert_array_equal(mask / (1 - 0.0) * h, h)
