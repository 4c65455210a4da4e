"""The formulas of `one-hot-encoding`, checked by computing with them."""

from __future__ import annotations

import numpy as np


def one_hot(c: int, categories: int) -> np.ndarray:
    """The formula as stated, with categories and positions counted from 1."""
    return np.array([1.0 if k == c else 0.0 for k in range(1, categories + 1)])


def test_definition() -> None:
    categories = 5
    rng = np.random.default_rng(0)
    matrix = rng.normal(size=(categories, 3))
    for c in range(1, categories + 1):
        e = one_hot(c, categories)
        np.testing.assert_array_equal(e, np.eye(categories)[c - 1])
        np.testing.assert_allclose(e @ matrix, matrix[c - 1])
        assert e.sum() == 1
        assert int(e.argmax()) == c - 1
    np.testing.assert_allclose(np.linalg.norm(one_hot(1, categories) - one_hot(4, categories)), np.sqrt(2))
    assert one_hot(2, categories) @ one_hot(3, categories) == 0

    predicted = np.array([0.1, 0.5, 0.2, 0.15, 0.05])
    np.testing.assert_allclose(-(one_hot(3, categories) * np.log(predicted)).sum(), -np.log(0.2))
