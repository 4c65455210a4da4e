"""Programs that change term files (new, rename, stamp, fix), and what tells authors how far they are."""

from __future__ import annotations

from lexicon.authoring.editor_schema import editor_schemas
from lexicon.authoring.fix import find_repairs, write_repairs
from lexicon.authoring.new import TermRequest, create_term
from lexicon.authoring.refusal import RefusedError, require
from lexicon.authoring.rename import rename_term
from lexicon.authoring.slugs import from_name
from lexicon.authoring.stamp import stamp_translations
from lexicon.authoring.status import glossary_status, status_json, status_text
from lexicon.authoring.writing import write_file

__all__ = [
    "RefusedError",
    "TermRequest",
    "create_term",
    "editor_schemas",
    "find_repairs",
    "from_name",
    "glossary_status",
    "rename_term",
    "require",
    "stamp_translations",
    "status_json",
    "status_text",
    "write_file",
    "write_repairs",
]
