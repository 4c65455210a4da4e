"""The formulas of `language-model`, checked by computing with them."""

from __future__ import annotations

import itertools

import numpy as np

VOCABULARY, LENGTH = 3, 4
RNG = np.random.default_rng(0)
JOINT = RNG.dirichlet(np.ones(VOCABULARY**LENGTH)).reshape((VOCABULARY,) * LENGTH)


def conditional(text: tuple[int, ...], t: int) -> float:
    """P(w_t | w_1, ..., w_{t-1}) from the joint table: of the texts that begin alike, the share that go on with w_t."""
    alike = sum(JOINT[w] for w in itertools.product(range(VOCABULARY), repeat=LENGTH) if w[: t - 1] == text[: t - 1])
    going_on = sum(JOINT[w] for w in itertools.product(range(VOCABULARY), repeat=LENGTH) if w[:t] == text[:t])
    return float(going_on / alike)


def test_factorization() -> None:
    for text in itertools.product(range(VOCABULARY), repeat=LENGTH):
        stated = np.prod([conditional(text, t) for t in range(1, LENGTH + 1)])
        np.testing.assert_allclose(stated, JOINT[text], rtol=1e-12)


def test_training_loss() -> None:
    """Against the mean cross-entropy of one-hot targets and the predicted distributions, and the joint probability."""
    for text in itertools.product(range(VOCABULARY), repeat=LENGTH):
        stated = -sum(np.log(conditional(text, t)) for t in range(1, LENGTH + 1)) / LENGTH
        crosses = []
        for t in range(1, LENGTH + 1):
            predicted = [conditional((*text[: t - 1], w, *text[t:]), t) for w in range(VOCABULARY)]
            np.testing.assert_allclose(sum(predicted), 1)
            crosses.append(-np.eye(VOCABULARY)[text[t - 1]] @ np.log(predicted))
        np.testing.assert_allclose(stated, np.mean(crosses), rtol=1e-12)
        np.testing.assert_allclose(np.exp(-LENGTH * stated), JOINT[text], rtol=1e-12)


def test_worked_example() -> None:
    probability = 0.1 * 0.02 * 0.05
    np.testing.assert_allclose(probability, 1e-4)
    assert round(-np.log(probability) / 3, 2) == 3.07
