"""The formulas of `pooling`, checked by computing with them."""

from __future__ import annotations

import math

import numpy as np

X = np.random.default_rng(0).normal(size=(8, 11))
CASES = [(2, 2), (3, 2), (3, 3), (2, 1)]


def starts(size: int, k: int, s: int) -> list[int]:
    return [start for start in range(0, size, s) if start + k <= size]


def test_max_pooling() -> None:
    for k, s in CASES:
        by_hand = [
            [max(X[s * i + u, s * j + v] for u in range(k) for v in range(k)) for j in range(len(starts(11, k, s)))]
            for i in range(len(starts(8, k, s)))
        ]
        windows = np.lib.stride_tricks.sliding_window_view(X, (k, k))[::s, ::s]
        np.testing.assert_array_equal(by_hand, windows.max(axis=(2, 3)))


def test_average_pooling() -> None:
    for k, s in CASES:
        by_hand = [
            [
                math.fsum(X[s * i + u, s * j + v] for u in range(k) for v in range(k)) / k**2
                for j in range(len(starts(11, k, s)))
            ]
            for i in range(len(starts(8, k, s)))
        ]
        # Independent: differences of cumulative sums.
        table = np.zeros((9, 12))
        table[1:, 1:] = X.cumsum(axis=0).cumsum(axis=1)
        expected = [
            [(table[a + k, b + k] - table[a, b + k] - table[a + k, b] + table[a, b]) / k**2 for b in starts(11, k, s)]
            for a in starts(8, k, s)
        ]
        np.testing.assert_allclose(by_hand, expected, atol=1e-12)
