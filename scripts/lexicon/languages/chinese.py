"""Chinese."""

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
    """Simplified Chinese: words by segmentation, readings in pinyin, typography of its own."""

    continued_by: ClassVar[Mapping[Script, frozenset[Script]]] = {Script.SPACED: frozenset({Script.SPACED})}
    least_own_words = 6
    reading_tag = "zh-Latn"
    has_chinese_typography = True
    is_latin = False

    def is_segmented(self, name: str) -> bool:
        """Whether a name has Chinese characters, and so must be a word by segmentation."""
        return bool(HAN_RUN.search(name))

    def word_edges(self, text: str, names: frozenset[str]) -> set[int]:
        """The offsets at which a word begins or ends by segmentation."""
        edges = {0, len(text)}
        for _, start, end in _segmenter(names).tokenize(text, hmm=False):
            edges.update((start, end))
        return edges

    def reading(self, name: str, given: str | None = None) -> str:
        """The pinyin of a name with Chinese characters, its signs set as among Latin words."""
        return pinyin.as_text(pinyin.reading(name, given)) if HAN_RUN.search(name) else ""

    def syllables(self, name: str) -> list[str]:
        """The pinyin of a name, Latin words kept."""
        return pinyin.syllables(name)

    def possible_readings(self, name: str) -> list[set[str]]:
        """For every character of a name the readings that it has anywhere, for every Latin word the word itself."""
        return pinyin.possible(name)

    def unsure_readings(self, name: str) -> list[str]:
        """The readings of a name's first character, if no word known to the dictionary says which of them it is."""
        return pinyin.unsure(name)

    def sort_key(self, name: str, given: str | None = None) -> SortKey:
        """Key that sorts by pinyin, and then by tones."""
        spoken = pinyin.reading(name, given) if HAN_RUN.search(name) else name
        return pinyin.plain(spoken), spoken.casefold(), name

    def letter(self, key: SortKey) -> str:
        """The Latin capital under which a name with this key stands, or `OTHER`."""
        first = key[0][:1].upper()
        return first if first.isascii() and first.isalpha() else OTHER

    def own_words(self, text: str) -> int:
        """The number of Chinese characters."""
        return sum(map(is_han, text))

    def search_tables(self, names: Iterable[str], texts: str, given: Mapping[str, str]) -> SearchTables:
        """Traditional characters, words of Taiwan and Hong Kong, and pinyin."""
        names = list(names)
        table = pinyin_table.table(names, given)
        regional = chinese_variants.regional(names, texts)
        # The words to be replaced are typed in traditional characters too.
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
    """A segmenter that takes our names for words; it is kept, for reading its dictionary takes long."""
    segmenter = rjieba.Jieba()
    for word in sorted(words):
        segmenter.add_word(word, None, None)
    return segmenter
