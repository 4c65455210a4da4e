"""What a rule is, and how one is declared."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lexicon.diagnostics import Diagnostic, Fault, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from lexicon.graph import Graph
    from lexicon.model import Glossary

    Check = Callable[["Context"], Iterator[Fault]]


@dataclass(frozen=True)
class Context:
    """What rules look at: the glossary, how its terms hang together, and the formulas MathJax rejects.

    `rejected` maps TeX to MathJax's complaint and the offset in the TeX at which it arose.
    """

    glossary: Glossary
    graph: Graph
    rejected: Mapping[str, tuple[str, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Rule:
    """A named check. Its docstring is its documentation: a sentence with "must", then bad and good examples."""

    name: str
    severity: Severity
    check: Check

    @property
    def family(self) -> str:
        """The module in which the rule stands."""
        return self.check.__module__.rpartition(".")[2]

    @property
    def documentation(self) -> str:
        return inspect.cleandoc(self.check.__doc__ or "")

    @property
    def summary(self) -> str:
        """The sentence that states the rule."""
        return " ".join(self.documentation.partition("\n\n")[0].split())

    @property
    def examples(self) -> Mapping[str, str]:
        """The examples of the docstring under "bad" and "good"."""
        found = re.findall(r"^(Bad|Good):\n((?:    .*\n?|\n)+)", self.documentation, re.MULTILINE)
        return {kind.lower(): inspect.cleandoc(example) for kind, example in found}


RULES: dict[str, Rule] = {}


def rule(severity: Severity = Severity.ERROR) -> Callable[[Check], Check]:
    """Declare a generator of faults as a rule; the rule is named after the function."""

    def declare(check: Check) -> Check:
        name = check.__name__.replace("_", "-")
        if name in RULES:
            raise ValueError(f"two rules are called {name}")
        RULES[name] = Rule(name, severity, check)
        return check

    return declare


def run(context: Context, names: Iterable[str] | None = None) -> list[Diagnostic]:
    """All diagnostics of some rules (all if not given), sorted by path and position."""
    chosen = RULES.values() if names is None else [RULES[name] for name in names]
    found = {
        Diagnostic(rule.name, rule.severity, fault): None for rule in chosen for fault in rule.check(context)
    }
    return sorted(found, key=lambda diagnostic: diagnostic.order)
