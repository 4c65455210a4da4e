"""The formula of `forward-propagation`, checked by computing with it."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np


def test_layer() -> None:
    rng = np.random.default_rng(4)
    sizes = [3, 5, 4, 2]
    layers = [(rng.normal(size=(out, inp)), rng.normal(size=out)) for inp, out in pairwise(sizes)]
    x = rng.normal(size=3)

    h = x
    for number, (weights, bias) in enumerate(layers, start=1):
        z = weights @ h + bias
        h = np.tanh(z) if number < len(layers) else z

    # Independent: one neuron at a time, recursively from the output.
    def neuron(layer: int, index: int) -> float:
        if layer == 0:
            return float(x[index])
        weights, bias = layers[layer - 1]
        total = math.fsum(weights[index, j] * neuron(layer - 1, j) for j in range(sizes[layer - 1])) + bias[index]
        return math.tanh(total) if layer < len(layers) else float(total)

    np.testing.assert_allclose(h, [neuron(3, 0), neuron(3, 1)], rtol=1e-12)
