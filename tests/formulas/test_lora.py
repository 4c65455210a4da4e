"""The formulas of `lora`, checked by computing with them."""

from __future__ import annotations

import numpy as np


def test_adapted_layer() -> None:
    rng = np.random.default_rng(5)
    m, n, r, alpha = 7, 9, 2, 16.0
    w, a, b, x = rng.normal(size=(m, n)), rng.normal(size=(r, n)), rng.normal(size=(m, r)), rng.normal(size=n)
    stated = w @ x + alpha / r * (b @ a @ x)

    # One weight after another, with the change of every weight as a sum over the r columns of B and rows of A.
    reference = np.zeros(m)
    change = np.zeros((m, n))
    for row in range(m):
        for column in range(n):
            change[row, column] = sum(b[row, k] * a[k, column] for k in range(r)) * alpha / r
            reference[row] += (w[row, column] + change[row, column]) * x[column]
    np.testing.assert_allclose(stated, reference)
    assert np.linalg.matrix_rank(change) == r
    np.testing.assert_array_equal(w @ x + alpha / r * (np.zeros((m, r)) @ a @ x), w @ x)
