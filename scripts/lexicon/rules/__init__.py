"""The rules, a module for each family; importing this package declares them all."""

from lexicon.rules import files, formulas, links, names, structure, translation
from lexicon.rules.base import RULES, Context, Rule, run

__all__ = ["RULES", "Context", "Rule", "files", "formulas", "links", "names", "run", "structure", "translation"]
