"""The formulas of `dot-product`, checked by computing with them."""

from __future__ import annotations

import math

import numpy as np


def dot(a: np.ndarray, b: np.ndarray) -> float:
    return math.fsum(a[i] * b[i] for i in range(len(a)))


def test_definition() -> None:
    a, b = np.array([1.0, 2.0, 3.0]), np.array([4.0, -5.0, 6.0])
    assert dot(a, b) == 12.0
    # Independent: the polarization identity uses lengths of vectors only.
    polarized = (np.linalg.norm(a + b) ** 2 - np.linalg.norm(a - b) ** 2) / 4
    np.testing.assert_allclose(dot(a, b), polarized, rtol=1e-12)


def test_geometric() -> None:
    # In the plane, the angle is known without any product: the difference of two polar angles.
    for length_a, angle_a, length_b, angle_b in [(2.0, 0.3, 1.5, 1.1), (0.7, -1.0, 3.0, 1.9)]:
        a = length_a * np.array([math.cos(angle_a), math.sin(angle_a)])
        b = length_b * np.array([math.cos(angle_b), math.sin(angle_b)])
        stated = np.linalg.norm(a) * np.linalg.norm(b) * math.cos(angle_b - angle_a)
        np.testing.assert_allclose(stated, dot(a, b), rtol=1e-12)
