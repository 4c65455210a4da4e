"""The formula of `softmax-classifier`, checked by computing with it."""

from __future__ import annotations

import math

import numpy as np


def probabilities(weights: np.ndarray, bias: np.ndarray, x: np.ndarray) -> np.ndarray:
    scores = np.exp(weights @ x + bias)
    return np.asarray(scores / scores.sum())


def test_class_probability() -> None:
    weights = np.array([[1.0, 0.0], [0.0, 1.0], [-1.0, 1.0]])
    bias = np.array([0.0, 0.0, -1.0])
    x = np.array([1.0, 2.0])
    # Independent: the scores 1, 2, 0 worked out by hand; the figures printed on the page.
    total = math.e + math.e**2 + 1
    np.testing.assert_allclose(probabilities(weights, bias, x), [math.e / total, math.e**2 / total, 1 / total])
    np.testing.assert_allclose(probabilities(weights, bias, x), [0.245, 0.665, 0.090], atol=5e-4)
    # Two classes: logistic regression on the difference of the weights.
    w = np.array([[0.3, -0.8], [1.1, 0.4]])
    b = np.array([0.2, -0.5])
    margin = (w[1] - w[0]) @ x + b[1] - b[0]
    np.testing.assert_allclose(probabilities(w, b, x)[1], 1 / (1 + math.exp(-margin)), rtol=1e-12)
