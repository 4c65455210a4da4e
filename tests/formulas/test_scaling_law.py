"""The formulas of `scaling-law`, checked by computing with them."""

from __future__ import annotations

import itertools

import numpy as np

E, A, B, ALPHA, BETA = 1.69, 406.4, 410.7, 0.34, 0.28


def stated(n: np.ndarray | float, d: np.ndarray | float) -> np.ndarray | float:
    return E + A / n**ALPHA + B / d**BETA


def test_loss() -> None:
    # brute force over the split of a budget against the condition for the minimum, alpha A / N^alpha = beta B / D^beta
    compute = 5.88e23
    n = np.geomspace(1e9, 1e12, 200_001)
    best = n[stated(n, compute / (6 * n)).argmin()]
    exact = (ALPHA * A / (BETA * B)) ** (1 / (ALPHA + BETA)) * (compute / 6) ** (BETA / (ALPHA + BETA))
    np.testing.assert_allclose(best, exact, rtol=1e-3)
    # a pure power law is a straight line on logarithmic axes
    sizes = np.array([1e8, 1e9, 1e10])
    slopes = np.diff(np.log(stated(sizes, np.inf) - E)) / np.diff(np.log(sizes))
    np.testing.assert_allclose(slopes, -ALPHA)
    np.testing.assert_allclose((stated(2e9, np.inf) - E) / (stated(1e9, np.inf) - E), 0.79, atol=0.005)
    np.testing.assert_allclose((stated(7.68e9, np.inf) - E) / (stated(1e9, np.inf) - E), 0.5, atol=0.001)
    # the numbers of the worked example
    np.testing.assert_allclose([stated(70e9, 1.4e12), stated(280e9, 350e9)], [1.94, 1.98], atol=0.005)


def test_compute() -> None:
    """Train linear layers by loops that count every multiplication and addition; NumPy confirms the gradients."""
    rng = np.random.default_rng(0)
    tokens, widths = 3, [7, 11, 13, 5]
    weights = [rng.normal(size=shape) for shape in itertools.pairwise(widths)]
    operations = 0

    def product(left: np.ndarray, right: np.ndarray) -> np.ndarray:
        nonlocal operations
        result = np.zeros((left.shape[0], right.shape[1]))
        for i in range(left.shape[0]):
            for j in range(right.shape[1]):
                for k in range(left.shape[1]):
                    result[i, j] += left[i, k] * right[k, j]
                    operations += 2
        return result

    layers = [rng.normal(size=(tokens, widths[0]))]
    for weight in weights:
        layers.append(product(layers[-1], weight))
    assert operations == 2 * sum(weight.size for weight in weights) * tokens
    upstream = np.ones_like(layers[-1])  # the loss is the sum of the outputs
    gradients = []
    for weight, below in zip(weights[::-1], layers[-2::-1], strict=True):
        gradients.append(product(below.T, upstream))
        upstream = product(upstream, weight.T)
    np.testing.assert_allclose(gradients[1], layers[1].T @ np.ones((tokens, 5)) @ weights[2].T)
    assert operations == 6 * sum(weight.size for weight in weights) * tokens
    np.testing.assert_allclose([6 * 70e9 * 1.4e12, 6 * 280e9 * 350e9], 5.88e23)
