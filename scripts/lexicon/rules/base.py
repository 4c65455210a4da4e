"""Definition and registration of rules."""

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
    from lexicon.text import Kind, MarkdownElement, YamlScalar

    Check = Callable[["Context"], Iterator[Fault]]

Value = TypeVar("Value")


@dataclass(frozen=True)
class Context:
    """The data that rules check: the glossary, its graph, the formulas that MathJax rejects, and the automatic links.

    `rejected` maps TeX to MathJax's error message and the 0-based character offset of the error in the TeX; `links`
    is indexed by language id and slug.
    """

    glossary: Glossary
    graph: Graph
    rejected: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    links: Mapping[str, Mapping[str, Sequence[Link]]] = field(default_factory=dict)
    _results: dict[Callable[[Context], Any], Any] = field(default_factory=dict, compare=False, repr=False)

    def cached(self, compute: Callable[[Context], Value]) -> Value:
        """The result of `compute` for this context, computed on the first call and shared by all rules."""
        if compute not in self._results:
            self._results[compute] = compute(self)
        return cast("Value", self._results[compute])


@dataclass(frozen=True)
class Rule:
    """A named check. The docstring of `check` is its documentation: a sentence with "must", a bad and a good example.

    `per_term` rules check one term at a time, so their diagnostics can be cached until that term changes;
    `needs_mathjax` rules use `Context.rejected`; `fixable` rules yield some faults with a fix.
    """

    name: str
    severity: Severity
    check: Check
    per_term: bool = False
    needs_mathjax: bool = False
    fixable: bool = False

    @property
    def family(self) -> str:
        """The name of the module that defines the rule."""
        return self.check.__module__.rpartition(".")[2]

    @property
    def documentation(self) -> str:
        """The docstring of `check` without its indentation."""
        return inspect.cleandoc(self.check.__doc__ or "")

    @property
    def summary(self) -> str:
        """The sentence that states the rule, on one line."""
        return " ".join(self.documentation.partition("\n\n")[0].split())

    @property
    def remarks(self) -> str:
        """The text of the docstring between the summary and the examples, or ""."""
        return self.documentation.partition("\n\n")[2].partition("Bad:\n")[0].strip()

    @property
    def examples(self) -> Mapping[str, str]:
        """The examples of the docstring, by the keys "bad" and "good"."""
        found = re.findall(r"^(Bad|Good):\n((?:    .*\n?|\n)+)", self.documentation, re.MULTILINE)
        return {kind.lower(): inspect.cleandoc(example) for kind, example in found}


RULES: dict[str, Rule] = {}


def rule(
    severity: Severity = Severity.ERROR, *, per_term: bool = False, needs_mathjax: bool = False, fixable: bool = False
) -> Callable[[Check], Check]:
    """Register a generator of faults as a rule; the rule is named after the function."""

    def declare(check: Check) -> Check:
        _register(Rule(rule_name(check), severity, check, per_term, needs_mathjax, fixable))
        return check

    return declare


def found_while_loading(
    severity: Severity = Severity.ERROR, *, fixable: bool = False
) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Register a rule whose faults are found while files are read; the decorated function only has the docstring."""

    def declare(declaration: Callable[[], None]) -> Callable[[], None]:
        name = rule_name(declaration)

        @wraps(declaration)
        def check(context: Context) -> Iterator[Fault]:
            yield from context.glossary.faults.get(name, ())

        _register(Rule(name, severity, check, fixable=fixable))
        return declaration

    return declare


def rule_name(function: Callable[..., object]) -> str:
    """The public name of a rule, `dead-link` for the function `dead_link`."""
    return function.__name__.replace("_", "-")


def _register(new: Rule) -> None:
    if new.name in RULES:
        raise ValueError(f"duplicate rule: {new.name}")
    RULES[new.name] = new


def run(context: Context, rules: Iterable[Rule] | None = None) -> list[Diagnostic]:
    """Run `rules` (all by default) and return their diagnostics without duplicates, sorted by path and position."""
    chosen = RULES.values() if rules is None else rules
    found = {Diagnostic(rule.name, rule.severity, fault): None for rule in chosen for fault in rule.check(context)}
    return sorted(found, key=lambda diagnostic: diagnostic.sort_key)


def texts(glossary: Glossary) -> Iterator[Text]:
    """The texts of all terms."""
    for term in glossary.terms.values():
        yield from term.texts.values()


def texts_of_terms(glossary: Glossary) -> Iterator[tuple[Term, Text]]:
    """The texts of all terms, each with its term."""
    for term in glossary.terms.values():
        for text in term.texts.values():
            yield term, text


def elements(text: Text, *kinds: Kind) -> Iterator[MarkdownElement]:
    """The Markdown elements of the given kinds in all parts of a text."""
    for part in text.parts:
        yield from part.prose.of(*kinds)


def phrases(term: Term) -> Iterator[Mapping[str, YamlScalar]]:
    """The translated phrases of `term.yml`, by language id: formula titles, legends, alt texts and captions."""
    for formula in term.formulas:
        yield formula.title
        yield from (symbol.meaning for symbol in formula.symbols)
    for figure in term.figures:
        yield figure.alt
        yield figure.caption
