"""What differs by language, and what languages without a module of their own get."""

from __future__ import annotations

import pytest
from lexicon.languages import OTHER, locale_of
from lexicon.text import is_latin

JAPANESE, RUSSIAN = locale_of("ja"), locale_of("ru-RU")


@pytest.mark.parametrize(
    ("character", "latin"),
    [("a", True), ("É", True), ("Ａ", True), ("7", True), ("カ", False), ("は", False), ("度", False), ("α", False)],
)
def test_latin_letters_and_digits(character: str, latin: bool) -> None:
    assert is_latin(character) is latin


@pytest.mark.parametrize(
    ("inside", "outside", "continues_word"),
    [
        ("配", "は", False),
        ("配", "降", True),
        ("デ", "ル", True),
        ("ル", "ー", True),
        ("ル", "を", False),
        ("ル", "2", False),
        ("み", "を", False),
        ("み", "行", True),
        ("々", "人", True),
        ("U", "は", False),
        ("U", "s", True),
        ("d", "-", True),
        ("配", "-", False),
        ("т", "а", True),
        ("т", ".", False),
    ],
)
def test_where_words_go_on_in_a_language_without_a_module(inside: str, outside: str, continues_word: bool) -> None:
    assert JAPANESE.continues_word(inside, outside) is continues_word


def test_locale_is_that_of_the_primary_subtag() -> None:
    assert locale_of("zh-Hans") is locale_of("zh")
    assert locale_of("en-GB") is locale_of("en")
    assert locale_of("zha") is not locale_of("zh")


@pytest.mark.parametrize(
    ("name", "letter"), [("Градиент", "Г"), ("ёмкость", "Е"), ("Übung", "U"), ("勾配", OTHER), ("3D", OTHER)]
)
def test_letters_of_a_language_without_a_module(name: str, letter: str) -> None:
    assert RUSSIAN.letter(RUSSIAN.sort_key(name)) == letter


def test_language_without_readings_shows_none() -> None:
    assert locale_of("zh").reading("梯度") == "tī dù"
    assert JAPANESE.reading("勾配") == ""
    assert JAPANESE.syllables("勾配") == []


def test_words_of_texts_without_spaces_are_counted_by_their_characters() -> None:
    assert RUSSIAN.count_content_words("вектор частных производных функции") == 4
    assert JAPANESE.count_content_words("損失が最も速く増える方向") == 6


@pytest.mark.parametrize("tag", ["en", "zh-Hans", "ja"])
def test_excerpt_keeps_short_definitions_whole(tag: str) -> None:
    assert locale_of(tag).excerpt("A gradient.") == "A gradient."
    assert len(locale_of(tag).excerpt("word " * 100)) <= 287
    assert locale_of(tag).excerpt("勾配" * 100) == "勾配" * 47 + "…"
