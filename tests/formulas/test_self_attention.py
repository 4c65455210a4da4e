"""The formulas of `self-attention`, checked by computing with them."""

from __future__ import annotations

import math

import numpy as np


def softmax(scores: np.ndarray) -> np.ndarray:
    e = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def test_definition() -> None:
    rng = np.random.default_rng(1)
    n, d, d_k, d_v = 5, 4, 3, 2
    x = rng.normal(size=(n, d))
    w_q, w_k, w_v = rng.normal(size=(d, d_k)), rng.normal(size=(d, d_k)), rng.normal(size=(d, d_v))
    stated = softmax(x @ w_q @ (x @ w_k).T / np.sqrt(d_k)) @ x @ w_v

    reference = np.zeros((n, d_v))
    for a in range(n):
        query = [sum(x[a, c] * w_q[c, j] for c in range(d)) for j in range(d_k)]
        weights = []
        for b in range(n):
            key = [sum(x[b, c] * w_k[c, j] for c in range(d)) for j in range(d_k)]
            score = sum(q * k for q, k in zip(query, key, strict=True))
            weights.append(math.exp(score / math.sqrt(d_k)))
        for b in range(n):
            for j in range(d_v):
                value = sum(x[b, c] * w_v[c, j] for c in range(d))
                reference[a, j] += weights[b] / sum(weights) * value
    np.testing.assert_allclose(stated, reference)
    order = rng.permutation(n)
    permuted = softmax(x[order] @ w_q @ (x[order] @ w_k).T / np.sqrt(d_k)) @ x[order] @ w_v
    np.testing.assert_allclose(permuted, stated[order])
