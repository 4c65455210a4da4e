"""The formulas of `attention-mechanism`, checked by computing with them."""

from __future__ import annotations

import numpy as np


def test_weighted_average() -> None:
    # With keys whose scores are logarithms of whole numbers, the output is the plain mean of repeated values.
    counts = np.array([1, 4, 2, 7])
    rng = np.random.default_rng(0)
    query = np.array([1.0, 0.0, 0.0])
    keys = np.column_stack([np.log(counts), rng.normal(size=(4, 2))])
    values = rng.normal(size=(4, 5))

    def score(q: np.ndarray, k: np.ndarray) -> float:
        return float(q @ k)

    denominator = sum(np.exp(score(query, key)) for key in keys)
    weights = np.array([np.exp(score(query, key)) / denominator for key in keys])
    output = sum(weight * value for weight, value in zip(weights, values, strict=True))
    np.testing.assert_allclose(weights, counts / counts.sum())
    np.testing.assert_allclose(output, np.repeat(values, counts, axis=0).mean(axis=0))
