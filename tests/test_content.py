"""What the terms show is what comes out: code is run, formulas are computed with, drawings are drawn anew."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from figures import __main__ as figures
from figures.drawing import all_drawings
from lexicon.glossary import read_glossary
from lexicon.text import Kind

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lexicon.check import Analysis

GLOSSARY = read_glossary(ROOT / "glossary")
FORMULAS = Path(__file__).parent / "formulas"
NOT_COMPUTABLE = FORMULAS / "not_computable.txt"
"""Formulas that state a convention or an architecture: `slug/id: reason`, a line each."""


def blocks() -> Iterator[tuple[str, str, str | None]]:
    """Every Python block of the source texts: an id, the code, and what the page says that it prints."""
    for slug, term in GLOSSARY.terms.items():
        for section in term.texts["en"].sections:
            found = list(section.prose.of(Kind.CODE_BLOCK))
            for index, block in enumerate(found):
                if block.target != "python":
                    continue
                after = found[index + 1] if index + 1 < len(found) else None
                shown = after.value if after and after.target == "text" and _adjacent(block, after) else None
                yield f"{slug}-{section.id}-{index}", block.value, shown


def _adjacent(one: object, other: object) -> bool:
    span, following = one.span, other.span  # type: ignore[attr-defined]
    return not span.source.text[span.end : following.start].strip()


BLOCKS = list(blocks())


def test_there_are_blocks() -> None:
    assert len(BLOCKS) >= 20


@pytest.mark.parametrize(("code", "shown"), [pytest.param(code, shown, id=name) for name, code, shown in BLOCKS])
def test_code_prints_what_the_page_shows(code: str, shown: str | None) -> None:
    compiled = compile(code, "<term>", "exec")
    libraries = re.findall(r"^\s*(?:import|from) (torch|tensorflow)\b", code, re.MULTILINE)
    if any(not importlib.util.find_spec(library) for library in libraries):
        return  # large libraries need not be installed; such a block at least compiles
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(compiled, {"__name__": "__term__"})
    assert _stripped(output.getvalue()) == _stripped(shown or "")


def _stripped(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip().splitlines()]


def _formula_checks(slug: str) -> set[str]:
    """The ids of the formulas of a term that are computed with, in the spelling of Python."""
    name = f"test_{slug.replace('-', '_')}"
    if not (FORMULAS / f"{name}.py").exists():
        return set()
    module = importlib.import_module(f"tests.formulas.{name}")
    return {name.removeprefix("test_") for name in vars(module) if name.startswith("test_")}


def test_every_formula_is_computed_with() -> None:
    exempt = dict(
        line.split(": ", 1) for line in NOT_COMPUTABLE.read_text("utf-8").splitlines() if line and line[0] != "#"
    )
    missing, checked = [], 0
    for slug, term in GLOSSARY.terms.items():
        checks = _formula_checks(slug)
        for formula in term.formulas:
            if formula.id.value.replace("-", "_") in checks:
                checked += 1
            elif f"{slug}/{formula.id.value}" not in exempt:
                missing.append(f"{slug}/{formula.id.value}")
    assert not missing
    assert checked > 30


def test_drawings_are_what_the_scripts_draw() -> None:
    drawn = {name: text for drawing in all_drawings() for name, text in drawing.files()}
    assert drawn
    kept = {path.relative_to(ROOT / "glossary").as_posix(): path for path in (ROOT / "glossary").glob("*/*.svg")}
    assert set(kept) == set(drawn)
    stale = [name for name, text in drawn.items() if kept[name].read_text("utf-8") != text]
    assert not stale, "run `make figures`"


def test_a_figure_that_nobody_draws_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert figures.main(["relu", "softmx"]) == 2
    assert capsys.readouterr() == ("", "there is no figure of `softmx`. did you mean `softmax`?\n")


def test_no_heading_of_a_page_can_meet_a_term(analysis: Analysis) -> None:
    """Sections and terms share the anchors of a page."""
    slugs = analysis.glossary.terms.keys() | analysis.glossary.planned.keys()
    assert not slugs & {section.id for section in analysis.glossary.schema.sections}
