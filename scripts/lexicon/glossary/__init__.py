"""Reading of a glossary folder into a `Glossary` and the faults found on the way."""

from __future__ import annotations

from lexicon.glossary.decoding import visible_offsets, visible_text
from lexicon.glossary.digest import is_stale, prose_digest
from lexicon.glossary.fields import REPEATABLE_FIELD
from lexicon.glossary.file_names import AMBIGUOUS_FILE, MAX_BYTES, PLANNED_FILE, SCHEMA_FILE, SLUG, SLUG_HELP, TERM_FILE
from lexicon.glossary.front_matter import FrontMatter, find_front_matter
from lexicon.glossary.interface_texts import PhraseName
from lexicon.glossary.metaschema import FIELD_TYPES
from lexicon.glossary.model import Ambiguous, Formula, Glossary, Reference, Section, Symbol, Term, Text, AvoidedName
from lexicon.glossary.page_ids import HeadingId, drawn_id, figure_id, formula_id, is_reserved_id, letter_id
from lexicon.glossary.reading import read_glossary
from lexicon.glossary.schema import Field, Language, Limit, Schema, SchemaError, Topic
from lexicon.glossary.schema_reading import read_schema

__all__ = [
    "AMBIGUOUS_FILE",
    "Ambiguous",
    "FIELD_TYPES",
    "Field",
    "Formula",
    "FrontMatter",
    "Glossary",
    "HeadingId",
    "Language",
    "MAX_BYTES",
    "Limit",
    "REPEATABLE_FIELD",
    "PLANNED_FILE",
    "PhraseName",
    "Reference",
    "SCHEMA_FILE",
    "SLUG",
    "SLUG_HELP",
    "Schema",
    "SchemaError",
    "Section",
    "Symbol",
    "TERM_FILE",
    "Term",
    "Text",
    "Topic",
    "AvoidedName",
    "drawn_id",
    "figure_id",
    "find_front_matter",
    "formula_id",
    "is_reserved_id",
    "is_stale",
    "letter_id",
    "prose_digest",
    "read_glossary",
    "read_schema",
    "visible_offsets",
    "visible_text",
]
