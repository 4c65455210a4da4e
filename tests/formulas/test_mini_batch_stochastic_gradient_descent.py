"""The formula of `mini-batch-stochastic-gradient-descent`, checked by computing with it."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np


def test_update() -> None:
    rng = np.random.default_rng(7)
    x = rng.normal(size=(6, 2))
    y = rng.normal(size=6)
    theta = rng.normal(size=2)
    eta, h = 0.1, 1e-6

    def step(batch: tuple[int, ...]) -> np.ndarray:
        total = sum((2 * (x[i] @ theta - y[i]) * x[i] for i in batch), start=np.zeros(2))
        return theta - eta / len(batch) * total

    def loss(parameters: np.ndarray, batch: list[int]) -> float:
        return float(np.mean((x[batch] @ parameters - y[batch]) ** 2))

    def numeric_step(batch: list[int]) -> np.ndarray:
        slopes = [(loss(theta + h * e, batch) - loss(theta - h * e, batch)) / (2 * h) for e in np.eye(2)]
        return theta - eta * np.array(slopes)

    # Independent: finite differences of the average loss on the mini-batch.
    np.testing.assert_allclose(step((0, 2, 5)), numeric_step([0, 2, 5]), rtol=1e-6)
    # Unbiased: over all mini-batches of three the average step is the step on the whole data set.
    steps = [step(batch) for batch in combinations(range(6), 3)]
    np.testing.assert_allclose(np.mean(steps, axis=0), numeric_step(list(range(6))), rtol=1e-6)
    # Independent draws: four times the batch halves the standard deviation of the step.
    single = np.std([step(batch) for batch in product(range(6), repeat=1)], axis=0)
    four = np.std([step(batch) for batch in product(range(6), repeat=4)], axis=0)
    np.testing.assert_allclose(four, single / 2, rtol=1e-10)
    # The figures of the worked example.
    assert -(-50_000 // 128) == 391
    assert 50_000 - 390 * 128 == 80
