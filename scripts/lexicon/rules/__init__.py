"""The rules, a module for each family; importing this package declares them all."""

from lexicon.rules import (
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

__all__ = [
    "RULES",
    "Context",
    "Rule",
    "dialects",
    "figures",
    "files",
    "formulas",
    "letters",
    "links",
    "names",
    "references",
    "run",
    "structure",
    "translation",
    "typography",
    "wording",
]
