"""The formulas of `autoencoder`, checked by computing with them."""

from __future__ import annotations

import numpy as np


def objective(x: np.ndarray, encoder: np.ndarray, decoder: np.ndarray) -> float:
    """The formula as stated, for a linear encoder (d, k) and decoder (k, d) and examples x (N, d)."""
    reconstructions = (x @ encoder) @ decoder
    return float(np.mean(np.linalg.norm(x - reconstructions, axis=1) ** 2))


def test_reconstruction_objective() -> None:
    rng = np.random.default_rng(0)
    x = rng.normal(size=(50, 4)) @ rng.normal(size=(4, 4))
    x -= x.mean(axis=0)
    encoder, decoder = rng.normal(size=(4, 2)), rng.normal(size=(2, 4))

    by_hand = 0.0
    for example in x:
        code = [sum(example[a] * encoder[a, j] for a in range(4)) for j in range(2)]
        rebuilt = [sum(code[j] * decoder[j, b] for j in range(2)) for b in range(4)]
        by_hand += sum((example[b] - rebuilt[b]) ** 2 for b in range(4))
    np.testing.assert_allclose(objective(x, encoder, decoder), by_hand / 50)

    # With linear maps, the least value is the variance outside the first k principal components.
    variances, directions = np.linalg.eigh(x.T @ x / 50)
    best = objective(x, directions[:, 2:], directions[:, 2:].T)
    np.testing.assert_allclose(best, variances[:2].sum())
    for _ in range(100):
        noise = 0.1 * rng.normal(size=(4, 2))
        assert objective(x, directions[:, 2:] + noise, directions[:, 2:].T) > best
