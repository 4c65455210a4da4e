"""The formula of `hidden-state`, checked by computing with it."""

from __future__ import annotations

import numpy as np

INPUTS, UNITS, STEPS = 2, 3, 6
RNG = np.random.default_rng(0)
W, U, V = RNG.normal(size=(UNITS, INPUTS)), RNG.normal(size=(UNITS, UNITS)), RNG.normal(size=(1, UNITS))
X = RNG.normal(size=(STEPS, INPUTS))


def test_recurrence() -> None:
    """With a linear update, the recurrence must give the sum of all inputs, each multiplied by a power of U."""
    h = np.zeros(UNITS)
    for t in range(1, STEPS + 1):
        h = U @ h + W @ X[t - 1]
        stated = V @ h
        unrolled = sum(V @ np.linalg.matrix_power(U, t - k) @ W @ X[k - 1] for k in range(1, t + 1))
        np.testing.assert_allclose(stated, unrolled, rtol=1e-10)


def test_mean_of_a_growing_list() -> None:
    state, states, means = (0.0, 0.0), [], []
    for value in (4.0, 8.0, 6.0):
        state = (state[0] + 1, state[1] + value)
        states.append(state)
        means.append(state[1] / state[0])
    assert states == [(1, 4), (2, 12), (3, 18)]
    assert means == [np.mean([4.0]), np.mean([4.0, 8.0]), np.mean([4.0, 8.0, 6.0])] == [4, 6, 6]
