"""The schema of `schema.yml` itself, and the specification of the fields of term files that the program reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lexicon.glossary.interface_texts import PHRASES
from lexicon.glossary.schema import Field, Limits, Schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lexicon.glossary.schema import Language


class FieldSpec(NamedTuple):
    """The type of a field, and whether the program requires a value."""

    type: str
    required: bool = False


def _required(type: str) -> FieldSpec:
    return FieldSpec(type, required=True)


_LANGUAGES = "<language>"
"""Placeholder for one field per language, named by the language id."""
_FIELD_SPECS: Mapping[str, Mapping[str, FieldSpec]] = {
    "term": {
        "topic": _required("topic"),
        "abbreviations": FieldSpec("names"),
        "needs": FieldSpec("slugs"),
        "related": FieldSpec("slugs"),
        "formulas": FieldSpec("formulas"),
        "figures": FieldSpec("figures"),
        "references": FieldSpec("references"),
        "former_slugs": FieldSpec("names"),
    },
    "formula": {
        "id": _required("slug"),
        "title": FieldSpec("translated"),
        "tex": _required("tex"),
        "symbols": FieldSpec("symbols"),
    },
    "figure": {
        "id": _required("slug"),
        "alt": _required("translated"),
        "caption": FieldSpec("translated"),
        "section": FieldSpec("section"),
    },
    "symbol": {"tex": _required("tex"), _LANGUAGES: _required("text")},
    "reference": {
        "title": _required("text"),
        "authors": _required("names"),
        "year": _required("year"),
        "venue": FieldSpec("text"),
        "doi": FieldSpec("doi"),
        "arxiv": FieldSpec("arxiv"),
        "isbn": FieldSpec("isbn"),
        "url": FieldSpec("https"),
    },
    "text": {
        "name": _required("name"),
        "aliases": FieldSpec("names"),
        "spellings": FieldSpec("names"),
        "covers": FieldSpec("names"),
        "unlinked": FieldSpec("names"),
        "pinyin": FieldSpec("pinyin"),
        "avoid": FieldSpec("avoids"),
        "translates": FieldSpec("digest"),
    },
    "avoid": {"name": _required("name"), "reason": _required("text")},
    "ambiguous": {
        "word": _required("name"),
        "language": _required("language"),
        "readings": _required("slugs"),
        "default": FieldSpec("slug"),
    },
    "planned": {"slug": _required("slug"), "topic": _required("topic"), _LANGUAGES: _required("name")},
}
"""The specifications of fields by record and name. The type of a list of records is the record's name and `s`."""
FIELD_TYPES = frozenset(field.type for fields in _FIELD_SPECS.values() for field in fields.values())
"""All types of fields."""
RESERVED = frozenset({"id"}.union(*(fields for fields in _FIELD_SPECS.values() if _LANGUAGES in fields)))
"""Names of fields beside the per-language fields, which no language may have as its id."""


def field_specs(record: str, languages: Iterable[str]) -> dict[str, FieldSpec]:
    """The specifications of a record's fields by name, for the given language ids."""
    found: dict[str, FieldSpec] = {}
    for name, field in _FIELD_SPECS[record].items():
        found |= dict.fromkeys(languages, field) if name == _LANGUAGES else {name: field}
    return found


def metaschema(languages: Sequence[Language]) -> Schema:
    """The schema of the `schema.yml` of a glossary with the given languages."""
    ids = [language.id for language in languages]
    texts = f"{{{', '.join(f'{language}: …' for language in ids)}}}"
    fields: dict[str, Mapping[str, str]] = {
        **_SCHEMA_FIELDS,
        "section": {"id": "Short name of the section, its anchor on every page.", **dict.fromkeys(ids, "Its title.")},
        "phrases": dict.fromkeys(PHRASES, texts),
        "limits.definition": dict.fromkeys(ids, "{least: …, most: …}"),
        "fields": dict.fromkeys(_FIELD_SPECS, "The fields of this record."),
    }
    for record in _FIELD_SPECS:
        specs = field_specs(record, ids)
        fields[f"fields.{record}"] = {name: f"{{type: {spec.type}, description: …}}" for name, spec in specs.items()}
    return Schema(
        languages=tuple(languages),
        topics=(),
        sections=(),
        fields={record: tuple(_field(*item) for item in described.items()) for record, described in fields.items()},
        limits=Limits({}, 0, 0),
        start=(),
        phrases={},
    )


def _field(name: str, description: str) -> Field:
    return Field(name, "", description, required=name not in _OPTIONAL)


_OPTIONAL = ("source", "required")
_SCHEMA_FIELDS: Mapping[str, Mapping[str, str]] = {
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
"""The descriptions of the fields of `schema.yml` that do not depend on the languages, by record and name."""
