"""The formulas of `layer-normalization`, checked by computing with them."""

from __future__ import annotations

import math
import statistics

import numpy as np

RNG = np.random.default_rng(0)
EPS = 1e-5


def layer_norm(x: np.ndarray, gamma: np.ndarray, beta: np.ndarray) -> np.ndarray:
    mu = x.sum() / x.size
    variance = ((x - mu) ** 2).sum() / x.size
    return np.asarray(gamma * (x - mu) / np.sqrt(variance + EPS) + beta)


def test_statistics() -> None:
    x = RNG.normal(-1.0, 4.0, size=12)
    mu = x.sum() / x.size
    variance = ((x - mu) ** 2).sum() / x.size
    np.testing.assert_allclose(mu, statistics.fmean(x.tolist()), rtol=1e-12)
    np.testing.assert_allclose(variance, statistics.pvariance(x.tolist()), rtol=1e-12)


def test_transform() -> None:
    x, gamma, beta = RNG.normal(-1.0, 4.0, size=12), RNG.normal(size=12), RNG.normal(size=12)
    y = layer_norm(x, gamma, beta)
    values = x.tolist()
    mean, variance = statistics.fmean(values), statistics.pvariance(values)
    by_hand = [g * (v - mean) / math.sqrt(variance + EPS) + b for g, v, b in zip(gamma, values, beta, strict=True)]
    np.testing.assert_allclose(y, by_hand, rtol=1e-10)
    # Without scale and shift: mean 0 and length sqrt(d), but for epsilon.
    plain = layer_norm(x, np.ones(12), np.zeros(12))
    np.testing.assert_allclose(plain.sum(), 0.0, atol=1e-12)
    np.testing.assert_allclose(np.linalg.norm(plain), math.sqrt(12), rtol=1e-5)
    # A shift and a positive factor common to all features change almost nothing; one feature alone gives beta.
    np.testing.assert_allclose(layer_norm(10 * x + 5, gamma, beta), y, rtol=0, atol=1e-5)
    assert layer_norm(np.array([7.0]), np.array([2.0]), np.array([0.3])).tolist() == [0.3]
