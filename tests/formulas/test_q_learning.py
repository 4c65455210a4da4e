"""The formulas of `q-learning`, checked by computing with them."""

from __future__ import annotations

from itertools import product

import numpy as np

GAMMA = 0.8


def update(q: np.ndarray, s: int, a: int, reward: float, new: int, end: bool, eta: float, gamma: float) -> None:
    best = 0.0 if end else q[new].max()
    q[s, a] = q[s, a] + eta * (reward + gamma * best - q[s, a])


def test_update() -> None:
    # The worked example.
    q = np.array([[2.0, 0.0], [4.0, 3.0]])
    update(q, 0, 0, 1.0, 1, False, 0.5, 0.9)
    np.testing.assert_allclose(q, [[3.3, 0.0], [4.0, 3.0]])

    # A small world without chance, with state 4 as its end, explored at random.
    rng = np.random.default_rng(0)
    goes, pays = rng.integers(5, size=(4, 3)), rng.normal(size=(4, 3))
    goes[3, 0] = 4
    q = np.zeros((4, 3))
    for _ in range(5_000):
        s, a = int(rng.integers(4)), int(rng.integers(3))
        new = int(goes[s, a])
        update(q, s, a, float(pays[s, a]), min(new, 3), new == 4, 0.5, GAMMA)

    # Independent: the best of all deterministic policies, each played out step by step.
    best = np.full((4, 3), -np.inf)
    for rule in product(range(3), repeat=4):
        for first_state, first_action in product(range(4), range(3)):
            s, a, total = first_state, first_action, 0.0
            for k in range(120):
                total += GAMMA**k * pays[s, a]
                s = int(goes[s, a])
                if s == 4:
                    break
                a = rule[s]
            best[first_state, first_action] = max(best[first_state, first_action], total)
    np.testing.assert_allclose(q, best, atol=1e-6)


def test_average_maximum_of_ten_normal_errors() -> None:
    errors = np.random.default_rng(1).standard_normal((400_000, 10))
    np.testing.assert_allclose(errors.max(axis=1).mean(), 1.54, atol=5e-3)
