"""The formulas of `accuracy`, checked by computing with them."""

from __future__ import annotations

import numpy as np


def test_definition() -> None:
    rng = np.random.default_rng(0)
    y, y_hat = rng.integers(0, 4, (2, 500))
    stated = np.sum(np.where(y_hat == y, 1, 0)) / y.size
    matrix = np.zeros((4, 4))
    for true, predicted in zip(y, y_hat, strict=True):
        matrix[true, predicted] += 1
    np.testing.assert_allclose(stated, matrix.trace() / matrix.sum())


def test_from_counts() -> None:
    rng = np.random.default_rng(1)
    y, y_hat = rng.integers(0, 2, (2, 500))
    tp, tn = np.sum((y == 1) & (y_hat == 1)), np.sum((y == 0) & (y_hat == 0))
    fp, fn = np.sum((y == 0) & (y_hat == 1)), np.sum((y == 1) & (y_hat == 0))
    np.testing.assert_allclose((tp + tn) / (tp + tn + fp + fn), np.mean(y == y_hat))
    assert (6 + 81) / (6 + 81 + 9 + 4) == 0.87
