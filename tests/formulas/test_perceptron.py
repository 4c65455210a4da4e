"""The formulas of `perceptron`, checked by computing with them."""

from __future__ import annotations

import math

import numpy as np


def predict(w: np.ndarray, b: float, x: np.ndarray) -> int:
    return 1 if w @ x + b > 0 else -1


def learn(xs: np.ndarray, ys: np.ndarray, eta: float, passes: int) -> tuple[np.ndarray, float, int]:
    """Weights, bias and the number of mistakes after some passes over the examples."""
    w, b, mistakes = np.zeros(xs.shape[1]), 0.0, 0
    for _ in range(passes):
        for x, y in zip(xs, ys, strict=True):
            if predict(w, b, x) != y:
                w, b, mistakes = w + eta * y * x, b + eta * float(y), mistakes + 1
    return w, b, mistakes


def test_prediction() -> None:
    w, b = np.array([3.0, 4.0]), -5.0
    rng = np.random.default_rng(0)
    for x in rng.normal(size=(200, 2)) * 3:
        # Independent: the side of the line 3 x1 + 4 x2 = 5, by the signed distance from its point (0.6, 0.8).
        distance = math.hypot(*w) ** -1 * (w[0] * (x[0] - 0.6) + w[1] * (x[1] - 0.8))
        assert predict(w, b, x) == (1 if distance > 0 else -1)
    assert predict(w, b, np.array([0.6, 0.8])) == predict(np.zeros(2), 0.0, np.ones(2)) == -1


def test_learning_rule() -> None:
    rng = np.random.default_rng(1)
    xs = rng.normal(size=(60, 2))
    ys = np.where(xs @ np.array([2.0, -1.0]) + 0.5 > 0, 1, -1)
    w, b, mistakes = learn(xs, ys, eta=1.0, passes=2000)
    assert all(predict(w, b, x) == y for x, y in zip(xs, ys, strict=True))
    # Novikoff's bound (R / gamma)^2 for the examples with 1 appended, with the margin of one separating vector.
    extended = np.hstack([xs, np.ones((60, 1))])
    separator = np.array([2.0, -1.0, 0.5]) / np.linalg.norm([2.0, -1.0, 0.5])
    margin = (ys * (extended @ separator)).min()
    assert 0 < mistakes <= (np.linalg.norm(extended, axis=1).max() / margin) ** 2
    # The learning rate only scales the result.
    w2, b2, mistakes2 = learn(xs, ys, eta=0.5, passes=2000)
    np.testing.assert_allclose([*w2, b2], [*(w / 2), b / 2], rtol=1e-9)
    assert mistakes2 == mistakes


def test_learning_rule_never_settles_on_exclusive_or() -> None:
    xs, ys = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), np.array([-1, 1, 1, -1])
    assert learn(xs, ys, eta=1.0, passes=200)[2] < learn(xs, ys, eta=1.0, passes=400)[2]
