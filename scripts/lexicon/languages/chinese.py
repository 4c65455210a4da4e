"""The locale of Simplified Chinese."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

import rjieba

from lexicon.languages import chinese_variants, pinyin, pinyin_table
from lexicon.languages.locale import OTHER, Locale, SearchTables, SortKey
from lexicon.text import HAN_RUN, Script, is_han

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Chinese(Locale):
    """Simplified Chinese: words are found by segmentation, readings are in pinyin."""

    continued_by: ClassVar[Mapping[Script, frozenset[Script]]] = {Script.SPACED: frozenset({Script.SPACED})}
    min_content_words = 6
    reading_tag = "zh-Latn"
    has_chinese_typography = True
    is_latin = False

    def is_segmented(self, name: str) -> bool:
        """Whether a name contains Chinese characters, so that its mentions must start and end at `word_edges`."""
        return bool(HAN_RUN.search(name))

    def word_edges(self, text: str, names: frozenset[str]) -> set[int]:
        """The character offsets of word boundaries by jieba's segmentation, without its hidden Markov model."""
        edges = {0, len(text)}
        for _, start, end in _segmenter(names).tokenize(text, hmm=False):
            edges.update((start, end))
        return edges

    def reading(self, name: str, given: str | None = None) -> str:
        """The pinyin of a name with Chinese characters, punctuated as Latin text; "" for other names."""
        return pinyin.as_text(pinyin.reading(name, given)) if HAN_RUN.search(name) else ""

    def syllables(self, name: str) -> list[str]:
        """The pinyin syllables of a name; Latin words are kept."""
        return pinyin.syllables(name)

    def possible_readings(self, name: str) -> list[set[str]]:
        """The set of all readings of each character of a name; for a Latin word the word itself, case-folded."""
        return pinyin.possible(name)

    def ambiguous_readings(self, name: str) -> list[str]:
        """The readings of the first character, if it has several and the dictionary does not know the word."""
        return pinyin.ambiguous_readings(name)

    def sort_key(self, name: str, given: str | None = None) -> SortKey:
        """A key that sorts by pinyin without tones, then with tones."""
        spoken = pinyin.reading(name, given) if HAN_RUN.search(name) else name
        return pinyin.plain(spoken), spoken.casefold(), name

    def letter(self, key: SortKey) -> str:
        """The Latin capital letter of the index heading for a name with this key, or `OTHER`."""
        first = key[0][:1].upper()
        return first if first.isascii() and first.isalpha() else OTHER

    def count_content_words(self, text: str) -> int:
        """The number of Chinese characters."""
        return sum(map(is_han, text))

    def search_tables(self, names: Iterable[str], texts: str, given: Mapping[str, str]) -> SearchTables:
        """Tables of traditional characters, of words of Taiwan and Hong Kong, and of pinyin."""
        names = list(names)
        table = pinyin_table.build_table(names, given)
        regional = chinese_variants.regional(names, texts)
        # Regional words are typed in traditional characters too.
        used = "".join([texts, *(word for word, _ in regional)])
        return SearchTables(
            traditional=chinese_variants.traditional(used),
            regional=regional,
            usual=table.usual,
            rare=table.rare,
            exceptions=table.exceptions,
        )


@lru_cache(maxsize=2)
def _segmenter(words: frozenset[str]) -> rjieba.Jieba:
    """A segmenter whose dictionary includes `words`. Cached, because loading the dictionary is slow."""
    segmenter = rjieba.Jieba()
    for word in sorted(words):
        segmenter.add_word(word, None, None)
    return segmenter
