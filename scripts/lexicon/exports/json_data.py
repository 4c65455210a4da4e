"""The glossary as JSON, with all fields of the terms in all languages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from lexicon.text import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lexicon.glossary import Formula, Glossary, Reference, Term, Text
    from lexicon.links import Graph

VERSION = 1
"""Version of the format, written into `api/glossary.json`."""


def json_files(glossary: Glossary, graph: Graph) -> Iterator[tuple[str, bytes]]:
    """Yield paths relative to the site with their contents in UTF-8: a file for each term, and one with all terms."""
    records = []
    for slug, entry in sorted(glossary.terms.items()):
        records.append(_encode(term_record(glossary, graph, entry)))
        yield f"api/terms/{slug}.json", records[-1] + b"\n"
    languages = [
        {"id": language.id, "tag": language.tag, "name": language.name} for language in glossary.schema.languages
    ]
    topics = [{"id": topic.id, "name": topic.name, "scope": topic.scope} for topic in glossary.schema.topics]
    head = _encode({"version": VERSION, "languages": languages, "topics": topics}).removesuffix(b"}")
    yield "api/glossary.json", b"".join([head, b',"terms":[', b",".join(records), b"]}\n"])


def term_record(glossary: Glossary, graph: Graph, entry: Term) -> dict[str, Any]:
    """The JSON record of a term."""
    return {
        "slug": entry.slug,
        "topic": entry.topic.value if entry.topic else None,
        "abbreviations": [word.value for word in entry.abbreviations],
        "needs": [word.value for word in entry.needs],
        "related": list(graph.related[entry.slug]),
        "referenced_by": sorted(graph.referenced_by[entry.slug]),
        "formulas": [_formula(formula) for formula in entry.formulas],
        "references": [_reference(reference) for reference in entry.references],
        "former_slugs": [word.value for word in entry.former_slugs],
        "texts": {
            language.tag: _text(entry.texts[language.id], f"{language.root}terms/{entry.slug}/")
            for language in glossary.schema.languages
        },
    }


def _text(text: Text, address: str) -> dict[str, Any]:
    return {
        "name": text.name.value,
        "aliases": [name.value for name in text.aliases],
        "spellings": [name.value for name in text.spellings],
        "covers": [name.value for name in text.covers],
        "definition": plain_text(text.definition.prose),
        "markdown": text.source.text[text.definition.prose.span.start :].strip(),
        "path": address,
    }


def _formula(formula: Formula) -> dict[str, Any]:
    symbols = [
        {"tex": symbol.tex.value, **{language: phrase.value for language, phrase in symbol.meaning.items()}}
        for symbol in formula.symbols
    ]
    title = {language: phrase.value for language, phrase in formula.title.items()}
    return {"id": formula.id.value, "title": title, "tex": formula.tex.value, "symbols": symbols}


def _reference(reference: Reference) -> dict[str, Any]:
    identifiers = {"doi": reference.doi, "arxiv": reference.arxiv, "isbn": reference.isbn, "url": reference.url}
    return {
        "title": reference.title,
        "authors": list(reference.authors),
        "year": reference.year,
        "venue": reference.venue,
        **{name: word.value for name, word in identifiers.items() if word},
    }


def _encode(record: object) -> bytes:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()
