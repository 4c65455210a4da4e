"""The formulas of `kv-cache`, checked by computing with them."""

from __future__ import annotations

import numpy as np


def test_attention() -> None:
    rng = np.random.default_rng(0)
    n, d = 6, 4
    q, k, v = rng.normal(size=(3, n, d))
    scores = np.where(np.tri(n, dtype=bool), q @ k.T / np.sqrt(d), -np.inf)  # causal attention at once
    weights = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    for t in range(n):
        total = sum(np.exp(q[t] @ k[j] / np.sqrt(d)) for j in range(t + 1))
        stated = sum(np.exp(q[t] @ k[i] / np.sqrt(d)) / total * v[i] for i in range(t + 1))
        np.testing.assert_allclose(stated, (weights @ v)[t])


def test_memory() -> None:
    layers, heads, d, n = 3, 2, 8, 5
    cache = [{name: np.zeros((n, heads, d), dtype=np.float16) for name in ("keys", "values")} for _ in range(layers)]
    assert sum(a.nbytes for layer in cache for a in layer.values()) == 2 * layers * heads * d * n * 2
    assert 2 * 32 * 32 * 128 * 1 * 2 == 524_288 == 512 * 1024
    assert 2 * 32 * 32 * 128 * 4096 * 2 == 2 * 1024**3
