"""The formulas of `precision`, checked by computing with them."""

from __future__ import annotations

import numpy as np


def test_definition() -> None:
    rng = np.random.default_rng(0)
    y, y_hat = rng.random((2, 400)) < [[0.3], [0.5]]
    tp, fp = np.sum(y & y_hat), np.sum(~y & y_hat)
    np.testing.assert_allclose(tp / (tp + fp), y[y_hat].mean())
    # Bayes' rule: from the share of positives, the recall and the false positive rate
    share, recall, false_positive_rate = y.mean(), y_hat[y].mean(), y_hat[~y].mean()
    bayes = share * recall / (share * recall + (1 - share) * false_positive_rate)
    np.testing.assert_allclose(tp / (tp + fp), bayes)
    np.testing.assert_allclose(6 / (6 + 99), 0.01 * 0.6 / (0.01 * 0.6 + 0.99 * 0.1))


def test_micro_average_is_accuracy() -> None:
    rng = np.random.default_rng(1)
    y, y_hat = rng.integers(0, 3, (2, 300))
    tp = sum(np.sum((y == k) & (y_hat == k)) for k in range(3))
    fp = sum(np.sum((y != k) & (y_hat == k)) for k in range(3))
    np.testing.assert_allclose(tp / (tp + fp), np.mean(y == y_hat))
