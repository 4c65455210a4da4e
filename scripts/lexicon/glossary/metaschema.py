"""The schema of `glossary/schema.yml` itself: its own fields, and the fields of term files that the program reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lexicon.glossary.interface_texts import PHRASES
from lexicon.glossary.schema import Field, Limits, Schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lexicon.glossary.schema import Language


class ReadField(NamedTuple):
    """How a field is read: by its type; `required` if the program cannot do without a value."""

    type: str
    required: bool = False


def _must(type: str) -> ReadField:
    return ReadField(type, required=True)


_LANGUAGES = "<language>"
"""Stands for a field for each language, named by the language's id."""
_READ: Mapping[str, Mapping[str, ReadField]] = {
    "term": {
        "topic": _must("topic"),
        "abbreviations": ReadField("names"),
        "needs": ReadField("slugs"),
        "related": ReadField("slugs"),
        "formulas": ReadField("formulas"),
        "figures": ReadField("figures"),
        "references": ReadField("references"),
        "former_slugs": ReadField("names"),
    },
    "formula": {
        "id": _must("slug"),
        "title": ReadField("translated"),
        "tex": _must("tex"),
        "symbols": ReadField("symbols"),
    },
    "figure": {
        "id": _must("slug"),
        "alt": _must("translated"),
        "caption": ReadField("translated"),
        "section": ReadField("section"),
    },
    "symbol": {"tex": _must("tex"), _LANGUAGES: _must("text")},
    "reference": {
        "title": _must("text"),
        "authors": _must("names"),
        "year": _must("year"),
        "venue": ReadField("text"),
        "doi": ReadField("doi"),
        "arxiv": ReadField("arxiv"),
        "isbn": ReadField("isbn"),
        "url": ReadField("https"),
    },
    "text": {
        "name": _must("name"),
        "aliases": ReadField("names"),
        "spellings": ReadField("names"),
        "covers": ReadField("names"),
        "unlinked": ReadField("names"),
        "pinyin": ReadField("pinyin"),
        "avoid": ReadField("avoids"),
        "translates": ReadField("digest"),
    },
    "avoid": {"name": _must("name"), "reason": _must("text")},
    "ambiguous": {
        "word": _must("name"),
        "language": _must("language"),
        "readings": _must("slugs"),
        "default": ReadField("slug"),
    },
    "planned": {"slug": _must("slug"), "topic": _must("topic"), _LANGUAGES: _must("name")},
}
"""The fields that reading asks for, by record. A list of records has the type of the record's name with an `s`."""
FIELD_TYPES = frozenset(field.type for fields in _READ.values() for field in fields.values())
"""Every type that a field may have."""
RESERVED = frozenset({"id"}.union(*(fields for fields in _READ.values() if _LANGUAGES in fields)))
"""Fields that stand beside those of the languages; no language may have such an id."""


def read_fields(record: str, languages: Iterable[str]) -> dict[str, ReadField]:
    """The fields that reading asks a record for, by name."""
    found: dict[str, ReadField] = {}
    for name, field in _READ[record].items():
        found |= dict.fromkeys(languages, field) if name == _LANGUAGES else {name: field}
    return found


def metaschema(languages: Sequence[Language]) -> Schema:
    """The schema of `schema.yml` where the glossary has these languages."""
    ids = [language.id for language in languages]
    texts = f"{{{', '.join(f'{language}: …' for language in ids)}}}"
    fields: dict[str, Mapping[str, str]] = {
        **_OWN,
        "section": {"id": "Short name of the section, its anchor on every page.", **dict.fromkeys(ids, "Its title.")},
        "phrases": dict.fromkeys(PHRASES, texts),
        "limits.definition": dict.fromkeys(ids, "{least: …, most: …}"),
        "fields": dict.fromkeys(_READ, "The fields of this record."),
    }
    for record in _READ:
        read = read_fields(record, ids)
        fields[f"fields.{record}"] = {name: f"{{type: {field.type}, description: …}}" for name, field in read.items()}
    return Schema(
        languages=tuple(languages),
        topics=(),
        sections=(),
        fields={record: tuple(_own_field(*item) for item in own.items()) for record, own in fields.items()},
        limits=Limits({}, 0, 0),
        start=(),
        phrases={},
    )


def _own_field(name: str, description: str) -> Field:
    return Field(name, "", description, required=name not in _OPTIONAL)


_OPTIONAL = ("source", "required")
_OWN: Mapping[str, Mapping[str, str]] = {
    "schema": {
        "languages": "The languages of the glossary, one of which is the source.",
        "topics": "The topics in the order in which they are shown.",
        "sections": "The titles of second-level headings.",
        "start": "Slugs of the terms on the home page.",
        "phrases": "The texts of the pages themselves.",
        "fields": "The fields of term files, by record.",
        "limits": "The limits of definitions, names and drawings.",
    },
    "language": {
        "id": "Short name of the language, for example zh; its texts are zh.md.",
        "tag": "BCP 47 tag, for example zh-Hans.",
        "name": "The name of the language in itself.",
        "root": "Folder of its pages with a slash at the end, for example zh/; may be an empty text.",
        "source": "Whether the other languages are translated from it.",
    },
    "topic": {
        "id": "Short name of the topic, part of its address.",
        "name": "Its name in every language.",
        "scope": "The terms that belong to it, in every language.",
        "intro": "The paragraph above its terms, in every language.",
    },
    "field": {
        "type": "The type as which the value is read.",
        "required": "Whether a value must be there.",
        "description": "A sentence for authors.",
    },
    "limits": {
        "definition": "The fewest and the most characters of a definition, by language.",
        "name": "The most characters of a name.",
        "drawing": "The most bytes of a drawing.",
    },
    "limit": {"least": "The fewest characters.", "most": "The most characters."},
}
"""The fields of `schema.yml` that do not depend on the languages, by record, with their descriptions."""
