"""The formulas of `value-function`, checked by computing with them."""

from __future__ import annotations

import numpy as np

GAMMA = 0.9
# The worked example. p[s, a, s', j]: states A, B and the end; actions left and right; rewards 0 and 1.
REWARDS = np.array([0.0, 1.0])
P = np.zeros((3, 2, 3, 2))
P[0, 0, 0, 0] = P[0, 1, 1, 0] = P[1, 0, 0, 0] = P[1, 1, 2, 1] = P[2, :, 2, 0] = 1.0


def solve(p: np.ndarray, rewards: np.ndarray, pi: np.ndarray, gamma: float) -> np.ndarray:
    """The values of all states, from the linear system that the Bellman equation is."""
    transition = np.einsum("sa,saxj->sx", pi, p)
    expected = np.einsum("sa,saxj,j->s", pi, p, rewards)
    return np.linalg.solve(np.eye(len(p)) - gamma * transition, expected)


def play(p: np.ndarray, rewards: np.ndarray, pi: np.ndarray, gamma: float, start: int, games: int) -> float:
    """The average discounted sum of rewards of many games from one state, played step by step."""
    rng = np.random.default_rng(start)
    s, total = np.full(games, start), np.zeros(games)
    flat = p.reshape(p.shape[0], p.shape[1], -1).cumsum(axis=-1)
    last = flat.shape[-1] - 1
    for k in range(150):
        a = np.minimum((rng.random((games, 1)) > pi[s].cumsum(axis=1)).sum(axis=1), pi.shape[1] - 1)
        outcome = np.minimum((rng.random((games, 1)) > flat[s, a]).sum(axis=1), last)
        s, j = np.divmod(outcome, len(rewards))
        total += gamma**k * rewards[j]
    return float(total.mean())


def test_definition() -> None:
    random = np.full((3, 2), 0.5)
    right = np.tile([0.0, 1.0], (3, 1))
    np.testing.assert_allclose([play(P, REWARDS, right, GAMMA, s, 10) for s in range(3)], [0.9, 1.0, 0.0], rtol=1e-9)
    sampled = [play(P, REWARDS, random, GAMMA, s, 40_000) for s in range(3)]
    np.testing.assert_allclose(sampled, [0.647, 0.791, 0.0], atol=5e-3)


def test_bellman_equation() -> None:
    rng = np.random.default_rng(0)
    rewards = np.array([-1.0, 0.5, 2.0])
    p = rng.dirichlet(np.ones(12), size=(4, 2)).reshape(4, 2, 4, 3)
    pi = rng.dirichlet(np.ones(2), size=4)
    values = solve(p, rewards, pi, GAMMA)
    for s in range(4):  # the equation as stated
        stated = sum(
            pi[s, a] * p[s, a, x, j] * (rewards[j] + GAMMA * values[x])
            for a in range(2)
            for x in range(4)
            for j in range(3)
        )
        np.testing.assert_allclose(stated, values[s], rtol=1e-10)
        # Independent: the definition, by playing.
        np.testing.assert_allclose(play(p, rewards, pi, GAMMA, s, 20_000), values[s], atol=0.06)
    np.testing.assert_allclose(solve(P, REWARDS, np.full((3, 2), 0.5), GAMMA), [0.647, 0.791, 0.0], atol=5e-4)
