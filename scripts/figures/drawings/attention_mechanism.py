"""Figures of the term `attention-mechanism`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures.drawing import figure
from figures.style import SOFT, A, canvas, cells, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from figures.style import Say

# Made by hand; the entries stand roughly for person, action, food and description.
EMBEDDINGS = np.array([[2, 1, 0, 0], [1, 2, 1.5, 0], [0, 0, 0.5, 2], [0, 0, 1.5, 1.5], [0, 1, 2.2, 1]])


@figure("attention-mechanism", "weights")
def weights(say: Say) -> Figure:
    """Attention weights between the five words of a sentence, computed from toy embeddings."""
    scores = EMBEDDINGS @ EMBEDDINGS.T / np.sqrt(EMBEDDINGS.shape[1])
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    words = say("she eats one green apple", "她 吃 一个 绿 苹果").split()
    sheet, (axes,) = canvas(height=3.7)
    axes.set_axis_off()
    cells(axes, shares, A, "{:.2f}")
    for place, word in enumerate(words):
        label(axes, place + 0.5, 5.3, word)
        label(axes, -0.12, 4.5 - place, word, ha="right")
    label(axes, 2.5, 5.85, say("keys: the words looked at", "键：被关注的词"), SOFT)
    label(axes, -0.95, 2.5, say("queries:\nwords that\nlook", "查询：\n发起关注\n的词"), SOFT, ha="right")
    axes.set(xlim=(-2.2, 5.1), ylim=(-0.1, 6.15))
    return sheet
