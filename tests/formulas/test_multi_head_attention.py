"""The formulas of `multi-head-attention`, checked by computing with them."""

from __future__ import annotations

import math

import numpy as np

N, M, D, H = 4, 6, 12, 3
D_K = D // H


def softmax(scores: np.ndarray) -> np.ndarray:
    e = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def head(queries: np.ndarray, keys: np.ndarray, values: np.ndarray) -> np.ndarray:
    return softmax(queries @ keys.T / np.sqrt(keys.shape[1])) @ values


def test_head() -> None:
    rng = np.random.default_rng(3)
    queries, keys, values = rng.normal(size=(N, D_K)), rng.normal(size=(M, D_K)), rng.normal(size=(M, 5))
    stated = head(queries, keys, values)
    for row, query in zip(stated, queries, strict=True):
        weights = [math.exp(sum(q * k for q, k in zip(query, key, strict=True)) / math.sqrt(D_K)) for key in keys]
        reference = sum(weight * value for weight, value in zip(weights, values, strict=True)) / sum(weights)
        np.testing.assert_allclose(row, reference)


def test_output() -> None:
    rng = np.random.default_rng(4)
    x, z = rng.normal(size=(N, D)), rng.normal(size=(M, D))
    w_q, w_k, w_v, w_o = rng.normal(size=(4, D, D)) / np.sqrt(D)
    columns = [slice(i * D_K, (i + 1) * D_K) for i in range(H)]
    heads = [head(x @ w_q[:, c], z @ w_k[:, c], z @ w_v[:, c]) for c in columns]
    stated = np.concatenate(heads, axis=1) @ w_o

    # One multiplication for all heads and a reshape, as in the code of the term.
    q, k, v = ((a @ w).reshape(-1, H, D_K).swapaxes(0, 1) for a, w in ((x, w_q), (z, w_k), (z, w_v)))
    weights = softmax(q @ k.swapaxes(1, 2) / np.sqrt(D_K))
    np.testing.assert_allclose(stated, (weights @ v).swapaxes(0, 1).reshape(N, D) @ w_o)
    # The sum of one contribution per head.
    np.testing.assert_allclose(stated, sum(h @ w_o[c] for h, c in zip(heads, columns, strict=True)))
