"""Mathematics inside phrases."""

from __future__ import annotations

import re

PHRASE_MATH = re.compile(r"\$([^$]+)\$")
"""Mathematics inside a phrase (a legend's text or a formula's title), which otherwise is plain text."""
