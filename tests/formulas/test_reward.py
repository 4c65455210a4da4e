"""The formulas of `reward`, checked by computing with them."""

from __future__ import annotations

import numpy as np


def test_return() -> None:
    rng = np.random.default_rng(0)
    rewards = rng.normal(size=50)  # the rewards r_1, r_2 ... of an episode of 50 steps
    for gamma in (0.0, 0.5, 0.9, 1.0):
        # Independent: backwards, each return is the next reward plus the discounted rest.
        later = np.zeros(51)
        for t in reversed(range(50)):
            later[t] = rewards[t] + gamma * later[t + 1]
        for t in range(50):
            stated = sum(gamma**k * rewards[(t + k + 1) - 1] for k in range(50 - t))
            np.testing.assert_allclose(stated, later[t], rtol=1e-12, atol=1e-12)
    # The returns of the worked example.
    for gamma, bonus, short, long in ((1.0, 0, 7, 5), (0.9, 0, 4.58, 1.8098), (1.0, 2, 15, 17)):
        for steps, expected in ((4, short), (6, long)):
            path = np.array([-1.0] * (steps - 1) + [10.0]) + bonus
            np.testing.assert_allclose((gamma ** np.arange(steps) * path).sum(), expected, rtol=1e-9)


def test_reward_function() -> None:
    rng = np.random.default_rng(1)
    states, actions, values = 3, 2, np.array([-1.0, 0.0, 5.0])
    # p[s, a, s', j]: the probability of next state s' together with the reward values[j].
    p = rng.dirichlet(np.ones(states * len(values)), size=(states, actions)).reshape(states, actions, states, -1)
    stated = np.einsum("saxj,j->sa", p, values)
    # Independent: play long, and average the rewards that followed each state and action.
    total, count, s = np.zeros((states, actions)), np.zeros((states, actions)), 0
    uniform, cumulative = rng.random((200_000, 2)), p.reshape(states, actions, -1).cumsum(axis=-1)
    for u, v in uniform:
        a = int(u < 0.5)
        outcome = min(int(np.searchsorted(cumulative[s, a], v)), states * len(values) - 1)
        total[s, a] += values[outcome % len(values)]
        count[s, a] += 1
        s = outcome // len(values)
    np.testing.assert_allclose(total / count, stated, atol=0.06)
