"""The formulas of `output-layer`, checked by computing with them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable


def sigmoid(z: np.ndarray) -> np.ndarray:
    return np.asarray(1 / (1 + np.exp(-z)))


def softmax(z: np.ndarray) -> np.ndarray:
    return np.asarray(np.exp(z) / np.exp(z).sum())


def test_output() -> None:
    rng = np.random.default_rng(0)
    w, h, b = rng.normal(size=(3, 4)), rng.normal(size=4), rng.normal(size=3)
    stated = softmax(w @ h + b)
    scores = [math.fsum(w[k, j] * h[j] for j in range(4)) + b[k] for k in range(3)]
    by_output = [1 / math.fsum(math.exp(other - own) for other in scores) for own in scores]
    np.testing.assert_allclose(stated, by_output, rtol=1e-12)


def test_output_pairs_with_its_loss() -> None:
    """The gradient of the loss with respect to z is the prediction minus the target, as the page says."""
    pairs: list[tuple[Callable[[np.ndarray], np.ndarray], Callable[[np.ndarray, np.ndarray], float], np.ndarray]] = [
        (lambda z: z, lambda p, y: float(((p - y) ** 2).sum() / 2), np.array([0.3, -2.0, 1.0])),
        (sigmoid, lambda p, y: float(-(y * np.log(p) + (1 - y) * np.log(1 - p)).sum()), np.array([1.0, 0.0, 1.0])),
        (softmax, lambda p, y: float(-(y * np.log(p)).sum()), np.array([0.0, 1.0, 0.0])),
    ]
    z, h = np.array([0.4, -1.2, 2.1]), 1e-6
    for activation, loss, y in pairs:
        stated = activation(z) - y
        numeric = [(loss(activation(z + h * e), y) - loss(activation(z - h * e), y)) / (2 * h) for e in np.eye(3)]
        np.testing.assert_allclose(stated, numeric, rtol=1e-6)
