"""The search index of one language: the names of every term in all languages, and its definition."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from lexicon.languages import SearchTables
from lexicon.tex import readable, readable_prose
from lexicon.text import name_key, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lexicon.glossary import Glossary, Language, Term
    from lexicon.links import Graph
    from lexicon.text import Spanned


@dataclass(frozen=True)
class Entry:
    """The searchable fields of a term; the field names are keys of the index.

    `names`, `aliases`, `spellings`, `covers` and `wrong` have one item for each language, in the order of the index.
    `central` is the number of terms that refer to this one, `text` the beginning of the definition.
    """

    slug: str
    central: int
    names: Sequence[str]
    aliases: Sequence[Sequence[str]]
    spellings: Sequence[Sequence[str]]
    covers: Sequence[Sequence[str]]
    wrong: Sequence[Sequence[str]]
    abbreviations: Sequence[str] = ()
    symbols: Sequence[str] = ()
    text: str = ""

    def names_in(self, place: int) -> Iterator[str]:
        """All names in one language, given by its position in the index (from 0), and the abbreviations."""
        yield self.names[place]
        yield from self.abbreviations
        for lists in (self.aliases, self.spellings, self.covers, self.wrong):
            yield from lists[place]


_BY_LANGUAGE = ("names", "aliases", "spellings", "covers", "wrong")

_LEFT_HAND_SIDE = re.compile(r"\s*(\\?[A-Za-z]+)(?:[_^({\\ ][^=]*)?=")
_LATIN = re.compile(r"[a-z0-9]+")
_OF_A_SYMBOL = re.compile(r"^(?:the|a|an|its) ")


def index(glossary: Glossary, graph: Graph, language: str, *, directories: bool = True) -> bytes:
    """The index of a language as JSON; `directories` says whether pages have addresses like `terms/slug/`."""
    return encode(index_content(glossary, graph, language, directories=directories))


def encode(content: Mapping[str, object]) -> bytes:
    """Compact, deterministic JSON in UTF-8."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def index_content(glossary: Glossary, graph: Graph, language: str, *, directories: bool = True) -> dict[str, object]:
    """The index of a language as a JSON-compatible record."""
    found = index_entries(glossary, graph, language)
    return assemble_index(
        found,
        languages=_languages(glossary, language),
        address=f"{glossary.schema.language(language).root}terms/{{}}" + ("/" if directories else ".html"),
        ambiguous=ambiguous_words(glossary, [entry.slug for entry in found]),
        given_readings=dict(_given_readings(glossary)),
        guess=glossary.schema.phrase("guess", language),
    )


def index_entries(glossary: Glossary, graph: Graph, language: str) -> list[Entry]:
    """The entries of all terms that have a text in every language."""
    languages = _languages(glossary, language)
    symbols = _symbols(glossary)
    return [
        _entry(term, languages, graph.centrality(slug), symbols.get(slug, ()))
        for slug, term in glossary.terms.items()
        if all(other.id in term.texts for other in languages)
    ]


def _languages(glossary: Glossary, language: str) -> list[Language]:
    """All languages, beginning with `language`."""
    return sorted(glossary.schema.languages, key=lambda other: other.id != language)


def assemble_index(
    entries: Sequence[Entry],
    *,
    languages: Sequence[Language],
    address: str,
    ambiguous: Sequence[object],
    given_readings: Mapping[str, str],
    guess: str,
) -> dict[str, object]:
    """An index with the given entries, for the first of the languages.

    `address` is the pattern of a term's URL, `given_readings` maps names to readings that authors have given, and
    `guess` is the label of approximate results.
    """
    spoken = [place for place, language in enumerate(languages) if language.locale.reading_tag]
    tables = _tables(entries, languages, spoken, given_readings)
    return {
        "language": languages[0].id,
        "tags": [language.tag for language in languages],
        "address": address,
        "labels": {"guess": guess},
        "traditional": tables.traditional,
        "regional": tables.regional,
        "spoken": spoken,
        "readings": tables.usual,
        "rare": tables.rare,
        "exceptions": tables.exceptions,
        "ambiguous": list(ambiguous),
        "source": [language.source for language in languages].index(True),
        "terms": _columns(entries, languages),
    }


def _tables(
    entries: Sequence[Entry], languages: Sequence[Language], spoken: Sequence[int], given_readings: Mapping[str, str]
) -> SearchTables:
    """The tables of readings and of character variants; `spoken` are the positions of languages with readings."""
    if not spoken:
        return SearchTables()
    names = [name for entry in entries for place in spoken for name in entry.names_in(place)]
    texts = [entry.text for entry in entries] if 0 in spoken else []
    return languages[spoken[0]].locale.search_tables(names, "\n".join([*names, *texts]), given_readings)


def _columns(entries: Sequence[Entry], languages: Sequence[Language]) -> dict[str, object]:
    """The entries by field and language: similar values side by side compress best."""
    source = [language.source for language in languages].index(True)
    columns: dict[str, object] = {}
    for field in fields(Entry):
        values = [getattr(entry, field.name) for entry in entries]
        columns[field.name] = list(zip(*values, strict=True)) if field.name in _BY_LANGUAGE else values
    # Most slugs follow from the English name; these are left out, and the engine derives them.
    columns["slug"] = ["" if entry.slug == default_slug(entry.names[source]) else entry.slug for entry in entries]
    return columns


def default_slug(name: str) -> str:
    """The slug derived from a name. `library.js` derives it in the same way."""
    return "-".join(_LATIN.findall(name.lower()))


def _entry(term: Term, languages: Sequence[Language], centrality: int, symbols: Iterable[str]) -> Entry:
    """The entry of a term; `languages` begins with the language of the index."""
    texts = [term.texts[language.id] for language in languages]
    seen = {_same(text.name.value) for text in texts}
    return Entry(
        slug=term.slug,
        central=centrality,
        names=[text.name.value for text in texts],
        abbreviations=_new(seen, term.abbreviations),
        aliases=[_new(seen, text.aliases) for text in texts],
        spellings=[_new(seen, text.spellings) for text in texts],
        covers=[_new(seen, text.covers) for text in texts],
        wrong=[_new(seen, [wrong.name for wrong in text.avoid]) for text in texts],
        symbols=list(dict.fromkeys(symbols)),
        text=languages[0].locale.excerpt(readable_prose(plain_text(texts[0].definition.prose))),
    )


def _same(name: str) -> str:
    """A key shared by names that the engine treats as equal: it folds case, spaces, hyphens and plurals."""
    return name_key(name).removesuffix("s")


def _new(seen: set[str], names: Iterable[Spanned[str]]) -> list[str]:
    """The names whose keys are not in `seen`, to which they are added."""
    found = []
    for name in names:
        same = _same(name.value)
        if same not in seen:
            seen.add(same)
            found.append(name.value)
    return found


def ambiguous_words(glossary: Glossary, slugs: Sequence[str]) -> list[object]:
    """The ambiguous words of all languages, each with the positions (from 0) of its terms in `slugs`."""
    places = {slug: place for place, slug in enumerate(slugs)}
    found: list[object] = []
    for word in glossary.ambiguous:
        offered = [places[slug.value] for slug in word.readings if slug.value in places]
        if offered:
            found.append([word.word.value, offered])
    return found


def _given_readings(glossary: Glossary) -> Iterator[tuple[str, str]]:
    """Names and the readings that their authors have given."""
    for term in glossary.terms.values():
        for text in term.texts.values():
            if text.pinyin:
                yield text.name.value, text.pinyin.value


def _symbols(glossary: Glossary) -> dict[str, list[str]]:
    """The non-ASCII symbols by slug: left-hand sides of the term's formulas, and symbols whose meaning is its name."""
    owners = dict(_names(glossary))
    found: dict[str, list[str]] = {}
    for term in glossary.terms.values():
        for formula in term.formulas:
            if match := _LEFT_HAND_SIDE.match(formula.tex.value):
                found.setdefault(term.slug, []).append(readable(match[1]))
            for symbol in formula.symbols:
                for meaning in symbol.meaning.values():
                    slug = owners.get(_OF_A_SYMBOL.sub("", meaning.value.casefold()))
                    if slug:
                        found.setdefault(slug, []).append(readable(symbol.tex.value))
    return {slug: [symbol for symbol in symbols if not symbol.isascii()] for slug, symbols in found.items()}


def _names(glossary: Glossary) -> Iterator[tuple[str, str]]:
    for slug, term in glossary.terms.items():
        for text in term.texts.values():
            for name in text.names:
                yield name.value.casefold(), slug
