"""The formulas of `normalization`, checked by computing with them."""

from __future__ import annotations

import statistics

import numpy as np

TRAIN = np.random.default_rng(0).normal([10.0, -3.0, 500.0], [2.0, 0.1, 80.0], size=(40, 3))


def test_min_max() -> None:
    a, b = TRAIN.min(axis=0), TRAIN.max(axis=0)
    stated = (TRAIN - a) / (b - a)
    for j in range(TRAIN.shape[1]):
        column = sorted(TRAIN[:, j].tolist())
        reference = np.interp(TRAIN[:, j], [column[0], column[-1]], [0.0, 1.0])
        np.testing.assert_allclose(stated[:, j], reference, atol=1e-12)
    np.testing.assert_allclose(stated.min(axis=0), 0)
    np.testing.assert_allclose(stated.max(axis=0), 1)
    rescaled = TRAIN * 7.5 - 20
    again = (rescaled - rescaled.min(axis=0)) / (rescaled.max(axis=0) - rescaled.min(axis=0))
    np.testing.assert_allclose(again, stated, atol=1e-9)


def test_z_score() -> None:
    stated = (TRAIN - TRAIN.mean(axis=0)) / TRAIN.std(axis=0)
    for j in range(TRAIN.shape[1]):
        column = TRAIN[:, j].tolist()
        mean, deviation = statistics.fmean(column), statistics.pstdev(column)
        np.testing.assert_allclose(stated[:, j], [(x - mean) / deviation for x in column], atol=1e-9)
        assert abs(statistics.fmean(stated[:, j].tolist())) < 1e-9
        assert abs(statistics.pstdev(stated[:, j].tolist()) - 1) < 1e-9
