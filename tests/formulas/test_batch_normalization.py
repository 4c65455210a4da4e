"""The formulas of `batch-normalization`, checked by computing with them."""

from __future__ import annotations

import statistics

import numpy as np

RNG = np.random.default_rng(0)
EPS = 1e-5


def batch_norm(x: np.ndarray, gamma: float, beta: float) -> np.ndarray:
    mu = x.sum() / x.size
    variance = ((x - mu) ** 2).sum() / x.size
    return np.asarray(gamma * (x - mu) / np.sqrt(variance + EPS) + beta)


def test_statistics() -> None:
    x = RNG.normal(3.0, 2.0, size=16)
    mu = x.sum() / x.size
    variance = ((x - mu) ** 2).sum() / x.size
    np.testing.assert_allclose(mu, statistics.fmean(x.tolist()), rtol=1e-12)
    np.testing.assert_allclose(variance, statistics.pvariance(x.tolist()), rtol=1e-12)


def test_transform() -> None:
    x = RNG.normal(3.0, 2.0, size=16)
    gamma, beta = 1.7, -0.4
    y = batch_norm(x, gamma, beta)
    variance = statistics.pvariance(x.tolist())
    # Known consequences: the mean becomes beta, the variance gamma squared, but for epsilon.
    np.testing.assert_allclose(statistics.fmean(y.tolist()), beta, rtol=1e-9)
    np.testing.assert_allclose(statistics.pvariance(y.tolist()), gamma**2 * variance / (variance + EPS), rtol=1e-9)
    # A constant added cancels; a positive factor nearly does.
    np.testing.assert_allclose(batch_norm(x + 100, gamma, beta), y, rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(batch_norm(3 * x, gamma, beta), y, rtol=0, atol=1e-4)
    # In a convolutional network the positions count like examples.
    images = RNG.normal(size=(4, 2, 3, 3))
    whole = (images - images.mean(axis=(0, 2, 3), keepdims=True)) / np.sqrt(
        images.var(axis=(0, 2, 3), keepdims=True) + EPS
    )
    channel = batch_norm(images[:, 1].ravel(), 1.0, 0.0).reshape(4, 3, 3)
    np.testing.assert_allclose(whole[:, 1], channel, rtol=1e-9)
