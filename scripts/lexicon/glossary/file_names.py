"""What the folders and files of a glossary are called."""

from __future__ import annotations

import re

TERM_FILE = "term.yml"
SCHEMA_FILE = "schema.yml"
AMBIGUOUS_FILE = "ambiguous.yml"
PLANNED_FILE = "planned.yml"
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
"""Names of folders, and ids made like them."""
DRAWING = re.compile(r"[a-z0-9-]+\.[a-z0-9-]+\.svg\Z")
"""Names of drawings: a figure's id and a language."""
MAX_BYTES = 200_000
"""The size of the largest file that is read."""
