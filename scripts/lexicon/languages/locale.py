"""What a language does its own way, and how it is done in languages without a module."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from lexicon.text import Script, script

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

SortKey = tuple[str, str, str]
"""What a name is sorted by: its letters alone, then with their marks, then as it is written."""
OTHER = "#"
"""The letter of names that begin with none."""
_UNSPACED = "々〇\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_WORD = re.compile(rf"[{_UNSPACED}]{{2}}|[^\W\d_{_UNSPACED}]+")
"""A word, or two characters of a script that puts no spaces between words."""
_SPACED_KEPT, _UNSPACED_KEPT = 286, 94
"""Characters of a definition in the search index: with all of them a thousand terms would be more than 150 KiB."""


@dataclass(frozen=True)
class SearchTables:
    """What search must know of the characters of some names.

    `traditional` are characters, and those that they become, as two strings of the same length; `regional` are words of
    other regions and what they become; `usual` and `rare` are the characters of each reading, and `exceptions` the
    names that are read otherwise.
    """

    traditional: tuple[str, str] = ("", "")
    regional: list[tuple[str, str]] = field(default_factory=list)
    usual: Mapping[str, str] = field(default_factory=dict)
    rare: Mapping[str, str] = field(default_factory=dict)
    exceptions: Mapping[str, str] = field(default_factory=dict)


class Locale:
    """How a language is linked, sorted, read aloud, counted and searched.

    This class serves every language; a subclass replaces what its language does otherwise.
    """

    continued_by: ClassVar[Mapping[Script, frozenset[Script]]] = {
        Script.HAN: frozenset({Script.HAN}),
        Script.HIRAGANA: frozenset({Script.HAN}),
        Script.KATAKANA: frozenset({Script.KATAKANA}),
        Script.SPACED: frozenset({Script.SPACED}),
    }
    """The scripts that go on with a word that begins or ends in a script: particles in hiragana do not."""
    least_own_words: ClassVar[int] = 4
    """How many words a definition must have besides names, as `own_words` counts them."""
    reading_tag: ClassVar[str] = ""
    """The BCP 47 tag of readings, which are shown beside names and searched; empty for languages without."""
    has_chinese_typography: ClassVar[bool] = False
    """Whether the rules of Chinese typography apply."""
    is_latin: ClassVar[bool] = True
    """Whether words in Latin letters may belong to the language, so that they need no translation in formulas."""

    # Names in prose

    def forms(self, name: str) -> Iterator[str]:
        """A name as it occurs in prose: itself, and its regular inflections."""
        yield name

    def goes_on(self, inside: str, outside: str) -> bool:
        """Whether a word goes on from its first or last character to the one beside it; a hyphen continues it."""
        scripts = self.continued_by.get(script(inside), frozenset())
        return script(outside) in scripts or (outside in "-_" and Script.SPACED in scripts)

    def is_segmented(self, name: str) -> bool:
        """Whether a name is only found where `word_edges` are at both its ends."""
        return False

    def word_edges(self, text: str, names: frozenset[str]) -> Collection[int]:
        """The offsets in a text at which words begin or end, all `names` being words."""
        return range(len(text) + 1)

    # Reading aloud and sorting

    def reading(self, name: str, given: str | None = None) -> str:
        """The reading to show beside a name, its author's if `given`; empty if it needs none."""
        return ""

    def syllables(self, name: str) -> list[str]:
        """The reading of a name, syllable by syllable and word by word, as an author would give it."""
        return []

    def possible_readings(self, name: str) -> list[set[str]]:
        """For every syllable or word of a name all that it can be."""
        return []

    def unsure_readings(self, name: str) -> list[str]:
        """The readings of a name's first character, if it is not certain which of several is meant."""
        return []

    def sort_key(self, name: str, given: str | None = None) -> SortKey:
        """Key that sorts names as a reader of the language expects; `given` is the author's reading."""
        return without_marks(name.lower()), name.casefold(), name

    def letter(self, key: SortKey) -> str:
        """The capital under which a name with this key stands, or `OTHER`."""
        first = key[0][:1].upper()
        return first if first.isalpha() and script(first) is not Script.HAN else OTHER

    # Texts

    def own_words(self, text: str) -> int:
        """The number of words in a text; where no spaces separate them, two characters count as one."""
        return len(_WORD.findall(text))

    def excerpt(self, text: str) -> str:
        """The beginning of a definition, as much as the search index keeps; a few end in an ellipsis."""
        spaced = not re.search(f"[{_UNSPACED}]", text)
        kept = _SPACED_KEPT if spaced else _UNSPACED_KEPT
        if len(text) <= kept:
            return text
        cut = text[:kept].rpartition(" ")[0] if spaced else text[:kept]
        return cut.rstrip("，、；：,;: ") + "…"

    # Search

    def search_tables(self, names: Iterable[str], texts: str, given: Mapping[str, str]) -> SearchTables:
        """What search must know of names and of all texts in an index; `given` are the authors' readings of names."""
        return SearchTables()


def without_marks(text: str) -> str:
    """A text without accents and tone marks."""
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(character for character in decomposed if not unicodedata.combining(character))
