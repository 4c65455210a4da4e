"""Names of the folders and files of a glossary."""

from __future__ import annotations

import re

TERM_FILE = "term.yml"
SCHEMA_FILE = "schema.yml"
AMBIGUOUS_FILE = "ambiguous.yml"
PLANNED_FILE = "planned.yml"
SLUG = re.compile(r"(?![a-z0-9-]{101})[a-z0-9]+(?:-[a-z0-9]+)*\Z")
"""The form of term folders and ids: short enough that names joined from them fit the 255 bytes of file systems."""
SLUG_HELP = "use lower-case letters and digits joined by single hyphens, 100 characters at most"
DRAWING = re.compile(r"[a-z0-9-]+\.[a-z0-9-]+\.svg\Z")
"""The form of drawing files: the id of a figure and the id of a language."""
MAX_BYTES = 200_000
"""The maximum size of a file, in bytes."""
