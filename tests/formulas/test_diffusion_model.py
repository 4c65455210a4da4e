"""The formulas of `diffusion-model`, checked by computing with them."""

from __future__ import annotations

import numpy as np

RNG = np.random.default_rng(0)
BETA = np.linspace(0.01, 0.2, 20)
ALPHA_BAR = np.cumprod(1 - BETA)
MEAN, VARIANCE = 0.7, 0.4  # of the data, here normal


def noised(x0: np.ndarray, t: int, eps: np.ndarray) -> np.ndarray:
    return np.asarray(np.sqrt(ALPHA_BAR[t - 1]) * x0 + np.sqrt(1 - ALPHA_BAR[t - 1]) * eps)


def best_prediction(x: np.ndarray | float, t: int) -> np.ndarray:
    """The expected noise given the noisy value, for normal data."""
    a = ALPHA_BAR[t - 1]
    return np.asarray(np.sqrt(1 - a) * (x - np.sqrt(a) * MEAN) / (a * VARIANCE + 1 - a))


def test_noising() -> None:
    # Independent: the noise added step by step.
    x0 = RNG.exponential(size=300_000)
    x = x0
    for t, beta in enumerate(BETA, start=1):
        x = np.sqrt(1 - beta) * x + np.sqrt(beta) * RNG.normal(size=x.size)
        direct = noised(x0, t, RNG.normal(size=x.size))
        np.testing.assert_allclose([x.mean(), x.var()], [direct.mean(), direct.var()], atol=0.02)
        np.testing.assert_allclose(np.cov(x, x0)[0, 1], np.cov(direct, x0)[0, 1], atol=0.02)


def test_loss() -> None:
    # The mean squared error is least for the expected noise, which regression on samples finds.
    t = 8
    eps = RNG.normal(size=400_000)
    x = noised(MEAN + np.sqrt(VARIANCE) * RNG.normal(size=eps.size), t, eps)
    design = np.stack([np.ones_like(x), x], axis=1)
    fitted = design @ np.linalg.lstsq(design, eps, rcond=None)[0]
    np.testing.assert_allclose(fitted, best_prediction(x, t), atol=0.03)
    least = np.mean((eps - best_prediction(x, t)) ** 2)
    a = ALPHA_BAR[t - 1]
    np.testing.assert_allclose(least, a * VARIANCE / (a * VARIANCE + 1 - a), rtol=0.01)
    assert least < np.mean((eps - 1.1 * best_prediction(x, t)) ** 2)


def test_sampling_step() -> None:
    # Bayes' rule for normal distributions: x_{t-1} given x_t.
    for t in range(2, len(BETA) + 1):
        beta, a, before = BETA[t - 1], ALPHA_BAR[t - 1], ALPHA_BAR[t - 2]
        prior_mean, prior_variance = np.sqrt(before) * MEAN, before * VARIANCE + 1 - before
        for x in (-1.3, 0.2, 2.1):
            gain = np.sqrt(1 - beta) * prior_variance / ((1 - beta) * prior_variance + beta)
            expected = prior_mean + gain * (x - np.sqrt(1 - beta) * prior_mean)
            stated = (x - beta / np.sqrt(1 - a) * best_prediction(x, t)) / np.sqrt(1 - beta)
            np.testing.assert_allclose(stated, expected, rtol=1e-12)
        # For data of mean 0 and variance 1, the best prediction is sqrt(1 - a) x and the step keeps the variance 1.
        slope = (1 - beta / np.sqrt(1 - a) * np.sqrt(1 - a)) / np.sqrt(1 - beta)
        np.testing.assert_allclose(slope**2 + beta, 1.0)


def test_code() -> None:
    # The prediction in the code, E[x_0 | x_t] for 1 with probability 3/4 and -1 with 1/4, by Bayes' rule.
    for a in (0.99, 0.5, 0.02):
        for x in (-1.5, 0.1, 0.8):
            plus = 0.75 * np.exp(-((x - np.sqrt(a)) ** 2) / (2 * (1 - a)))
            minus = 0.25 * np.exp(-((x + np.sqrt(a)) ** 2) / (2 * (1 - a)))
            stated = np.tanh(np.sqrt(a) * x / (1 - a) + np.arctanh(0.5))
            np.testing.assert_allclose(stated, (plus - minus) / (plus + minus), rtol=1e-9)
