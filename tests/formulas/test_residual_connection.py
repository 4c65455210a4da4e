"""The formulas of `residual-connection`, checked by computing with them."""

from __future__ import annotations

import math

import numpy as np

RNG = np.random.default_rng(0)
W1, W2, X, TARGET = RNG.normal(size=(5, 3)), RNG.normal(size=(3, 5)), RNG.normal(size=3), RNG.normal(size=3)


def branch(x: np.ndarray) -> np.ndarray:
    return np.asarray(W2 @ np.tanh(W1 @ x), dtype=float)


def block(x: np.ndarray) -> np.ndarray:
    return np.asarray(x + branch(x))


def test_output() -> None:
    hidden = [math.tanh(math.fsum(W1[j, i] * X[i] for i in range(3))) for j in range(5)]
    by_hand = [X[k] + math.fsum(W2[k, j] * hidden[j] for j in range(5)) for k in range(3)]
    np.testing.assert_allclose(block(X), by_hand, rtol=1e-12)


def test_gradient() -> None:
    def loss(x: np.ndarray) -> float:
        return float(((block(x) - TARGET) ** 2).sum())

    jacobian = W2 @ np.diag(1 - np.tanh(W1 @ X) ** 2) @ W1
    wrt_y = 2 * (block(X) - TARGET)
    stated = wrt_y + jacobian.T @ wrt_y
    h = 1e-6
    numeric = [(loss(X + h * e) - loss(X - h * e)) / (2 * h) for e in np.eye(3)]
    np.testing.assert_allclose(stated, numeric, rtol=1e-6)
