"""Commands for authors: creating, renaming, stamping and repairing terms, progress by topic, and editor schemas."""

from __future__ import annotations

from lexicon.authoring.editor_schema import editor_schemas
from lexicon.authoring.fix import find_repairs, write_repairs
from lexicon.authoring.invalid_request import InvalidRequestError, require_known
from lexicon.authoring.new import TermRequest, create_term
from lexicon.authoring.rename import rename_term
from lexicon.authoring.slugs import slug_from_name
from lexicon.authoring.stamp import stamp_translations
from lexicon.authoring.status import glossary_status, status_json, status_text
from lexicon.authoring.writing import write_file

__all__ = [
    "InvalidRequestError",
    "TermRequest",
    "create_term",
    "editor_schemas",
    "find_repairs",
    "glossary_status",
    "rename_term",
    "require_known",
    "slug_from_name",
    "stamp_translations",
    "status_json",
    "status_text",
    "write_file",
    "write_repairs",
]
