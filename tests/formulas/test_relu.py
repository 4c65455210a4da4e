"""The formulas of `relu`, checked by computing with them."""

from __future__ import annotations

import numpy as np

Z = np.array([-7.5, -2.0, -0.5, -1e-3, 1e-3, 0.5, 3.0, 40.0])


def test_definition() -> None:
    stated = np.maximum(0, Z)
    np.testing.assert_array_equal(stated, [z if z > 0 else 0.0 for z in Z])
    np.testing.assert_allclose(stated, (Z + np.abs(Z)) / 2, rtol=1e-12)
    assert np.maximum(0, 0.0) == 0.0


def test_derivative() -> None:
    stated = np.where(Z > 0, 1.0, 0.0)
    h = 1e-6
    numeric = (np.maximum(0, Z + h) - np.maximum(0, Z - h)) / (2 * h)
    np.testing.assert_allclose(stated, numeric, atol=1e-6)
    left, right = (np.maximum(0, 0 - h) - 0) / -h, (np.maximum(0, 0 + h) - 0) / h
    assert left != right, "at zero the one-sided slopes differ, so there is no derivative"
