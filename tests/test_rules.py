"""Every rule against its cases: what `lexicon check` prints for a small glossary with one fault, or with none."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest
from lexicon.authoring import find_repairs, write_repairs
from lexicon.diagnostics import report_text
from lexicon.glossary import read_glossary
from lexicon.links import build_graph
from lexicon.rules import RULES, Context, Rule, run
from lexicon.rules.formulas import formula_occurrences
from lexicon.tex import MathRenderer, Tex, normal_form, tex_tokens

from tests.corpus import Case, cases, diagnose

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from lexicon.diagnostics import Diagnostic

ALL = cases()
WITH_SCHEMA = [case for case in ALL if not case.faulty_schema]
RENEW = "LEXICON_RENEW"
SEVERAL = {
    ("carriage-return", "windows-line-ends-and-another-fault"): {"carriage-return", "unknown-section"},
}
"""Cases that are about more than one fault."""


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Mapping[Case, list[Diagnostic]]:
    """What is found in every case; all formulas are drawn by one Node process."""
    scratch = tmp_path_factory.mktemp("cases")
    folders = {case: case.build(scratch / case.rule / case.name) for case in ALL}
    renderer = MathRenderer(scratch / "cache")
    glossaries = [read_glossary(folder) for case, folder in folders.items() if not case.faulty_schema]
    renderer.render(Tex(use.tex, use.display) for glossary in glossaries for use in formula_occurrences(glossary))
    return {case: list(diagnose(folder, renderer)) for case, folder in folders.items()}


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.rule}/{case.name}")
def test_case(case: Case, reports: Mapping[Case, list[Diagnostic]]) -> None:
    found = report_text(reports[case], 2) + "\n"
    if os.environ.get(RENEW):
        case.report.write_text(found, "utf-8")
    assert found == case.report.read_text("utf-8")


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.rule}/{case.name}")
def test_one_mistake_is_one_report(case: Case, reports: Mapping[Case, list[Diagnostic]]) -> None:
    """A bad case reports its own rule and no other, a good one nothing of its rule."""
    found = {diagnostic.rule for diagnostic in reports[case]}
    if case.is_good:
        assert case.rule not in found
    else:
        assert found == SEVERAL.get((case.rule, case.name), {case.rule})


def test_spans_lie_within_their_files(reports: Mapping[Case, list[Diagnostic]]) -> None:
    for diagnostics in reports.values():
        for diagnostic in diagnostics:
            span = diagnostic.fault.span
            assert 0 <= span.start <= span.end <= len(span.source.text)
            assert span.position[0] <= span.source.text.count("\n") + 1


def test_every_rule_has_a_failing_and_a_passing_case() -> None:
    kinds: dict[str, set[bool]] = defaultdict(set)
    for case in ALL:
        kinds[case.rule].add(case.is_good)
    assert kinds.keys() == RULES.keys()
    assert not [name for name, found in kinds.items() if found != {True, False}]


def test_the_rules_that_are_declared_fixable_yield_fixes_and_no_others(
    reports: Mapping[Case, list[Diagnostic]],
) -> None:
    found = {diagnostic.rule for diagnostics in reports.values() for diagnostic in diagnostics if diagnostic.fault.fix}
    assert found == {rule.name for rule in RULES.values() if rule.fixable}


@pytest.mark.parametrize("case", WITH_SCHEMA, ids=lambda case: f"{case.rule}/{case.name}")
def test_faults_that_carry_a_fix_are_gone_when_it_is_made(case: Case, tmp_path: Path) -> None:
    folder = case.build(tmp_path / "glossary")
    fixable = [rule for rule in RULES.values() if rule.fixable]
    write_repairs(find_repairs(folder))
    glossary = read_glossary(folder)
    found = run(Context(glossary, build_graph(glossary, {})), fixable)
    assert [diagnostic for diagnostic in found if diagnostic.fault.fix] == []


def test_there_are_many_cases() -> None:
    assert len([case for case in ALL if not case.is_good]) >= 80


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_rule_documents_itself(rule: Rule) -> None:
    assert re.search(r"\bmust\b", rule.summary)
    assert rule.summary.endswith((".", "…"))
    assert set(rule.examples) == {"bad", "good"}
    assert all(rule.examples.values())


@pytest.mark.parametrize(
    "formula,symbols",
    [
        (r"\mathbf{x}_i + \mathbf x", [r"\mathbf{x}", "i", r"\mathbf{x}"]),
        (r"\hat{y}_k \cdot \hat{\mathbf{y}}", [r"\hat{y}", "k", r"\hat{\mathbf{y}}"]),
        (r"\overline{a + b}", ["a", "b"]),
        (r"\sum_{j=1}^{K} \exp(z_j) \log \max_a q", ["j", "K", "z", "j", "a", "q"]),
        (r"W^T V^{T} U^\top x^{T-1}", ["W", "V", "U", "x", "T"]),
        (r"\int f(x) \, dx", ["f", "x", "x"]),
        (r"\frac{dy}{dx} = d_k", ["y", "x", "d", "k"]),
        (r"\mathrm{d}x \text{ if } \operatorname{softmax}(z)", ["x", "z"]),
        (r"\frac{1}{2\pi} + \pi(a)", [r"\pi", "a"]),
        (r"x \in \mathbb{R}^n, \mathbb{E}[x]", ["x", "n", r"\mathbb{E}", "x"]),
        (r"\begin{cases} 1, & z > 0 \\ 0 \end{cases}", ["z"]),
        (r"\left( \bigl[ \theta_{t+1} \bigr] \right)", [r"\theta", "t"]),
        (r"\mathcal{L}''(\theta)", [r"\mathcal{L}", r"\theta"]),
        ("{", []),
        ("\\", []),
        (r"\mathbf", []),
        (r"\frac{a", ["a"]),
    ],
)
def test_symbols_of_a_formula(formula: str, symbols: list[str]) -> None:
    assert [token.text for token in tex_tokens(formula) if token.is_identifier] == symbols


def test_places_of_symbols() -> None:
    for formula in (r"a + \mathbf{x}_i^\top \hat{y}", r"\overline{ a + b } c", r"\tilde{\mathbf{c}}_t"):
        for token in tex_tokens(formula):
            assert re.sub(r"[{} ]", "", formula[token.start : token.end]) == re.sub(r"[{} ]", "", token.text)


@pytest.mark.parametrize(
    "one,other,same",
    [
        (r"a \text{ or }b", r"a\text{或} b", True),
        (r"x_{i}", "x_i", True),
        (r"n - k", r"n - k + 1", False),
        (r"\mathbf{x}", "x", False),
    ],
)
def test_formulas_that_differ_by_language_only(one: str, other: str, same: bool) -> None:
    assert (normal_form(one) == normal_form(other)) is same


def test_faults_found_while_reading_have_rules(tmp_path: Path) -> None:
    """A fault that is found under any other name would never be shown."""
    sound = [case for case in ALL if not case.faulty_schema]
    folders = [case.build(tmp_path / str(number)) for number, case in enumerate(sound)]
    found = {name for folder in folders for name in read_glossary(folder).faults}
    assert len(found) > 15
    assert found <= RULES.keys()
