"""The formulas of `matrix-multiplication`, checked by computing with them."""

from __future__ import annotations

import numpy as np


def product(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    m, n = a.shape
    p = b.shape[1]
    return np.array([[sum(a[i, k] * b[k, j] for k in range(n)) for j in range(p)] for i in range(m)])


def test_definition() -> None:
    rng = np.random.default_rng(0)
    a, b = rng.normal(size=(3, 4)), rng.normal(size=(4, 2))
    stated = product(a, b)
    assert stated.shape == (3, 2)
    np.testing.assert_allclose(stated, a @ b, rtol=1e-12)
    # Independent: the product acts on a column vector as first b, then a, each built from columns.
    x = rng.normal(size=2)
    inner = sum(x[j] * b[:, j] for j in range(2))
    outer = sum(inner[k] * a[:, k] for k in range(4))
    np.testing.assert_allclose(product(stated, x[:, None])[:, 0], outer, rtol=1e-12)
