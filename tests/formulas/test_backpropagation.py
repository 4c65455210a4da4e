"""The formulas of `backpropagation`, checked by computing with them."""

from __future__ import annotations

import numpy as np

RNG = np.random.default_rng(5)
SIZES = (3, 5, 4, 2)
WEIGHTS = [RNG.normal(size=(SIZES[i + 1], SIZES[i])) for i in range(3)]
BIASES = [RNG.normal(size=SIZES[i + 1]) for i in range(3)]
X = RNG.normal(size=3)
Y = RNG.normal(size=2)
STEP = 1e-6


def sigma(z: np.ndarray) -> np.ndarray:
    return np.asarray(np.tanh(z))


def loss(weights: list[np.ndarray], biases: list[np.ndarray], shifts: list[np.ndarray] | None = None) -> float:
    """The squared error of the network; `shifts` are added to the weighted sums of the layers."""
    h = X
    for i in range(3):
        z = weights[i] @ h + biases[i]
        if shifts is not None:
            z = z + shifts[i]
        h = sigma(z)
    return float(np.sum((h - Y) ** 2))


def backward() -> tuple[list[np.ndarray], list[np.ndarray]]:
    """The errors by the stated recursion, and the outputs h of all layers."""
    outputs, sums = [X], []
    for i in range(3):
        sums.append(WEIGHTS[i] @ outputs[-1] + BIASES[i])
        outputs.append(sigma(sums[-1]))
    slopes = [1 - np.tanh(z) ** 2 for z in sums]
    deltas = [2 * (outputs[3] - Y) * slopes[2]]
    for i in (1, 0):
        deltas.insert(0, (WEIGHTS[i + 1].T @ deltas[0]) * slopes[i])
    return deltas, outputs


def test_error_recursion() -> None:
    deltas, _ = backward()
    for i in range(3):
        numeric = []
        for k in range(SIZES[i + 1]):
            shifts = [np.zeros(n) for n in SIZES[1:]]
            shifts[i][k] = STEP
            numeric.append((loss(WEIGHTS, BIASES, shifts) - loss(WEIGHTS, BIASES, [-s for s in shifts])) / (2 * STEP))
        np.testing.assert_allclose(deltas[i], numeric, rtol=1e-5, atol=1e-8)


def test_parameter_gradients() -> None:
    deltas, outputs = backward()
    for i in range(3):
        stated = deltas[i][:, None] @ outputs[i][None, :]
        assert stated.shape == WEIGHTS[i].shape
        for index in np.ndindex(*WEIGHTS[i].shape):
            up, down = [w.copy() for w in WEIGHTS], [w.copy() for w in WEIGHTS]
            up[i][index] += STEP
            down[i][index] -= STEP
            numeric = (loss(up, BIASES) - loss(down, BIASES)) / (2 * STEP)
            np.testing.assert_allclose(stated[index], numeric, rtol=1e-5, atol=1e-8)
        for k in range(SIZES[i + 1]):
            up, down = [b.copy() for b in BIASES], [b.copy() for b in BIASES]
            up[i][k] += STEP
            down[i][k] -= STEP
            numeric = (loss(WEIGHTS, up) - loss(WEIGHTS, down)) / (2 * STEP)
            np.testing.assert_allclose(deltas[i][k], numeric, rtol=1e-5, atol=1e-8)

    # The worked example of the page.
    def value(w1: float, w2: float) -> float:
        return (w2 * max(w1 * 2.0, 0.0) - 2.0) ** 2

    assert value(0.5, 3.0) == 1.0
    np.testing.assert_allclose((value(0.5 + STEP, 3.0) - value(0.5 - STEP, 3.0)) / (2 * STEP), 12.0, rtol=1e-6)
    np.testing.assert_allclose((value(0.5, 3.0 + STEP) - value(0.5, 3.0 - STEP)) / (2 * STEP), 2.0, rtol=1e-6)
