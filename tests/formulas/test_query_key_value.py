"""The formulas of `query-key-value`, checked by computing with them."""

from __future__ import annotations

import numpy as np


def test_projections() -> None:
    rng = np.random.default_rng(2)
    n, m, d, e, d_k, d_v = 3, 5, 4, 6, 2, 7
    x, z = rng.normal(size=(n, d)), rng.normal(size=(m, e))
    w_q, w_k, w_v = rng.normal(size=(d, d_k)), rng.normal(size=(e, d_k)), rng.normal(size=(e, d_v))
    queries, keys, values = x @ w_q, z @ w_k, z @ w_v
    assert (queries.shape, keys.shape, values.shape) == ((n, d_k), (m, d_k), (m, d_v))
    for stated, inputs, weights in ((queries, x, w_q), (keys, z, w_k), (values, z, w_v)):
        for row, vector in zip(stated, inputs, strict=True):
            reference = sum(entry * weight_row for entry, weight_row in zip(vector, weights, strict=True))
            np.testing.assert_allclose(row, reference)

    # A query compared with a key is a bilinear form of the two vectors that they come from, not symmetric in general.
    np.testing.assert_allclose(queries @ keys.T, np.einsum("ad,dk,ek,be->ab", x, w_q, w_k, z))
