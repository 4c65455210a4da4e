"""The formulas of `kl-divergence`, checked by computing with them."""

from __future__ import annotations

import math

import numpy as np


def kl(p: np.ndarray, q: np.ndarray) -> float:
    return math.fsum(pk * math.log(pk / qk) for pk, qk in zip(p, q, strict=True) if pk > 0)


def density(x: np.ndarray, mean: float, variance: float) -> np.ndarray:
    return np.asarray(np.exp(-((x - mean) ** 2) / (2 * variance)) / math.sqrt(2 * math.pi * variance))


def test_definition() -> None:
    p, q = np.array([0.5, 0.3, 0.2, 0.0]), np.array([0.1, 0.4, 0.3, 0.2])
    # Independent: the average log-likelihood ratio of outcomes drawn from p.
    outcomes = np.random.default_rng(0).choice(4, size=400_000, p=p)
    np.testing.assert_allclose(kl(p, q), np.mean(np.log(p[outcomes] / q[outcomes])), atol=0.01)
    # Cross-entropy minus entropy.
    entropy = -math.fsum(pk * math.log(pk) for pk in p if pk > 0)
    np.testing.assert_allclose(kl(p, q), -float(p @ np.log(q)) - entropy, rtol=1e-12)
    assert kl(p, p) == 0.0
    np.testing.assert_allclose(kl(np.array([0.5, 0.5]), np.array([0.9, 0.1])), 0.511, atol=5e-4)
    np.testing.assert_allclose(kl(np.array([0.9, 0.1]), np.array([0.5, 0.5])), 0.368, atol=5e-4)


def test_normal_to_standard_normal() -> None:
    x = np.linspace(-30, 30, 600_001)
    for mean, variance in [(0.0, 1.0), (1.0, 1.0), (-0.6, 0.3), (2.0, 4.0)]:
        stated = 0.5 * (mean**2 + variance - 1 - math.log(variance))
        p = density(x, mean, variance)
        log_p = -((x - mean) ** 2) / (2 * variance) - 0.5 * math.log(2 * math.pi * variance)
        log_q = -(x**2) / 2 - 0.5 * math.log(2 * math.pi)
        integral = float(np.sum(p * (log_p - log_q)) * (x[1] - x[0]))
        np.testing.assert_allclose(stated, integral, atol=1e-8)
