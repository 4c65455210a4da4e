"""The formulas of `chain-rule`, checked by computing with them."""

from __future__ import annotations

import math

import numpy as np


def test_single_path() -> None:
    def u(x: float) -> float:
        return math.sin(x) + 2 * x

    x, h = 0.7, 1e-6
    dy_du = 3 * u(x) ** 2  # y = u^3
    du_dx = math.cos(x) + 2
    numeric = (u(x + h) ** 3 - u(x - h) ** 3) / (2 * h)
    np.testing.assert_allclose(dy_du * du_dx, numeric, rtol=1e-7)


def test_several_paths() -> None:
    def intermediate(x: float) -> np.ndarray:
        return np.array([x**2, 3 * x, math.exp(-x)])

    def result(u: np.ndarray) -> float:
        return float(u[0] * u[1] + math.sin(u[2]) * u[0])

    x, h = 2.0, 1e-6
    u = intermediate(x)
    dl_du = [u[1] + math.sin(u[2]), u[0], math.cos(u[2]) * u[0]]
    du_dx = [2 * x, 3.0, -math.exp(-x)]
    stated = math.fsum(a * b for a, b in zip(dl_du, du_dx, strict=True))
    numeric = (result(intermediate(x + h)) - result(intermediate(x - h))) / (2 * h)
    np.testing.assert_allclose(stated, numeric, rtol=1e-7)
