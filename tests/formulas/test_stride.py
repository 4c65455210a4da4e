"""The formulas of `stride`, checked by computing with them."""

from __future__ import annotations

import numpy as np


def output_size(n: int, p: int, k: int, s: int) -> int:
    return (n + 2 * p - k) // s + 1


def test_output_size() -> None:
    for n in range(1, 20):
        for p in range(4):
            for k in range(1, n + 2 * p + 1):
                for s in range(1, 6):
                    padded = np.pad(np.ones(n), p)
                    windows = np.lib.stride_tricks.sliding_window_view(padded, k)[::s]
                    assert output_size(n, p, k, s) == len(windows)


def test_examples() -> None:
    assert [output_size(7, 0, 3, s) for s in (1, 2, 3)] == [5, 3, 2]
    assert output_size(224, 0, 16, 16) ** 2 == 196


def test_keeping_every_second_value() -> None:
    rng = np.random.default_rng(0)
    x, w = rng.normal(size=15), rng.normal(size=3)
    strided = [float(x[i : i + 3] @ w) for i in range(0, 13, 2)]
    np.testing.assert_allclose(strided, np.correlate(x, w, mode="valid")[::2])
    assert len(strided) == output_size(15, 0, 3, 2)
