"""JSON Schemas of the term files, with which editors complete and check them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from lexicon.glossary import REPEATABLE_FIELD, SLUG

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lexicon.glossary import Field, Schema

    Json = dict[str, object]

DIALECT = "http://json-schema.org/draft-07/schema#"
"""JSON Schema draft 7, the dialect that the YAML language server supports best."""

FILES = {"term.schema.json": "term", "text.schema.json": "text"}
"""The schemas by file name, and the record that each describes."""

_SLUG = f"^{SLUG.pattern[:-2]}$"  # JSON Schema anchors patterns with `^` and `$`
_TITLES = {
    "term": "A term: what is true in every language (term.yml)",
    "text": "A term in one language: the front matter of its text (en.md, zh.md)",
}


def editor_schemas(schema: Schema) -> dict[str, str]:
    """The contents of the schema files, by file name."""
    return {
        name: json.dumps(_document(schema, record), ensure_ascii=False, indent=2) + "\n"
        for name, record in FILES.items()
    }


def _document(schema: Schema, record: str) -> Json:
    return {"$schema": DIALECT, "title": _TITLES[record], **_record(schema, record)}


def _record(schema: Schema, record: str) -> Json:
    fields = schema.fields[record]
    required = [field.name for field in fields if field.required]
    return {
        "type": "object",
        "additionalProperties": False,
        **({"required": required} if required else {}),
        "properties": {field.name: _field(schema, field) for field in fields},
    }


def listed_record(kind: str, schema: Schema) -> str | None:
    """The record type of a list's items (`formula` for the list type `formulas`), or None if they are not records."""
    record = kind.removesuffix("s")
    return record if record != kind and record in schema.fields else None


def _field(schema: Schema, field: Field) -> Json:
    record = listed_record(field.type, schema)
    value = _list_of(lambda schema: _record(schema, record))(schema) if record else TYPES[field.type](schema)
    if field.name == REPEATABLE_FIELD:
        value = {key: part for key, part in value.items() if key != "uniqueItems"}
    return {"description": field.description, **value}


def _text(schema: Schema) -> Json:
    del schema
    return {"type": "string", "minLength": 1, "pattern": r"\S"}


def _name(schema: Schema) -> Json:
    return {**_text(schema), "maxLength": schema.limits.name}


def _matching(pattern: str, *, number: bool = False) -> Callable[[Schema], Json]:
    """A string that matches a pattern; `number` also allows a number, where YAML may read the string as one."""
    return lambda _: {"type": ["string", "number"] if number else "string", "pattern": pattern}


def _list_of(item: Callable[[Schema], Json]) -> Callable[[Schema], Json]:
    return lambda schema: {"type": "array", "uniqueItems": True, "items": item(schema)}


def _topic(schema: Schema) -> Json:
    return {
        "oneOf": [{"const": topic.id, "title": topic.name[schema.source_language.id]} for topic in schema.topics],
    }


def _section(schema: Schema) -> Json:
    return {"enum": [section.id for section in schema.sections]}


def _language(schema: Schema) -> Json:
    return {"enum": [language.id for language in schema.languages]}


def _translated(schema: Schema) -> Json:
    languages = [language.id for language in schema.languages]
    return {
        "type": "object",
        "additionalProperties": False,
        "required": languages,
        "properties": {language: _text(schema) for language in languages},
    }


def _tex(schema: Schema) -> Json:
    del schema
    # A symbol may be a digit.
    return {"type": ["string", "number"], "pattern": r"\S"}


def _year(schema: Schema) -> Json:
    del schema
    return {"type": "integer", "minimum": 1000, "maximum": 2999}


_slug = _matching(_SLUG)

TYPES: Mapping[str, Callable[[Schema], Json]] = {
    "topic": _topic,
    "name": _name,
    "names": _list_of(_name),
    "slug": _slug,
    "slugs": _list_of(_slug),
    "text": _text,
    "tex": _tex,
    "year": _year,
    "pinyin": _text,
    "language": _language,
    "section": _section,
    "translated": _translated,
    "doi": _matching(r"^10\.\d{4,9}/\S+$"),
    "arxiv": _matching(r"^(\d{4}\.\d{4,5}|[a-z-]+(\.[A-Z]{2})?/\d{7})(v\d+)?$", number=True),
    "isbn": _matching(r"^97[89][- ]?(\d[- ]?){9}\d$", number=True),
    "https": _matching(r"^https://\S+$"),
    "digest": _matching(r"^[0-9a-f]{8}$", number=True),
}
"""The JSON Schema of each field type of `glossary/schema.yml`, except lists of records."""
