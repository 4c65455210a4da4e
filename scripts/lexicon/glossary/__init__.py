"""From a glossary folder to a `Glossary` and the faults found on the way; never raises on bad content."""

from __future__ import annotations

from lexicon.glossary.digest import is_stale, prose_digest
from lexicon.glossary.file_names import AMBIGUOUS_FILE, MAX_BYTES, PLANNED_FILE, SCHEMA_FILE, SLUG, TERM_FILE
from lexicon.glossary.model import Ambiguous, Formula, Glossary, Reference, Section, Symbol, Term, Text, Wrong
from lexicon.glossary.reading import read_glossary
from lexicon.glossary.schema import Field, Language, Schema, SchemaError, Topic, read_schema

__all__ = [
    "AMBIGUOUS_FILE",
    "Ambiguous",
    "Field",
    "Formula",
    "Glossary",
    "Language",
    "MAX_BYTES",
    "PLANNED_FILE",
    "Reference",
    "SCHEMA_FILE",
    "SLUG",
    "Schema",
    "SchemaError",
    "Section",
    "Symbol",
    "TERM_FILE",
    "Term",
    "Text",
    "Topic",
    "Wrong",
    "is_stale",
    "prose_digest",
    "read_glossary",
    "read_schema",
]
