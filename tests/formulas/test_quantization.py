"""The formulas of `quantization`, checked by computing with them."""

from __future__ import annotations

import numpy as np


def quantize(x: np.ndarray, s: float, z: int, low: int, high: int) -> np.ndarray:
    return np.clip(np.round(x / s) + z, low, high)


def test_quantize() -> None:
    x = np.random.default_rng(0).uniform(-3, 4, 1000)
    s, z, low, high = 0.02, -20, -128, 127
    q = quantize(x, s, z, low, high)
    grid = s * (np.arange(low, high + 1) - z)  # every value that can be represented
    nearest = np.arange(low, high + 1)[np.abs(x[:, None] - grid).argmin(axis=1)]
    np.testing.assert_array_equal(q, nearest)
    assert q.min() == low
    assert q.max() == high


def test_dequantize() -> None:
    s, z, low, high = 0.02, -20, -128, 127
    x = np.random.default_rng(1).uniform(s * (low - z), s * (high - z), 1000)
    x_hat = s * (quantize(x, s, z, low, high) - z)
    assert np.abs(x_hat - x).max() <= s / 2 + 1e-12
    assert np.abs(x_hat - x).max() > 0.98 * s / 2
    assert s * (quantize(np.zeros(1), s, z, low, high) - z) == 0
