"""The formulas of `policy`, checked by computing with them."""

from __future__ import annotations

import numpy as np


def softmax_policy(z: np.ndarray) -> np.ndarray:
    probabilities: np.ndarray = np.exp(z) / np.exp(z).sum(axis=-1, keepdims=True)
    return probabilities


def test_definition() -> None:
    rng = np.random.default_rng(0)
    pi = np.array([[0.2, 0.5, 0.3], [0.9, 0.1, 0.0]])
    np.testing.assert_allclose(pi.sum(axis=1), 1.0)
    # An agent acts by the policy; the share of each action among the visits to a state gives the policy back.
    visits = rng.integers(2, size=200_000)
    chosen = (rng.random((200_000, 1)) > pi[visits].cumsum(axis=1)).sum(axis=1)
    for s in range(2):
        shares = [(chosen[visits == s] == a).mean() for a in range(3)]
        np.testing.assert_allclose(shares, pi[s], atol=0.01)


def test_softmax_policy() -> None:
    rng = np.random.default_rng(1)
    z = rng.normal(size=(4, 3))
    stated = softmax_policy(z)
    # Independent: the action of the largest logit after adding Gumbel noise is distributed in this way.
    noisy = z[:, None, :] + rng.gumbel(size=(4, 200_000, 3))
    shares = [np.bincount(row, minlength=3) / 200_000 for row in noisy.argmax(axis=2)]
    np.testing.assert_allclose(shares, stated, atol=0.01)
    np.testing.assert_allclose(softmax_policy(np.array([2.0, 1.0, 0.0])), [0.665, 0.245, 0.090], atol=5e-4)


def test_epsilon_greedy_of_the_worked_example() -> None:
    rng = np.random.default_rng(2)
    explore = rng.random(200_000) < 0.1
    chosen = np.where(explore, rng.integers(3, size=200_000), 0)
    np.testing.assert_allclose(np.bincount(chosen) / 200_000, [0.933, 0.033, 0.033], atol=3e-3)
