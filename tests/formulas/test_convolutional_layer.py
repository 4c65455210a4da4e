"""The formulas of `convolutional-layer`, checked by computing with them."""

from __future__ import annotations

import numpy as np

RNG = np.random.default_rng(0)
X = RNG.normal(size=(3, 9, 11))
W, B = RNG.normal(size=(4, 3, 3, 3)), RNG.normal(size=4)


def output(x: np.ndarray, w: np.ndarray, b: np.ndarray, s: int) -> np.ndarray:
    """The first formula, wherever the kernels fit."""
    count, channels, k, _ = w.shape
    rows, columns = (x.shape[1] - k) // s + 1, (x.shape[2] - k) // s + 1
    y = np.zeros((count, rows, columns))
    for o, i, j in np.ndindex(y.shape):
        y[o, i, j] = b[o] + sum(
            w[o, c, u, v] * x[c, s * i + u, s * j + v] for c in range(channels) for u in range(k) for v in range(k)
        )
    return y


def parameter_count(kernels: int, channels: int, k: int) -> int:
    return kernels * (channels * k**2 + 1)


def test_output() -> None:
    # Independent: cross-correlation by the convolution theorem, every s-th value kept.
    shape = (X.shape[1] + 2, X.shape[2] + 2)
    spectrum = np.fft.rfft2(X, shape, axes=(1, 2))
    kernels = np.fft.rfft2(W[:, :, ::-1, ::-1], shape, axes=(2, 3))
    full = np.fft.irfft2(np.einsum("cij,ocij->oij", spectrum, kernels), shape, axes=(1, 2))
    for s in (1, 2, 3):
        expected = full[:, 2 : X.shape[1] : s, 2 : X.shape[2] : s] + B[:, None, None]
        np.testing.assert_allclose(output(X, W, B, s), expected, atol=1e-12)


def test_parameter_count() -> None:
    assert parameter_count(4, 3, 3) == W.size + B.size
    assert parameter_count(128, 64, 3) == np.zeros((128, 64, 3, 3)).size + np.zeros(128).size == 73_856
    # The multiplications of the worked example, counted for one output value.
    assert np.zeros((64, 3, 3)).size * 128 * 56**2 == 231_211_008


def test_same_size_as_in_the_code() -> None:
    x = np.pad(RNG.normal(size=(3, 8, 8)), ((0, 0), (1, 1), (1, 1)))
    w, b = RNG.normal(size=(16, 3, 3, 3)), RNG.normal(size=16)
    windows = np.lib.stride_tricks.sliding_window_view(x, (3, 3), axis=(1, 2))
    y = np.einsum("ocuv,cijuv->oij", w, windows) + b[:, None, None]
    assert y.shape == (16, 8, 8)
    np.testing.assert_allclose(output(x, w, b, 1), y, atol=1e-12)
