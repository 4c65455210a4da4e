"""The formulas of `momentum`, checked by computing with them."""

from __future__ import annotations

import numpy as np

CURVATURE = np.array([[3.0, 0.5], [0.5, 1.0]])


def gradient(theta: np.ndarray) -> np.ndarray:
    return np.asarray(CURVATURE @ theta)


def stated_path(rates: list[float], mu: float, start: np.ndarray) -> np.ndarray:
    theta, velocity, path = start.copy(), np.zeros_like(start), [start]
    for rate in rates:
        velocity = mu * velocity + gradient(theta)
        theta = theta - rate * velocity
        path.append(theta)
    return np.array(path)


def test_update() -> None:
    # Polyak's form without a velocity: next = now - rate * gradient + mu * (now - previous).
    start = np.array([1.0, -2.0])
    path = [start, start - 0.1 * gradient(start)]
    for _ in range(29):
        path.append(path[-1] - 0.1 * gradient(path[-1]) + 0.9 * (path[-1] - path[-2]))
    np.testing.assert_allclose(stated_path([0.1] * 30, 0.9, start), path, rtol=1e-9, atol=1e-12)


def other_convention(rates: list[float], mu: float, start: np.ndarray) -> np.ndarray:
    theta, velocity, path = start.copy(), np.zeros_like(start), [start]
    for rate in rates:
        velocity = mu * velocity - rate * gradient(theta)
        theta = theta + velocity
        path.append(theta)
    return np.array(path)


def test_conventions_agree_only_for_a_constant_rate() -> None:
    start = np.array([1.0, -2.0])
    constant, changing = [0.1] * 10, [0.1] * 5 + [0.01] * 5
    np.testing.assert_allclose(stated_path(constant, 0.9, start), other_convention(constant, 0.9, start), atol=1e-12)
    assert np.abs(stated_path(changing, 0.9, start) - other_convention(changing, 0.9, start)).max() > 0.01


def test_worked_example() -> None:
    def velocities(gradients: list[float]) -> list[float]:
        velocity, seen = 0.0, []
        for g in gradients:
            velocity = 0.9 * velocity + g
            seen.append(velocity)
        return seen

    constant, alternating = velocities([1.0] * 300), velocities([1.0, -1.0] * 150)
    np.testing.assert_allclose(constant[:3], [1, 1.9, 2.71])
    np.testing.assert_allclose(constant[-1], 10, rtol=1e-9)
    np.testing.assert_allclose(abs(alternating[-1]), 0.53, atol=0.005)
    assert alternating[-1] * alternating[-2] < 0
