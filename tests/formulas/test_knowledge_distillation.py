"""The formulas of `knowledge-distillation`, checked by computing with them."""

from __future__ import annotations

import numpy as np


def soften(logits: np.ndarray, t: float) -> np.ndarray:
    e = np.exp(logits / t)
    return e / e.sum()


def loss(v: np.ndarray, u: np.ndarray, y: int, alpha: float, t: float) -> float:
    p, q = soften(u, t), soften(v, t)
    return float((1 - alpha) * -np.log(soften(v, 1)[y]) + alpha * t**2 * np.sum(p * np.log(p / q)))


def test_loss() -> None:
    rng = np.random.default_rng(0)
    u, v = rng.normal(size=(2, 5))
    alpha, t, y, h = 0.7, 3.0, 2, 1e-6
    numeric = [(loss(v + h * e, u, y, alpha, t) - loss(v - h * e, u, y, alpha, t)) / (2 * h) for e in np.eye(5)]
    # cross-entropies in place of the KL divergence give the same gradient
    stated = (1 - alpha) * (soften(v, 1) - np.eye(5)[y]) + alpha * t * (soften(v, t) - soften(u, t))
    np.testing.assert_allclose(stated, numeric, rtol=1e-5, atol=1e-9)
    # with the factor T^2 the gradient of the second term has a limit for large T
    limit = ((v - v.mean()) - (u - u.mean())) / 5
    np.testing.assert_allclose(1e4 * (soften(v, 1e4) - soften(u, 1e4)), limit, rtol=1e-2, atol=1e-3)
    assert loss(u, u, y, 1.0, t) == 0


def test_soft_targets() -> None:
    u = np.array([6.0, 4.0, -1.0])
    powers = soften(u, 1) ** (1 / 4)  # softening is taking a root and normalizing again
    np.testing.assert_allclose(soften(u, 4), powers / powers.sum())
    np.testing.assert_allclose(soften(u, 4), [0.562, 0.341, 0.098], atol=5e-4)
    np.testing.assert_allclose(soften(u, 1), [0.880, 0.119, 0.001], atol=5e-4)
