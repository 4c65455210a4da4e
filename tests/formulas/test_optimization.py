"""The formulas of `optimization`, checked by computing with them."""

from __future__ import annotations

import numpy as np

DATA = np.array([1.0, 2.0, 6.0])


def objective(theta: np.ndarray) -> np.ndarray:
    return np.asarray(((theta[..., None] - DATA) ** 2).mean(axis=-1))


def argmin(permitted: np.ndarray) -> np.ndarray:
    values = objective(permitted)
    return np.asarray(permitted[values == values.min()])


def test_problem() -> None:
    grid = np.arange(-400, 801) / 100
    np.testing.assert_allclose(argmin(grid), [DATA.mean()])
    np.testing.assert_allclose(argmin(grid[grid <= 2]), [2.0])


def test_problem_can_have_several_solutions() -> None:
    # The points 2 and 4 are equally far from the mean: arg min is a set.
    np.testing.assert_allclose(argmin(np.array([2.0, 4.0, 5.0])), [2.0, 4.0])


def test_worked_example() -> None:
    def slope(theta: float, h: float = 1e-6) -> float:
        return float((objective(np.array(theta + h)) - objective(np.array(theta - h))) / (2 * h))

    np.testing.assert_allclose([slope(t) for t in (0.0, 2.0, 3.0)], [-6.0, -2.0, 0.0], atol=1e-6)
    np.testing.assert_allclose(objective(np.array(3.0)), 4.67, atol=0.005)
    theta, path = 0.0, [0.0]
    for _ in range(3):
        theta -= 0.1 * slope(theta)
        path.append(theta)
    np.testing.assert_allclose(path, [0.0, 0.6, 1.08, 1.464], atol=1e-6)
