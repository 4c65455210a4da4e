"""The formulas of `cross-entropy-loss`, checked by computing with them."""

from __future__ import annotations

import math

import numpy as np


def softmax(z: np.ndarray) -> np.ndarray:
    return np.asarray(np.exp(z) / np.sum(np.exp(z)))


def cross_entropy(target: np.ndarray, predicted: np.ndarray) -> float:
    return float(-np.sum(target * np.log(predicted)))


def test_definition() -> None:
    p = np.array([0.5, 0.3, 0.2])
    q = np.array([0.2, 0.7, 0.1])
    # Independent: entropy plus KL divergence, term by term; one-hot targets leave one logarithm.
    entropy = math.fsum(-a * math.log(a) for a in p)
    divergence = math.fsum(a * math.log(a / b) for a, b in zip(p, q, strict=True))
    np.testing.assert_allclose(cross_entropy(p, q), entropy + divergence, rtol=1e-12)
    np.testing.assert_allclose(cross_entropy(np.array([0.0, 1.0, 0.0]), q), -math.log(0.7), rtol=1e-12)
    np.testing.assert_allclose([-math.log(v) for v in (0.7, 0.1, 0.01)], [0.357, 2.303, 4.605], atol=5e-4)


def test_from_logits() -> None:
    z = np.array([2.0, 1.0, 0.1])
    for c in range(3):
        stated = -z[c] + math.log(sum(math.exp(v) for v in z))
        np.testing.assert_allclose(stated, cross_entropy(np.eye(3)[c], softmax(z)), rtol=1e-12)
    # Softmax applied twice, ten classes: the smallest loss that the page gives.
    np.testing.assert_allclose(-1 + math.log(math.e + 9), 1.46, atol=5e-3)


def test_gradient() -> None:
    z = np.array([0.3, -1.4, 0.9, 2.2])
    h = 1e-6
    for target in (np.array([0.0, 0.0, 1.0, 0.0]), np.array([0.1, 0.2, 0.6, 0.1])):
        numeric = [
            (cross_entropy(target, softmax(z + h * e)) - cross_entropy(target, softmax(z - h * e))) / (2 * h)
            for e in np.eye(4)
        ]
        np.testing.assert_allclose(softmax(z) - target, numeric, atol=1e-8)
