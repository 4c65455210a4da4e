"""The formulas of `logit`, checked by computing with them."""

from __future__ import annotations

import math

import numpy as np


def test_log_odds() -> None:
    for p in (0.01, 0.2, 0.5, 0.8, 0.999):
        z = math.log(p / (1 - p))
        assert math.isclose(1 / (1 + math.exp(-z)), p, rel_tol=1e-12)
    assert math.isclose(math.log(0.8 / 0.2), math.log(4), rel_tol=1e-12)


def test_difference() -> None:
    z = np.array([3.0, 1.0, 0.0, -2.5])
    p = np.exp(z) / np.exp(z).sum()
    for i in range(4):
        for j in range(4):
            assert math.isclose(z[i] - z[j], math.log(p[i] / p[j]), rel_tol=1e-12, abs_tol=1e-12)
    # With several classes a logit alone is not the log-odds of its class.
    assert abs(math.log(p[0] / (1 - p[0])) - z[0]) > 1
    # Logarithms of probabilities are logits of the same distribution.
    np.testing.assert_allclose(np.exp(np.log(p)) / np.exp(np.log(p)).sum(), p, rtol=1e-12)
