"""The formulas of `convolution`, checked by computing with them."""

from __future__ import annotations

import numpy as np

RNG = np.random.default_rng(0)
X, W = RNG.normal(size=(7, 9)), RNG.normal(size=(3, 3))
K = len(W)


def deep_learning(x: np.ndarray, w: np.ndarray) -> np.ndarray:
    """The first formula, wherever the kernel fits."""
    k = len(w)
    rows, columns = x.shape[0] - k + 1, x.shape[1] - k + 1
    return np.array(
        [
            [sum(x[i + a, j + b] * w[a, b] for a in range(k) for b in range(k)) for j in range(columns)]
            for i in range(rows)
        ]
    )


def flipped(x: np.ndarray, w: np.ndarray) -> np.ndarray:
    """The second formula, with the input taken as 0 outside its borders."""
    k = len(w)

    def at(i: int, j: int) -> float:
        return float(x[i, j]) if 0 <= i < x.shape[0] and 0 <= j < x.shape[1] else 0.0

    return np.array(
        [
            [sum(at(i - a, j - b) * w[a, b] for a in range(k) for b in range(k)) for j in range(x.shape[1] + k - 1)]
            for i in range(x.shape[0] + k - 1)
        ]
    )


def by_fourier(x: np.ndarray, w: np.ndarray) -> np.ndarray:
    """Full convolution by the convolution theorem."""
    shape = (x.shape[0] + len(w) - 1, x.shape[1] + len(w) - 1)
    return np.fft.irfft2(np.fft.rfft2(x, shape) * np.fft.rfft2(w, shape), shape)


def test_deep_learning() -> None:
    # Without flipping: equal to true convolution with the flipped kernel, where the kernel fits.
    full = by_fourier(X, W[::-1, ::-1])
    np.testing.assert_allclose(deep_learning(X, W), full[K - 1 : X.shape[0], K - 1 : X.shape[1]], atol=1e-12)
    assert deep_learning(X, W).shape == (7 - K + 1, 9 - K + 1)


def test_flipped() -> None:
    np.testing.assert_allclose(flipped(X, W), by_fourier(X, W), atol=1e-12)
    row, taps = RNG.normal(size=6), RNG.normal(size=3)
    kernel = np.zeros((3, 3))
    kernel[0] = taps
    np.testing.assert_allclose(flipped(row[None], kernel)[0], np.convolve(row, taps))


def test_worked_example() -> None:
    image, kernel = np.array([[1, 1, 0]] * 3), np.array([[1, -1], [1, -1]])
    np.testing.assert_array_equal(deep_learning(image, kernel), [[0, 2], [0, 2]])


def test_shifting_the_input_shifts_the_output() -> None:
    shifted = np.roll(X, 1, axis=1)
    np.testing.assert_allclose(deep_learning(shifted, W)[:, 1:], deep_learning(X, W)[:, :-1])
