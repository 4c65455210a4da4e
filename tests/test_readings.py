"""Reading and sorting of Chinese names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lexicon.languages import OTHER, locale_of, pinyin

from tests.glossaries import glossary, term

if TYPE_CHECKING:
    from pathlib import Path

ENGLISH, CHINESE = locale_of("en"), locale_of("zh-Hans")


@pytest.mark.parametrize(
    ("spoken", "plain"),
    [("tī dù", "ti du"), ("xué xí lǜ", "xue xi lv"), ("lüè", "lve"), ("softmax hán shù", "softmax han shu")],
)
def test_plain_reading(spoken: str, plain: str) -> None:
    assert pinyin.plain(spoken) == plain


@pytest.mark.parametrize(
    ("name", "spoken"),
    [
        ("查询、键和值", "chá xún, jiàn hé zhí"),
        ("偏差-方差权衡", "piān chā-fāng chā quán héng"),
        ("softmax 函数", "softmax hán shù"),
        ("指令微调", "zhǐ lìng wēi tiáo"),
        ("最大似然估计", "zuì dà sì rán gū jì"),
        ("文本分类", "wén běn fēn lèi"),
        ("图卷积网络", "tú juǎn jī wǎng luò"),
    ],
)
def test_reading_of_a_name_as_text(name: str, spoken: str) -> None:
    assert pinyin.as_text(" ".join(pinyin.syllables(name))) == spoken


@pytest.mark.parametrize(
    ("name", "readings"),
    [("长程依赖", []), ("长期记忆", []), ("重参数化", ["chóng", "tóng", "zhòng"]), ("梯度", [])],
)
def test_readings_of_a_first_character_that_no_word_makes_certain(name: str, readings: list[str]) -> None:
    assert CHINESE.ambiguous_readings(name) == readings


def test_chinese_names_sort_by_pinyin_and_by_hand_where_it_is_wrong(tmp_path: Path) -> None:
    names = {"a": "梯度", "b": "softmax 函数", "c": "重参数化", "d": "参数", "e": "BERT 模型"}
    terms = {slug: term(slug.upper() * 3, name) for slug, name in names.items()}
    terms["c"] = term("CCC", "重参数化", zh_front="pinyin: chóng cān shù huà\n")
    words = glossary(tmp_path / "glossary", terms)
    texts = [entry.texts["zh"] for entry in words.terms.values()]
    assert [text.name.value for text in sorted(texts, key=lambda text: CHINESE.sort_key(*text.name_and_reading))] == [
        "BERT 模型",
        "参数",
        "重参数化",
        "softmax 函数",
        "梯度",
    ]
    assert [CHINESE.letter(CHINESE.sort_key(*text.name_and_reading)) for text in texts] == ["T", "S", "C", "C", "B"]


def test_name_that_begins_with_no_letter_has_a_letter_of_its_own(tmp_path: Path) -> None:
    words = glossary(tmp_path / "glossary", {"x": term("3D convolution", "三维卷积")})
    assert ENGLISH.letter(ENGLISH.sort_key(words.terms["x"].texts["en"].name.value)) == OTHER
