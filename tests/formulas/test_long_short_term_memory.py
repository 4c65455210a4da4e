"""The formulas of `long-short-term-memory`, checked by computing with them."""

from __future__ import annotations

import math

import numpy as np

INPUTS, UNITS = 2, 3
RNG = np.random.default_rng(0)
W = {gate: RNG.normal(size=(UNITS, INPUTS)) for gate in "fioc"}
U = {gate: RNG.normal(size=(UNITS, UNITS)) for gate in "fioc"}
B = {gate: RNG.normal(size=UNITS) for gate in "fioc"}


def sigmoid(z: np.ndarray) -> np.ndarray:
    return np.asarray(1 / (1 + np.exp(-z)))


def stated_gates(x: np.ndarray, h: np.ndarray) -> dict[str, np.ndarray]:
    gates = {gate: sigmoid(W[gate] @ x + U[gate] @ h + B[gate]) for gate in "fio"}
    return gates | {"c": np.tanh(W["c"] @ x + U["c"] @ h + B["c"])}


def stated_step(x: np.ndarray, h: np.ndarray, c: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    gates = stated_gates(x, h)
    c = gates["f"] * c + gates["i"] * gates["c"]
    return gates["o"] * np.tanh(c), c


def looped_gate(gate: str, x: np.ndarray, h: np.ndarray) -> list[float]:
    """One line of the first formula, number by number; sigmoid(z) is (1 + tanh(z / 2)) / 2."""
    sums = [
        sum(W[gate][r, k] * x[k] for k in range(INPUTS)) + sum(U[gate][r, k] * h[k] for k in range(UNITS)) + B[gate][r]
        for r in range(UNITS)
    ]
    return [math.tanh(z) if gate == "c" else (1 + math.tanh(z / 2)) / 2 for z in sums]


def test_gates() -> None:
    x, h = RNG.normal(size=INPUTS), RNG.normal(size=UNITS)
    stated = stated_gates(x, h)
    for gate in "fioc":
        np.testing.assert_allclose(stated[gate], looped_gate(gate, x, h), rtol=1e-10)
    assert all(((stated[gate] > 0) & (stated[gate] < 1)).all() for gate in "fio")


def looped_step(x: np.ndarray, h: list[float], c: list[float]) -> tuple[list[float], list[float]]:
    f, i, o, candidate = (looped_gate(gate, x, np.array(h)) for gate in "fioc")
    new = [f[r] * c[r] + i[r] * candidate[r] for r in range(UNITS)]
    return [o[r] * math.tanh(new[r]) for r in range(UNITS)], new


def test_cell_state() -> None:
    # Unrolled in time, each candidate is weighted by its input gate and all later forget gates.
    h, c = np.zeros(UNITS), np.zeros(UNITS)
    terms: list[np.ndarray] = []
    for x in RNG.normal(size=(5, INPUTS)):
        gates = stated_gates(x, h)
        terms = [term * gates["f"] for term in terms] + [gates["i"] * gates["c"]]
        h, c = stated_step(x, h, c)
        np.testing.assert_allclose(c, np.sum(terms, axis=0), rtol=1e-10)


def test_hidden_state() -> None:
    h, c = np.zeros(UNITS), np.zeros(UNITS)
    h_loop, c_loop = [0.0] * UNITS, [0.0] * UNITS
    for x in RNG.normal(size=(5, INPUTS)):
        h, c = stated_step(x, h, c)
        h_loop, c_loop = looped_step(x, h_loop, c_loop)
        np.testing.assert_allclose(h, h_loop, rtol=1e-9)
        assert (np.abs(h) < 1).all()


def test_direct_path_of_the_gradient() -> None:
    # With the hidden state held fixed, the derivative of the new by the old cell state is the forget gate.
    x, h, c, step = RNG.normal(size=INPUTS), RNG.normal(size=UNITS), RNG.normal(size=UNITS), 1e-6
    numeric = (stated_step(x, h, c + step)[1] - stated_step(x, h, c - step)[1]) / (2 * step)
    np.testing.assert_allclose(numeric, stated_gates(x, h)["f"], rtol=1e-6)


def test_worked_example() -> None:
    def count(inputs: int, units: int, biases: int = 1) -> int:
        return 4 * (units * inputs + units * units + biases * units)

    assert (count(10, 20), count(10, 20, biases=2)) == (2480, 2560)
    np.testing.assert_allclose([0.99**100, 0.9**100], [0.37, 2.7e-5], rtol=0.02)
