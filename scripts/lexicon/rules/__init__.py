"""The rules, a module for each family; importing this package declares them all."""

from lexicon.rules import (  # noqa: F401, each declares its rules when it is imported
    dialects,
    figures,
    files,
    formulas,
    letters,
    links,
    names,
    references,
    structure,
    translation,
    typography,
    wording,
)
from lexicon.rules.base import RULES, Context, Rule, run
from lexicon.rules.documentation import explain, rules_json, rules_page, rules_table
from lexicon.rules.formulas import uses

__all__ = [
    "RULES",
    "Context",
    "Rule",
    "explain",
    "rules_json",
    "rules_page",
    "rules_table",
    "run",
    "uses",
]
