"""The formulas of `mean-absolute-error`, checked by computing with them."""

from __future__ import annotations

import math

import numpy as np


def mae(y: np.ndarray, y_hat: np.ndarray) -> float:
    return float(np.sum(np.abs(y - y_hat)) / len(y))


def test_definition() -> None:
    y, y_hat = np.array([2.0, 0.0, -1.0, 5.0]), np.array([1.0, 1.0, -2.0, 14.0])
    # Independent: larger minus smaller of each pair.
    reference = math.fsum(max(a, b) - min(a, b) for a, b in zip(y, y_hat, strict=True)) / 4
    np.testing.assert_allclose(mae(y, y_hat), reference, rtol=1e-12)
    assert mae(y, y_hat) == 3.0
    # The median is the best constant.
    targets = np.array([1.0, 2.0, 9.0, 4.0, -3.0])
    grid = np.linspace(-5, 10, 1501)
    best = grid[np.argmin([mae(targets, np.full(5, c)) for c in grid])]
    np.testing.assert_allclose(best, np.median(targets), atol=1e-9)
