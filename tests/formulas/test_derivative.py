"""The formulas of `derivative`, checked by computing with them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable


def test_definition() -> None:
    def quotient(f: Callable[[float], float], x: float, h: float) -> float:
        return (f(x + h) - f(x)) / h

    cases: list[tuple[Callable[[float], float], float, float]] = [
        (lambda x: x * x, 3.0, 6.0),
        (lambda x: x**3, 2.0, 12.0),
        (math.exp, 1.0, math.e),
        (math.log, 4.0, 0.25),
        (lambda x: math.sin(x * x), 0.7, 1.4 * math.cos(0.49)),
    ]
    for f, x, known in cases:
        for sign in (1.0, -1.0):
            errors = [abs(quotient(f, x, sign * h) - known) for h in (1e-1, 1e-2, 1e-3, 1e-4, 1e-5)]
            assert errors == sorted(errors, reverse=True)
            np.testing.assert_allclose(quotient(f, x, sign * 1e-7), known, rtol=1e-5)
