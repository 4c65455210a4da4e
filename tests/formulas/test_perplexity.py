"""The formulas of `perplexity`, checked by computing with them."""

from __future__ import annotations

import itertools

import numpy as np


def test_definition() -> None:
    rng = np.random.default_rng(0)
    first, table = rng.dirichlet(np.ones(5)), rng.dirichlet(np.ones(5), size=5)  # a bigram model
    text = rng.integers(0, 5, 12)
    p = np.array([first[text[0]], *(table[a, b] for a, b in itertools.pairwise(text))])
    stated = np.exp(-np.log(p).mean())
    np.testing.assert_allclose(stated, np.prod(p) ** (-1 / p.size))
    np.testing.assert_allclose(stated, 2 ** (-np.log2(p).mean()))
    np.testing.assert_allclose(np.exp(-np.log(np.full(9, 1 / 50)).mean()), 50)
    np.testing.assert_allclose(np.exp(-np.log([0.5, 0.25, 0.1, 0.8]).mean()), np.sqrt(10))
