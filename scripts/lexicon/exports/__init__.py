"""Export formats for programs, one module each."""

from __future__ import annotations

from lexicon.exports.json_data import json_files

__all__ = [
    "json_files",
]
