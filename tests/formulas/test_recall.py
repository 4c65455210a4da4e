"""The formulas of `recall`, checked by computing with them."""

from __future__ import annotations

import numpy as np


def test_definition() -> None:
    rng = np.random.default_rng(0)
    y, y_hat = rng.random((2, 400)) < [[0.3], [0.5]]
    tp, fn = np.sum(y & y_hat), np.sum(y & ~y_hat)
    np.testing.assert_allclose(tp / (tp + fn), y_hat[y].mean())


def test_recall_never_falls_with_the_threshold() -> None:
    rng = np.random.default_rng(1)
    y, scores = rng.random(200) < 0.3, rng.random(200)
    recalls = [np.mean(scores[y] >= t) for t in np.linspace(1, 0, 101)]
    assert np.all(np.diff(recalls) >= 0)
    assert recalls[-1] == 1
