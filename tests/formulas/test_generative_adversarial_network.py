"""The formulas of `generative-adversarial-network`, checked by computing with them."""

from __future__ import annotations

import math

import numpy as np

P_DATA = np.array([0.5, 0.3, 0.2, 0.0])
NOISE = np.array([0.1, 0.6, 0.3])  # three noise values and their probabilities
G = np.array([0, 2, 3])  # the example that each of them is turned into
P_G = np.bincount(G, weights=NOISE, minlength=4)


def value(d: np.ndarray, p_data: np.ndarray, noise: np.ndarray, g: np.ndarray) -> float:
    """The first formula, for finitely many outcomes."""
    real = sum(p * math.log(dx) for p, dx in zip(p_data, d, strict=True) if p > 0)
    return float(real + sum(p * math.log(1 - d[x]) for p, x in zip(noise, g, strict=True) if p > 0))


def best_discriminator(p_data: np.ndarray, p_g: np.ndarray) -> np.ndarray:
    return np.asarray(p_data / (p_data + p_g))


def entropy(p: np.ndarray) -> float:
    return float(-sum(x * math.log(x) for x in p if x > 0))


def test_value() -> None:
    # Independent: minus the summed cross-entropy of a classifier, from samples labelled real or artificial.
    d = np.array([0.9, 0.6, 0.4, 0.2])
    rng = np.random.default_rng(0)
    real, fake = rng.choice(4, size=400_000, p=P_DATA), G[rng.choice(3, size=400_000, p=NOISE)]
    binary_cross_entropy = -np.mean(np.log(d[real])) - np.mean(np.log(1 - d[fake]))
    np.testing.assert_allclose(value(d, P_DATA, NOISE, G), -binary_cross_entropy, atol=0.01)
    # Min-max: the best discriminator leaves twice the Jensen-Shannon divergence minus ln 4, least if both agree.
    clipped = np.clip(best_discriminator(P_DATA, P_G), 1e-12, 1 - 1e-12)
    divergence = entropy((P_DATA + P_G) / 2) - (entropy(P_DATA) + entropy(P_G)) / 2
    np.testing.assert_allclose(value(clipped, P_DATA, NOISE, G), 2 * divergence - math.log(4), atol=1e-9)
    agreed = value(np.full(4, 0.5), P_DATA, P_DATA, np.arange(4))
    np.testing.assert_allclose(agreed, -1.386, atol=5e-4)
    assert agreed < value(clipped, P_DATA, NOISE, G)


def test_optimal_discriminator() -> None:
    grid = np.linspace(0.0005, 0.9995, 1000)
    for p, q in [(0.6, 0.2), (0.1, 1.3), (0.4, 0.4), (2.0, 0.5)]:
        brute_force = grid[np.argmax(p * np.log(grid) + q * np.log(1 - grid))]
        np.testing.assert_allclose(p / (p + q), brute_force, atol=0.001)
    np.testing.assert_allclose(best_discriminator(np.array([0.6]), np.array([0.2])), [0.75])


def test_gradients_of_the_worked_example() -> None:
    logit, h = math.log(0.01 / 0.99), 1e-6

    def d(a: float) -> float:
        return 1 / (1 + math.exp(-a))

    saturating = (math.log(1 - d(logit + h)) - math.log(1 - d(logit - h))) / (2 * h)
    other = (-math.log(d(logit + h)) + math.log(d(logit - h))) / (2 * h)
    np.testing.assert_allclose([saturating, other], [-0.01, -0.99], atol=1e-6)
