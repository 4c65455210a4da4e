"""The formulas of `binary-cross-entropy`, checked by computing with them."""

from __future__ import annotations

import math

import numpy as np


def sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z))


def from_probability(y: float, y_hat: float) -> float:
    return -(y * math.log(y_hat) + (1 - y) * math.log(1 - y_hat))


def from_logit(y: float, z: float) -> float:
    return max(z, 0) - y * z + math.log(1 + math.exp(-abs(z)))


CASES = [(y, z) for y in (0.0, 1.0, 0.3) for z in (-3.0, -0.2, 0.0, 1.7, 6.0)]


def test_definition() -> None:
    for y, z in CASES:
        # Independent: the cross-entropy of two classes whose logits are z and 0.
        log_total = math.log(math.exp(z) + 1)
        reference = y * (log_total - z) + (1 - y) * log_total
        np.testing.assert_allclose(from_probability(y, sigmoid(z)), reference, rtol=1e-9)
    np.testing.assert_allclose([from_probability(1, p) for p in (0.9, 0.5, 0.1)], [0.105, 0.693, 2.303], atol=5e-4)


def test_from_logit() -> None:
    for y, z in CASES:
        np.testing.assert_allclose(from_logit(y, z), from_probability(y, sigmoid(z)), rtol=1e-9)
    assert from_logit(0.0, 800.0) == 800.0
    # Labels of plus and minus one.
    for t, z in [(1, 0.4), (-1, 0.4), (1, -2.5), (-1, -2.5)]:
        np.testing.assert_allclose(from_logit((t + 1) / 2, z), math.log(1 + math.exp(-t * z)), rtol=1e-12)


def test_gradient() -> None:
    h = 1e-6
    for y, z in CASES:
        numeric = (from_probability(y, sigmoid(z + h)) - from_probability(y, sigmoid(z - h))) / (2 * h)
        np.testing.assert_allclose(sigmoid(z) - y, numeric, atol=1e-8)
