"""Formulas inside phrases."""

from __future__ import annotations

import re

PHRASE_MATH = re.compile(r"\$([^$]+)\$")
"""A formula in a phrase (the text of a legend or the title of a formula), which is plain text otherwise."""
