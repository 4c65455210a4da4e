"""The formulas of `gated-recurrent-unit`, checked by computing with them."""

from __future__ import annotations

import math

import numpy as np

INPUTS, UNITS = 2, 3
RNG = np.random.default_rng(0)
W = {name: RNG.normal(size=(UNITS, INPUTS)) for name in "zrh"}
U = {name: RNG.normal(size=(UNITS, UNITS)) for name in "zrh"}
B = {name: RNG.normal(size=UNITS) for name in "zrh"}
X, H = RNG.normal(size=INPUTS), np.tanh(RNG.normal(size=UNITS))


def stated_gate(name: str, x: np.ndarray, h: np.ndarray) -> np.ndarray:
    return np.asarray(1 / (1 + np.exp(-(W[name] @ x + U[name] @ h + B[name]))))


def stated_candidate(x: np.ndarray, h: np.ndarray, r: np.ndarray) -> np.ndarray:
    return np.asarray(np.tanh(W["h"] @ x + U["h"] @ (r * h) + B["h"]))


def stated_state(h: np.ndarray, z: np.ndarray, candidate: np.ndarray) -> np.ndarray:
    return np.asarray(z * h + (1 - z) * candidate)


def row(name: str, k: int, h: list[float]) -> float:
    return float(
        sum(W[name][k, j] * X[j] for j in range(INPUTS)) + sum(U[name][k, j] * h[j] for j in range(UNITS)) + B[name][k]
    )


def test_gates() -> None:
    for name in "zr":
        looped = [(1 + math.tanh(row(name, k, list(H)) / 2)) / 2 for k in range(UNITS)]
        np.testing.assert_allclose(stated_gate(name, X, H), looped, rtol=1e-12)


def test_candidate() -> None:
    r = stated_gate("r", X, H)
    looped = [math.tanh(row("h", k, [float(r[j] * H[j]) for j in range(UNITS)])) for k in range(UNITS)]
    np.testing.assert_allclose(stated_candidate(X, H, r), looped, rtol=1e-12)
    closed = stated_candidate(X, H, np.zeros(UNITS))
    np.testing.assert_allclose(closed, stated_candidate(X, np.zeros(UNITS), r), rtol=1e-12)


def test_hidden_state() -> None:
    """A mixture between candidate and old state; its slope by the gate is their difference."""
    candidate, z, h = stated_candidate(X, H, stated_gate("r", X, H)), stated_gate("z", X, H), 1e-6
    np.testing.assert_allclose(stated_state(H, np.ones(UNITS), candidate), H)
    np.testing.assert_allclose(stated_state(H, np.zeros(UNITS), candidate), candidate)
    slope = (stated_state(H, z + h, candidate) - stated_state(H, z - h, candidate)) / (2 * h)
    np.testing.assert_allclose(slope, H - candidate, rtol=1e-6)
    looped = [float(candidate[k] + z[k] * (H[k] - candidate[k])) for k in range(UNITS)]
    np.testing.assert_allclose(stated_state(H, z, candidate), looped, rtol=1e-12)


def test_worked_example() -> None:
    np.testing.assert_allclose(stated_state(np.array([0.8]), np.array([0.75]), np.array([-0.4])), [0.5])
    assert 3 * (20 * 10 + 20 * 20 + 20) == 1860
    assert 4 * (20 * 10 + 20 * 20 + 20) == 2480
    assert 3 * (20 * 10 + 20 * 20 + 2 * 20) == 1920
