"""Search results as lines for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lexicon.text import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence


def result_lines(results: Sequence[Mapping[str, Any]], emphasise: Callable[[str], str] = str) -> Iterator[str]:
    """Two lines for each result: names, matched name, reading and slug; then the beginning of the definition."""
    for result in results:
        names = dict.fromkeys(_joined(name, emphasise) for name in result["names"])
        found = [_joined(result["matched"], emphasise)] if result["matched"] else []
        found += [visible(result["pinyin"])] if result["pinyin"] else []
        yield " · ".join(names) + (f" ({', '.join(found)})" if found else "") + f"  [{visible(result['slug'])}]"
        yield f"    {_joined(result['excerpt'], str)}"


def _joined(pieces: Sequence[str], emphasise: Callable[[str], str]) -> str:
    """The text of the pieces, with those at odd indices (the matches) emphasised."""
    return "".join(emphasise(visible(piece)) if place % 2 else visible(piece) for place, piece in enumerate(pieces))
