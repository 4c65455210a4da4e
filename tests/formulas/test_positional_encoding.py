"""The formulas of `positional-encoding`, checked by computing with them."""

from __future__ import annotations

import math

import numpy as np

D = 8


def encoding(t: int) -> np.ndarray:
    p = np.zeros(D)
    for i in range(D // 2):
        p[2 * i] = math.sin(t / 10000 ** (2 * i / D))
        p[2 * i + 1] = math.cos(t / 10000 ** (2 * i / D))
    return p


def test_sinusoidal() -> None:
    # Every pair is the start (0, 1) turned t times by the angle of its frequency, a geometric sequence.
    turn = np.exp(1j * np.geomspace(1, 1e4 ** (-(D - 2) / D), D // 2))
    hands = np.ones(D // 2, dtype=complex)
    for t in range(60):
        stated = encoding(t)
        np.testing.assert_allclose(stated[0::2], hands.imag, atol=1e-12)
        np.testing.assert_allclose(stated[1::2], hands.real, atol=1e-12)
        hands = hands * turn
    products = [encoding(t) @ encoding(t + 5) for t in (0, 3, 17, 200)]
    np.testing.assert_allclose(products, products[0])
