"""Figures of the term `embedding`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures.drawing import figure
from figures.style import A, B, C, canvas, label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from figures.style import Say

SENTENCES = """
cat eats fish; cat eats meat; cat drinks milk; cat sleeps; cat runs; cat likes people; cat drinks water
dog eats meat; dog eats fish; dog drinks water; dog sleeps; dog runs; dog likes people; dog runs fast; dog pulls sledge
horse eats grass; horse eats apple; horse drinks water; horse sleeps; horse runs fast; horse carries people
horse pulls carriage
car carries people; car drives fast; car needs fuel; car has wheels; car stops; road has car
bus carries people; bus drives; bus needs fuel; bus has wheels; bus stops; bus stops here; road has bus
train carries people; train drives fast; train needs power; train has wheels; train stops; train stops here
train pulls carriage
apple tastes sweet; apple grows; apple falls; ripe apple; tree has apple; people eat apple; sour apple
pear tastes sweet; pear grows; pear falls; ripe pear; tree has pear; people eat pear; soft pear
plum tastes sour; plum grows; plum falls; ripe plum; tree has plum; people eat plum; soft plum; sour plum; sweet plum
"""
WORDS = ("cat", "dog", "horse", "car", "bus", "train", "apple", "pear", "plum")


def _vectors() -> np.ndarray:
    """Two numbers for each word: the singular value decomposition of how often it stands beside others."""
    sentences = [sentence.split() for sentence in SENTENCES.replace("\n", ";").split(";") if sentence.strip()]
    others = sorted({word for sentence in sentences for word in sentence})
    counts = np.zeros((len(WORDS), len(others)))
    for sentence in sentences:
        for word in set(sentence) & set(WORDS):
            for other in sentence:
                if other != word:
                    counts[WORDS.index(word), others.index(other)] += 1
    counts = counts[:, counts.sum(axis=0) > 0]
    damped = np.log1p(counts)
    left, scale, _ = np.linalg.svd(damped - damped.mean(axis=0), full_matrices=False)
    vectors: np.ndarray = left[:, :2] * scale[:2] * np.sign(left[0, :2])
    return vectors


@figure("embedding", "plane")
def plane(say: Say) -> Figure:
    """Nine words as points of the plane, computed from the words beside which they stand in short sentences."""
    sheet, (axes,) = canvas(height=3.7)
    axes.set_aspect("equal")
    axes.set(xticks=[], yticks=[], xlim=(-2.5, 3.2), ylim=(-1.8, 1.7))
    axes.spines[["right", "top"]].set_visible(True)
    names = (
        *(say("cat", "猫"), say("dog", "狗"), say("horse", "马")),
        *(say("car", "汽车"), say("bus", "公交车"), say("train", "火车")),
        *(say("apple", "苹果"), say("pear", "梨"), say("plum", "李子")),
    )
    sides = ("right", "left", "left", "left", "right", "left", "left", "left", "right")
    lifts = (0.04, 0, -0.04, 0.07, 0, -0.03, 0.05, -0.08, 0)
    for (x, y), name, side, lift, group in zip(_vectors(), names, sides, lifts, "aaabbbccc", strict=True):
        colour, marker = {"a": (A, "o"), "b": (B, "s"), "c": (C, "^")}[group]
        axes.plot([x], [y], marker, color=colour, markersize=6)
        label(axes, x + (0.09 if side == "left" else -0.09), y + lift, name, colour, ha=side)
    return sheet
