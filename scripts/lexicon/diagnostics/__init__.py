"""Faults, and reports of faults as text, JSON, GitHub annotations and SARIF."""

from __future__ import annotations

from lexicon.diagnostics.code_frames import report_text, wants_colour
from lexicon.diagnostics.faults import Diagnostic, Fault, Faults, Note, Severity
from lexicon.diagnostics.formats import report_github, report_json, report_sarif

__all__ = [
    "Diagnostic",
    "Fault",
    "Faults",
    "Note",
    "Severity",
    "report_github",
    "report_json",
    "report_sarif",
    "report_text",
    "wants_colour",
]
