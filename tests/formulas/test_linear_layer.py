"""The formula of `linear-layer`, checked by computing with it."""

from __future__ import annotations

import numpy as np


def test_row_convention() -> None:
    rng = np.random.default_rng(1)
    x = rng.normal(size=(4, 3))
    weights = rng.normal(size=(2, 3))
    bias = rng.normal(size=2)
    stated = x @ weights.T + bias
    # Independent: one weighted sum at a time, and the column convention.
    looped = [[sum(weights[o, i] * x[n, i] for i in range(3)) + bias[o] for o in range(2)] for n in range(4)]
    np.testing.assert_allclose(stated, looped, rtol=1e-12)
    np.testing.assert_allclose(stated, [weights @ row + bias for row in x], rtol=1e-12)
