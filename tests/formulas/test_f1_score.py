"""The formulas of `f1-score`, checked by computing with them."""

from __future__ import annotations

import numpy as np


def test_definition() -> None:
    rng = np.random.default_rng(0)
    for tp, fp, fn in rng.integers(1, 50, (100, 3)):
        p, r = tp / (tp + fp), tp / (tp + fn)
        harmonic = 1 / np.mean([1 / p, 1 / r])
        np.testing.assert_allclose(2 * p * r / (p + r), harmonic)
        np.testing.assert_allclose(2 * tp / (2 * tp + fp + fn), harmonic)


def test_f_beta() -> None:
    rng = np.random.default_rng(1)
    for p, r, beta in rng.uniform(0.1, 2, (100, 3)) * [0.5, 0.5, 1]:
        stated = (1 + beta**2) * p * r / (beta**2 * p + r)
        weight = 1 / (1 + beta**2)  # the weighted harmonic mean of van Rijsbergen
        np.testing.assert_allclose(stated, 1 / (weight / p + (1 - weight) / r))
    np.testing.assert_allclose(5 * 0.4 * 0.6 / (4 * 0.4 + 0.6), 0.5454545454545454)


def test_best_threshold_is_half_of_the_best_score() -> None:
    p = np.sort(np.random.default_rng(2).beta(0.5, 2, 200_000))[::-1]  # right probabilities
    predicted = np.arange(1, p.size + 1)
    scores = 2 * np.cumsum(p) / (predicted + p.sum())
    np.testing.assert_allclose(p[scores.argmax()], scores.max() / 2, atol=1e-3)
