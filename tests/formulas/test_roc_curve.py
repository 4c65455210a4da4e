"""The formulas of `roc-curve`, checked by computing with them."""

from __future__ import annotations

import numpy as np


def test_rates() -> None:
    rng = np.random.default_rng(0)
    y = rng.random(300) < 0.3
    scores = np.round(rng.normal(y * 1.0, 1.0), 1)  # rounding makes ties
    tpr, fpr = [0.0], [0.0]
    for t in np.unique(scores)[::-1]:
        called = scores >= t
        tp, fn = np.sum(y & called), np.sum(y & ~called)
        fp, tn = np.sum(~y & called), np.sum(~y & ~called)
        tpr.append(tp / (tp + fn))
        fpr.append(fp / (fp + tn))
    assert (fpr[-1], tpr[-1]) == (1, 1)
    area = np.sum(np.diff(fpr) * (np.array(tpr[1:]) + tpr[:-1]) / 2)
    pairs = scores[y][:, None] - scores[~y]
    np.testing.assert_allclose(area, np.mean((pairs > 0) + 0.5 * (pairs == 0)))
