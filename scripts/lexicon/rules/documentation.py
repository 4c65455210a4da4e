"""The documentation of the rules for `lexicon rules`, `lexicon explain` and the site."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

from lexicon.diagnostics import Severity
from lexicon.rules.base import RULES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from lexicon.glossary import PhraseName, Schema
    from lexicon.rules.base import Rule

FAMILIES: Mapping[str, PhraseName] = {
    "files": "rules-on-files",
    "letters": "rules-on-letters",
    "structure": "rules-on-structure",
    "dialects": "rules-on-dialects",
    "names": "rules-on-names",
    "links": "rules-on-links",
    "formulas": "rules-on-formulas",
    "translation": "rules-on-translation",
    "wording": "rules-on-wording",
    "typography": "rules-on-typography",
    "references": "rules-on-references",
    "figures": "rules-on-figures",
}
"""The families of rules in the order of the page, with the phrases of `schema.yml` that are their titles."""


def explain(rule: Rule) -> str:
    """The documentation of a rule as plain text: name, severity and docstring."""
    repaired = "\nMost such faults are repaired by `lexicon fix`.\n" if rule.fixable else ""
    return f"{rule.name} ({rule.severity.value})\n\n{rule.documentation}\n{repaired}"


def rules_table(rules: Iterable[Rule]) -> str:
    """A table with a line per rule: name, severity and summary."""
    rules = list(rules)
    width = max((len(rule.name) for rule in rules), default=0)
    return "\n".join(f"{rule.name:<{width}}  {rule.severity.value:<7}  {rule.summary}" for rule in rules)


def rules_json(rules: Iterable[Rule]) -> str:
    """A JSON list of objects with name, severity, family, fixable (by `lexicon fix`), summary, remarks, bad, good."""
    records = [
        {
            "name": rule.name,
            "severity": rule.severity.value,
            "family": rule.family,
            "fixable": rule.fixable,
            "summary": rule.summary,
            "remarks": " ".join(rule.remarks.split()),
            **rule.examples,
        }
        for rule in rules
    ]
    return json.dumps(records, ensure_ascii=False, indent=2)


def rules_page(schema: Schema, language: str) -> str:
    """The Markdown page that documents all rules; titles and introduction are in `language`, the rules in English."""
    say = partial(schema.phrase, language=language)
    title, description = (json.dumps(text, ensure_ascii=False) for text in (say("rules"), say("rules-description")))
    front = f"---\ntitle: {title}\ndescription: {description}\n---"
    parts = [f"{front}\n# {say('rules')} {{ #rules }}\n\n{say('rules-intro', n=len(RULES))}\n"]
    for family, title in FAMILIES.items():
        parts.append(f"## {say(title)} {{ #{family} }}\n")
        parts += [_entry(rule, say) for rule in RULES.values() if rule.family == family]
    return "\n".join(parts)


def _entry(rule: Rule, say: Callable[[PhraseName], str]) -> str:
    severity = say("rules-warning" if rule.severity is Severity.WARNING else "rules-error")
    lines = [f"### `{rule.name}` {{ #{rule.name} }}\n", f"*{severity}* {rule.summary}\n"]
    if rule.remarks:
        lines.append(f"{rule.remarks}\n")
    for kind, label in (("bad", say("rules-bad")), ("good", say("rules-good"))):
        lines.append(f"{label}\n\n{_fenced(rule.examples[kind])}\n")
    return "\n".join(lines)


def _fenced(example: str) -> str:
    """A fenced code block whose content may itself contain fences."""
    fence = "`" * max(3, 1 + max(len(run) for run in [*_runs(example), ""]))
    return f"{fence}text\n{example}\n{fence}"


def _runs(text: str) -> list[str]:
    return ["`" * len(run) for run in "".join(c if c == "`" else " " for c in text).split()]
