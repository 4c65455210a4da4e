"""The formulas of `padding`, checked by computing with them."""

from __future__ import annotations

import numpy as np

RNG = np.random.default_rng(0)


def convolved_size(n: int, before: int, after: int, k: int) -> int:
    """The number of positions of a sliding window, counted."""
    padded = np.pad(RNG.normal(size=n), (before, after))
    return len(np.lib.stride_tricks.sliding_window_view(padded, k))


def test_output_size() -> None:
    for n in range(1, 15):
        for before in range(4):
            for after in range(4):
                for k in range(1, n + before + after + 1):
                    assert n + before + after - k + 1 == convolved_size(n, before, after, k)


def test_same() -> None:
    for n in range(1, 15):
        for k in range(1, 9):
            sizes = {
                before + after: convolved_size(n, before, after, k)
                for before in range(9)
                for after in range(9)
                if before + after + n >= k
            }
            assert [total for total, size in sizes.items() if size == n] == [k - 1]


def test_worked_example() -> None:
    unpadded = padded = 32
    for _ in range(10):
        unpadded, padded = convolved_size(unpadded, 0, 0, 3), convolved_size(padded, 1, 1, 3)
    assert (unpadded, padded) == (12, 32)
    for p, corner in [(0, 1), (1, 4)]:
        covered = np.zeros((32 + 2 * p, 32 + 2 * p))
        for i, j in np.ndindex(30 + 2 * p, 30 + 2 * p):
            covered[i : i + 3, j : j + 3] += 1
        assert covered[p, p] == corner
        assert covered[16, 16] == 9
