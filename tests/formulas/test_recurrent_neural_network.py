"""The formulas of `recurrent-neural-network`, checked by computing with them."""

from __future__ import annotations

import math

import numpy as np


def test_hidden_state() -> None:
    # The stated step against plain loops, and against one matrix applied to input and state joined together.
    rng = np.random.default_rng(0)
    w, u, b = rng.normal(size=(3, 2)), rng.normal(size=(3, 3)), rng.normal(size=3)
    stated, looped, joined = np.zeros(3), [0.0] * 3, np.zeros(3)
    for x in rng.normal(size=(6, 2)):
        stated = np.tanh(w @ x + u @ stated + b)
        looped = [
            math.tanh(sum(w[i, j] * x[j] for j in range(2)) + sum(u[i, j] * looped[j] for j in range(3)) + b[i])
            for i in range(3)
        ]
        joined = np.tanh(np.hstack([w, u]) @ np.concatenate([x, joined]) + b)
        np.testing.assert_allclose(stated, looped, rtol=1e-10)
        np.testing.assert_allclose(stated, joined, rtol=1e-10)


def test_worked_example() -> None:
    state, states = 0.0, []
    for x in (1.0, 0.0, 0.0):
        state = math.tanh(1.0 * x + 0.5 * state + 0.0)
        states.append(round(state, 3))
    assert states == [0.762, 0.363, 0.18]
