"""Which words of a text become links, in English and in Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lexicon.links import Linker

from tests.glossaries import glossary, term

if TYPE_CHECKING:
    from pathlib import Path

    from lexicon.glossary import Glossary

TERMS = {
    "gradient": term("Gradient", "梯度"),
    "gradient-descent": term("Gradient descent", "梯度下降"),
    "stochastic-gradient-descent": term("Stochastic gradient descent", "随机梯度下降", yml="abbreviations: [SGD]\n"),
    "layer": term("Layer", "层", zh_front="aliases: [网络层]\n"),
    "relu": term("ReLU", "修正线性单元", zh_front="aliases: [ReLU]\n"),
    "loss": term("Loss", "损失"),
    "loss-function": term("Loss function", "损失函数"),
    "model": term("Model", "模型", en_front="unlinked: [model]\n"),
    "softmax": term("Softmax", "softmax 函数"),
    "entropy": term("Entropy", "熵"),
    "batch": term("Batch", "批量"),
    "importance-sampling": term("Importance sampling", "重要性采样", yml="abbreviations: [IS]\n"),
}


@pytest.fixture
def words(tmp_path: Path) -> Glossary:
    return glossary(tmp_path / "glossary", TERMS)


def found(words: Glossary, language: str, text: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.slug) for m in Linker(words, language).mentions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the gradient descends", [("gradient", "gradient")]),
        ("gradient descent is slow", [("gradient descent", "gradient-descent")]),
        ("stochastic gradient descent", [("stochastic gradient descent", "stochastic-gradient-descent")]),
        ("Gradients vanish", [("Gradients", "gradient")]),
        ("three entropies, two batches", [("entropies", "entropy"), ("batches", "batch")]),
        ("gradient-descent steps", [("gradient-descent", "gradient-descent")]),
        ("a gradient-based method", []),
        ("the multilayer case", []),
        ("a two-layer network", []),
        ("with SGD, not sgd", [("SGD", "stochastic-gradient-descent")]),
        ("this is important, IS is not", [("IS", "importance-sampling")]),
        ("ReLU and relu", [("ReLU", "relu")]),
        ("the model and its models", []),
        ("loss functions and losses", [("loss functions", "loss-function"), ("losses", "loss")]),
        ("", []),
    ],
)
def test_english_mentions(words: Glossary, text: str, expected: list[tuple[str, str]]) -> None:
    assert found(words, "en", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("用梯度下降法求解", [("梯度下降", "gradient-descent")]),
        ("随机梯度下降与梯度", [("随机梯度下降", "stochastic-gradient-descent"), ("梯度", "gradient")]),
        ("不同层次的抽象", []),
        ("每个网络层都有参数", [("网络层", "layer")]),
        ("损失函数的值就是损失", [("损失函数", "loss-function"), ("损失", "loss")]),
        ("经 softmax 函数归一化", [("softmax 函数", "softmax")]),
        ("ReLU激活", [("ReLU", "relu")]),
        ("采用SGD训练", [("SGD", "stochastic-gradient-descent")]),
        ("大批量生产线", []),
        ("每个批量含 32 个样本", [("批量", "batch")]),
    ],
)
def test_chinese_mentions(words: Glossary, text: str, expected: list[tuple[str, str]]) -> None:
    assert found(words, "zh", text) == expected


def links(folder: Path, prose: str) -> list[tuple[str, str]]:
    terms = TERMS | {"probe": term("Probe", "探针", en_text=prose)}
    words = glossary(folder, terms)
    return [
        (link.span.text, link.slug) for link in Linker(words, "en").links(words.terms["probe"].texts["en"], "probe")
    ]


def test_only_the_first_mention_in_each_section_is_linked(tmp_path: Path) -> None:
    prose = "A gradient, again a gradient.\n\n## Intuition\nThe gradient once more, and gradients."
    assert links(tmp_path, prose) == [("gradient", "gradient"), ("gradient", "gradient")]


@pytest.mark.parametrize(
    "prose",
    [
        "See `gradient`.",
        "See $gradient$.",
        "```python\ngradient = 1\n```",
        "See [the gradient page](https://example.org/gradient).",
        "Text.\n\n## Gradient\n",
        "The probe itself.",
        "An [uphill vector](../gradient/en.md) is a gradient.",
        "A gradient is an [uphill vector](../gradient/en.md).",
    ],
)
def test_nothing_is_linked_in_code_formulas_headings_and_links(tmp_path: Path, prose: str) -> None:
    assert links(tmp_path, prose) == []


def test_longest_name_wins_over_an_earlier_shorter_one(tmp_path: Path) -> None:
    assert links(tmp_path, "The stochastic gradient descent method.") == [
        ("stochastic gradient descent", "stochastic-gradient-descent")
    ]


def test_mention_inside_emphasis_is_linked(tmp_path: Path) -> None:
    assert links(tmp_path, "A *gradient* and **loss**.") == [("gradient", "gradient"), ("loss", "loss")]
