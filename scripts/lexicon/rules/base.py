"""What a rule is, and how one is declared."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass, field
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

from lexicon.diagnostics import Diagnostic, Fault, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from lexicon.glossary import Glossary, Term, Text
    from lexicon.links import Graph, Link
    from lexicon.text import Kind, Piece, YamlScalar

    Check = Callable[["Context"], Iterator[Fault]]

Value = TypeVar("Value")


@dataclass(frozen=True)
class Context:
    """What rules look at: the glossary, how its terms hang together, and the formulas MathJax rejects.

    `links` are the automatic links by language and slug; `rejected` maps TeX to MathJax's complaint and the offset in
    the TeX at which it arose.
    """

    glossary: Glossary
    graph: Graph
    rejected: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    links: Mapping[str, Mapping[str, Sequence[Link]]] = field(default_factory=dict)
    _memory: dict[Callable[[Context], Any], Any] = field(default_factory=dict, compare=False, repr=False)

    def once(self, compute: Callable[[Context], Value]) -> Value:
        """What a function makes of this context; computed once however many rules ask for it."""
        if compute not in self._memory:
            self._memory[compute] = compute(self)
        return cast("Value", self._memory[compute])


@dataclass(frozen=True)
class Rule:
    """A named check. Its docstring is its documentation: a sentence with "must", then bad and good examples.

    `alone` says that it looks at one term at a time, so that its verdict on a term holds until that term changes;
    `late` that it asks which formulas MathJax rejects; `fixable` that some of its faults carry their repair.
    """

    name: str
    severity: Severity
    check: Check
    alone: bool = False
    late: bool = False
    fixable: bool = False

    @property
    def family(self) -> str:
        """The module in which the rule stands."""
        return self.check.__module__.rpartition(".")[2]

    @property
    def documentation(self) -> str:
        """The docstring without its indentation."""
        return inspect.cleandoc(self.check.__doc__ or "")

    @property
    def summary(self) -> str:
        """The sentence that states the rule."""
        return " ".join(self.documentation.partition("\n\n")[0].split())

    @property
    def remarks(self) -> str:
        """What the docstring says between the sentence and the examples."""
        return self.documentation.partition("\n\n")[2].partition("Bad:\n")[0].strip()

    @property
    def examples(self) -> Mapping[str, str]:
        """The examples of the docstring under "bad" and "good"."""
        found = re.findall(r"^(Bad|Good):\n((?:    .*\n?|\n)+)", self.documentation, re.MULTILINE)
        return {kind.lower(): inspect.cleandoc(example) for kind, example in found}


RULES: dict[str, Rule] = {}


def rule(
    severity: Severity = Severity.ERROR, *, alone: bool = False, late: bool = False, fixable: bool = False
) -> Callable[[Check], Check]:
    """Declare a generator of faults as a rule; the rule is named after the function."""

    def declare(check: Check) -> Check:
        _declare(Rule(rule_name(check), severity, check, alone, late, fixable))
        return check

    return declare


def found_while_loading(
    severity: Severity = Severity.ERROR, *, fixable: bool = False
) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Declare a rule whose faults the loader finds, because it has to step over them: here is only its docstring."""

    def declare(declaration: Callable[[], None]) -> Callable[[], None]:
        name = rule_name(declaration)

        @wraps(declaration)
        def check(context: Context) -> Iterator[Fault]:
            yield from context.glossary.faults.get(name, ())

        _declare(Rule(name, severity, check, fixable=fixable))
        return declaration

    return declare


def rule_name(function: Callable[..., object]) -> str:
    """The public name of a rule: `dead_link` is `dead-link`."""
    return function.__name__.replace("_", "-")


def _declare(new: Rule) -> None:
    if new.name in RULES:
        raise ValueError(f"two rules are called {new.name}")
    RULES[new.name] = new


def run(context: Context, rules: Iterable[Rule] | None = None) -> list[Diagnostic]:
    """All diagnostics of some rules (all if not given), sorted by path and position."""
    chosen = RULES.values() if rules is None else rules
    found = {Diagnostic(rule.name, rule.severity, fault): None for rule in chosen for fault in rule.check(context)}
    return sorted(found, key=lambda diagnostic: diagnostic.order)


def texts(glossary: Glossary) -> Iterator[Text]:
    """Every text of every term."""
    for term in glossary.terms.values():
        yield from term.texts.values()


def texts_of_terms(glossary: Glossary) -> Iterator[tuple[Term, Text]]:
    """Every text with its term."""
    for term in glossary.terms.values():
        for text in term.texts.values():
            yield term, text


def pieces(text: Text, *kinds: Kind) -> Iterator[Piece]:
    """The pieces of some kinds in all parts of a text."""
    for part in text.parts:
        yield from part.prose.of(*kinds)


def phrases(term: Term) -> Iterator[Mapping[str, YamlScalar]]:
    """The phrases of a term's record that are said in every language: titles, legends, descriptions and captions."""
    for formula in term.formulas:
        yield formula.title
        yield from (symbol.meaning for symbol in formula.symbols)
    for figure in term.figures:
        yield figure.alt
        yield figure.caption
