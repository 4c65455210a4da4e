"""The interface of locales, with defaults for languages without a module of their own."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from lexicon.text import Script, script

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

SortKey = tuple[str, str, str]
"""A key of a name: its letters without diacritics (or its reading), then with them, then the name as written."""
OTHER = "#"
"""The index heading of names that do not begin with a letter."""
_UNSPACED = "々〇\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_WORD = re.compile(rf"[{_UNSPACED}]{{2}}|[^\W\d_{_UNSPACED}]+")
"""A word, or two characters of an unspaced script."""
_SPACED_KEPT, _UNSPACED_KEPT = 286, 94
"""Maximum number of characters of a definition in the search index, which keeps 1,000 terms below 150 KiB."""


@dataclass(frozen=True)
class SearchTables:
    """Language-specific tables of the search index.

    `traditional` is a pair of strings of equal length, variant characters and their simplified forms. `regional` has
    pairs of a regional word and its replacement. `usual` and `rare` map a reading to the characters with that usual or
    rare reading; `exceptions` maps names that are read differently to their readings.
    """

    traditional: tuple[str, str] = ("", "")
    regional: list[tuple[str, str]] = field(default_factory=list)
    usual: Mapping[str, str] = field(default_factory=dict)
    rare: Mapping[str, str] = field(default_factory=dict)
    exceptions: Mapping[str, str] = field(default_factory=dict)


class Locale:
    """Language-specific behaviour: links, readings, sorting, counting and search.

    This class has defaults for any language; a subclass overrides what differs.
    """

    continued_by: ClassVar[Mapping[Script, frozenset[Script]]] = {
        Script.HAN: frozenset({Script.HAN}),
        Script.HIRAGANA: frozenset({Script.HAN}),
        Script.KATAKANA: frozenset({Script.KATAKANA}),
        Script.SPACED: frozenset({Script.SPACED}),
    }
    """For the script of a word's first or last character, the scripts of adjacent characters that continue the word.

    Hiragana does not continue a word in Han characters, because particles are written in hiragana.
    """
    min_content_words: ClassVar[int] = 4
    """The minimum of `count_content_words` for a definition without its names and links."""
    reading_tag: ClassVar[str] = ""
    """The BCP 47 tag of readings, which are shown beside names and searched; "" for languages without readings."""
    has_chinese_typography: ClassVar[bool] = False
    """Whether the rules of Chinese typography apply."""
    is_latin: ClassVar[bool] = True
    """Whether the language is written in Latin letters, so that Latin words in formulas need no translation."""

    # Names in prose

    def inflections(self, name: str) -> Iterator[str]:
        """The forms of a name in prose: the name itself, and its regular inflections."""
        yield name

    def continues_word(self, inside: str, outside: str) -> bool:
        """Whether the character `outside` continues the word whose first or last character is `inside`.

        Hyphens and underscores continue words of spaced scripts.
        """
        scripts = self.continued_by.get(script(inside), frozenset())
        return script(outside) in scripts or (outside in "-_" and Script.SPACED in scripts)

    def is_segmented(self, name: str) -> bool:
        """Whether mentions of a name must start and end at `word_edges`."""
        return False

    def word_edges(self, text: str, names: frozenset[str]) -> Collection[int]:
        """The 0-based character offsets of word boundaries in a text, where `names` count as words."""
        return range(len(text) + 1)

    # Readings and sorting

    def reading(self, name: str, given: str | None = None) -> str:
        """The reading to show beside a name, the author's if `given`; "" if it needs none."""
        return ""

    def syllables(self, name: str) -> list[str]:
        """The reading of a name as a list of syllables, in the form in which an author writes it."""
        return []

    def possible_readings(self, name: str) -> list[set[str]]:
        """The set of possible readings of each syllable or word of a name."""
        return []

    def ambiguous_readings(self, name: str) -> list[str]:
        """The possible readings of the first character of a name, if there are several and none is certain."""
        return []

    def sort_key(self, name: str, given: str | None = None) -> SortKey:
        """A key that sorts names in the language's usual order; `given` is the author's reading."""
        return without_marks(name.lower()), name.casefold(), name

    def letter(self, key: SortKey) -> str:
        """The capital letter of the index heading for a name with this key, or `OTHER`."""
        first = key[0][:1].upper()
        return first if first.isalpha() and script(first) is not Script.HAN else OTHER

    # Texts

    def count_content_words(self, text: str) -> int:
        """The number of content words in a text; in unspaced scripts two characters count as a word."""
        return len(_WORD.findall(text))

    def excerpt(self, text: str) -> str:
        """The beginning of a definition for the search index, with an ellipsis if it is cut."""
        spaced = not re.search(f"[{_UNSPACED}]", text)
        kept = _SPACED_KEPT if spaced else _UNSPACED_KEPT
        if len(text) <= kept:
            return text
        cut = text[:kept].rpartition(" ")[0] if spaced else text[:kept]
        return cut.rstrip("，、；：,;: ") + "…"

    # Search

    def search_tables(self, names: Iterable[str], texts: str, given: Mapping[str, str]) -> SearchTables:
        """The tables for an index of `names`; `texts` are all its texts, `given` the authors' readings by name."""
        return SearchTables()


def without_marks(text: str) -> str:
    """Remove accents and tone marks: the combining characters of the canonical decomposition (NFD)."""
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(character for character in decomposed if not unicodedata.combining(character))
