"""The formulas of `variational-autoencoder`, checked by computing with them."""

from __future__ import annotations

import math

import numpy as np

GRID = np.linspace(-12, 12, 48_001)
STEP = float(GRID[1] - GRID[0])


def density(x: np.ndarray | float, mean: np.ndarray | float, variance: float) -> np.ndarray:
    return np.asarray(np.exp(-((x - mean) ** 2) / (2 * variance)) / math.sqrt(2 * math.pi * variance))


def divergence(p: np.ndarray, q: np.ndarray) -> float:
    inside = p > 1e-300
    return float(np.sum(p[inside] * np.log(p[inside] / np.maximum(q[inside], 1e-320))) * STEP)


def kl_term(mu: np.ndarray, sigma: np.ndarray) -> float:
    return float(0.5 * np.sum(mu**2 + sigma**2 - 1 - np.log(sigma**2)))


def test_loss() -> None:
    # z ~ N(0, 1), x given z ~ N(a z, v): p(x) and the true posterior are known exactly.
    a, v, x = 0.8, 0.3, 1.1
    log_evidence = math.log(float(density(x, 0.0, a**2 + v)))
    variance = 1 / (1 + a**2 / v)
    posterior = density(GRID, variance * a * x / v, variance)
    for mean, sigma in [(0.2, 0.7), (-0.5, 0.4), (variance * a * x / v, math.sqrt(variance))]:
        q = density(GRID, mean, sigma**2)
        reconstruction = float(np.sum(q * np.log(density(x, a * GRID, v))) * STEP)
        loss = -reconstruction + divergence(q, density(GRID, 0.0, 1.0))
        # Independent: minus the log-evidence plus the divergence from the true posterior.
        np.testing.assert_allclose(loss, -log_evidence + divergence(q, posterior), atol=1e-7)
        assert loss >= -log_evidence - 1e-7


def test_kl_term() -> None:
    mu, sigma = np.array([1.0, 0.0, -0.7]), np.array([0.5, 1.0, 1.6])
    integrals = [divergence(density(GRID, m, s**2), density(GRID, 0.0, 1.0)) for m, s in zip(mu, sigma, strict=True)]
    np.testing.assert_allclose(kl_term(mu, sigma), math.fsum(integrals), atol=1e-6)
    np.testing.assert_allclose(kl_term(mu[:2], sigma[:2]), 0.818, atol=5e-4)


def test_reparameterization() -> None:
    mu, sigma = np.array([1.0, -2.0]), np.array([0.5, 1.5])
    z = mu + sigma * np.random.default_rng(0).normal(size=(400_000, 2))
    np.testing.assert_allclose(z.mean(axis=0), mu, atol=0.01)
    np.testing.assert_allclose(np.cov(z.T), np.diag(sigma**2), atol=0.02)
    # The share below mu + sigma is that of the normal distribution.
    np.testing.assert_allclose((z < mu + sigma).mean(axis=0), 0.5 * (1 + math.erf(1 / math.sqrt(2))), atol=0.003)
