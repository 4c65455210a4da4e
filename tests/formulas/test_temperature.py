"""The formulas of `temperature`, checked by computing with them."""

from __future__ import annotations

import numpy as np


def test_definition() -> None:
    def stated(z: np.ndarray, temperature: float) -> np.ndarray:
        return np.exp(z / temperature) / np.exp(z / temperature).sum()

    def entropy(p: np.ndarray) -> float:
        return float(-(p * np.log(p)).sum())

    z = np.random.default_rng(0).normal(size=6)
    p = np.exp(z) / np.exp(z).sum()
    for temperature in (0.3, 1.0, 2.5):
        # independent computation: powers of the ordinary probabilities, normalized
        powers = [float(value) ** (1 / temperature) for value in p]
        np.testing.assert_allclose(stated(z, temperature), [value / sum(powers) for value in powers])
        q = stated(z, temperature)
        np.testing.assert_allclose(q[0] / q[1], np.exp((z[0] - z[1]) / temperature))
        assert (q.argsort() == z.argsort()).all()
    entropies = [entropy(stated(z, temperature)) for temperature in (0.2, 0.5, 1.0, 2.0, 5.0)]
    assert (np.diff(entropies) > 0).all()
    np.testing.assert_allclose(stated(np.array([3.0, 1.0, 3.0]), 0.01), [0.5, 0, 0.5], atol=1e-12)
    np.testing.assert_allclose(stated(z, 1e9), np.full(6, 1 / 6), rtol=1e-6)
