"""Indexes to search in: the one that is published, a thousand real names, and synthetic ones of any size."""

from __future__ import annotations

import csv
import json
import random
import re
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexicon import search
from lexicon.check import Analysis, analyse
from lexicon.search import documents
from lexicon.search.documents import Entry
from lexicon.tex import MathRenderer, readable_prose
from lexicon.text import plain_text

if TYPE_CHECKING:
    from lexicon.glossary import Glossary

Index = dict[str, Any]

HERE = Path(__file__).resolve().parent
GLOSSARY = HERE.parents[1] / "glossary"
_ABBREVIATION = re.compile(r"[A-Za-z]{0,3}[A-Z0-9][A-Za-z0-9+-]*[A-Z0-9+]s?\Z")


def rows() -> list[dict[str, str]]:
    """The names of all terms that were ever planned."""
    with (HERE / "corpus.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def analysis() -> Analysis:
    """The real glossary, as a build reads it."""
    return analyse(GLOSSARY, MathRenderer(GLOSSARY.parent / ".cache"))


def published(language: str) -> Index:
    """The index that the site has."""
    index: Index = json.loads(search.index(analysis().glossary, analysis().graph, language))
    return index


def planned(language: str) -> Index:
    """The index of all planned terms: those that are written as they are, the others with a made-up definition."""
    return _assemble(_planned(language), language)


def synthetic(language: str, size: int, seed: int = 1) -> Index:
    """An index of `size` terms: the planned ones, then such as are made of their words; with prose as long as real."""
    dice = random.Random(seed)
    prose = _Prose(analysis().glossary, language, dice)
    base = _planned(language)
    entries = [replace(entry, text=prose.definition()) for entry in base[:size]]
    while len(entries) < size:
        entries.append(_crossed(len(entries), base, prose, dice))
    return _assemble(entries, language)


def _assemble(entries: list[Entry], language: str) -> Index:
    glossary = analysis().glossary
    languages = sorted(glossary.schema.languages, key=lambda other: other.id != language)
    return documents.assemble_index(
        entries,
        languages=languages,
        address=f"{languages[0].root}terms/{{}}/",
        ambiguous=documents.ambiguous_words(glossary, [entry.slug for entry in entries]),
        given_readings={},
        guess=glossary.schema.phrase("guess", language),
    )


def _planned(language: str) -> list[Entry]:
    """The entries of all planned terms."""
    written = {entry.slug: entry for entry in documents.index_entries(analysis().glossary, analysis().graph, language)}
    names = {row["slug"]: row for row in rows()}
    central = Counter(slug for row in names.values() for slug in _list(row["related"]))
    return [
        replace(written.get(slug) or _entry(row, language, names), central=central[slug]) for slug, row in names.items()
    ]


def _entry(row: dict[str, str], language: str, names: dict[str, dict[str, str]]) -> Entry:
    """A planned term; its definition names its neighbours, as a real one would."""
    languages = (language, "zh" if language == "en" else "en")
    aliases = [_list(row[f"{each}_aliases"]) for each in languages]
    abbreviations = list(dict.fromkeys(name for listed in aliases for name in listed if _ABBREVIATION.match(name)))
    return Entry(
        slug=row["slug"],
        central=0,
        names=[row[each] for each in languages],
        abbreviations=abbreviations,
        aliases=[[name for name in listed if name not in abbreviations] for listed in aliases],
        spellings=[[], []],
        covers=[_list(row[f"covers_{each}"]) for each in languages],
        wrong=[[], []],
        text=", ".join(names[slug][language] for slug in _list(row["related"]) if slug in names),
    )


def _list(cell: str) -> list[str]:
    return [part for part in cell.split("; ") if part]


def _crossed(number: int, base: list[Entry], prose: _Prose, dice: random.Random) -> Entry:
    """A term whose names are halves of those of two others, which makes names as long and as alike as real ones."""
    a, b = dice.sample(base, 2)
    return replace(
        a,
        slug=f"term-{number}",
        names=[_cross(x, y, dice) for x, y in zip(a.names, b.names, strict=True)],
        abbreviations=[_cross(x, dice.choice(b.names), dice)[:6] for x in a.abbreviations],
        aliases=[[_cross(x, dice.choice(b.names), dice) for x in listed] for listed in a.aliases],
        covers=[[_cross(x, dice.choice(b.names), dice) for x in listed] for listed in a.covers],
        text=prose.definition(),
    )


def _cross(a: str, b: str, dice: random.Random) -> str:
    return a[: (len(a) + 1) // 2] + b[len(b) // 2 :] if dice.random() < 0.9 else f"{a} {b}"


class _Prose:
    """Definitions made of sentences of all pages in turn: a sentence comes again too late for gzip to notice."""

    def __init__(self, glossary: Glossary, language: str, dice: random.Random) -> None:
        self.locale = glossary.schema.language(language).locale
        texts = [term.texts[language] for term in glossary.terms.values()]
        self.lengths = [len(readable_prose(plain_text(text.definition.prose))) for text in texts]
        parts = [plain_text(part.prose) for text in texts for part in text.parts]
        sentences = [sentence for part in parts for sentence in re.split(r"(?<=[.。！？])\s*", part) if sentence]
        # Definitions are words; the formulas and numbers of worked examples are not.
        self.sentences = [sentence for sentence in sentences if not re.search(r"\$|\d", sentence)]
        dice.shuffle(self.sentences)
        self.dice, self.at = dice, 0

    def definition(self) -> str:
        length, text = self.dice.choice(self.lengths), ""
        while len(text) < length:
            text += self.sentences[self.at % len(self.sentences)] + " "
            self.at += 1
        return self.locale.excerpt(text[:length])
