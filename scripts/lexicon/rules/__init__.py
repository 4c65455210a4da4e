"""The rules, one module per family; importing this package registers all of them."""

from lexicon.rules import (  # noqa: F401, importing a module registers its rules
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
from lexicon.rules.formulas import formula_occurrences

__all__ = [
    "RULES",
    "Context",
    "Rule",
    "explain",
    "formula_occurrences",
    "rules_json",
    "rules_page",
    "rules_table",
    "run",
]
