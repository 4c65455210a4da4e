"""Damaged term folders: never a traceback, never a hang, always a fault where something is wrong, always in real lines.

`LEXICON_FUZZ=5000 pytest tests/test_fuzz.py` tries that many mutants, other ones each time; without it a fixed few.
"""

from __future__ import annotations

import faulthandler
import json
import os
import shutil
import signal
import unicodedata
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
import rjieba
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lexicon import __version__, rules
from lexicon.authoring import fix, status
from lexicon.check import analyse
from lexicon.diagnostics import Severity, report_github, report_json, report_sarif, report_text
from lexicon.languages import chinese
from lexicon.tex import MathRenderer

from tests.authoring import mutants
from tests.authoring.mutants import Kind, Mutation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lexicon.diagnostics import Diagnostic
    from lexicon.tex import Rejected, Rendered, Tex
    from lexicon.text import Span

MANY = int(os.environ.get("LEXICON_FUZZ", "0"))
FEW = 100
SECONDS = 20
"""What a single mutant may take; a sound glossary of this size takes some hundredths of a second."""

SOUND = mutants.sound()
HARMLESS = {"\n", "\t"}


class NoMath(MathRenderer):
    """Formulas are not what is tested here; MathJax has tests of its own."""

    def __init__(self) -> None:
        super().__init__(Path())

    def render(self, formulas: Iterable[Tex]) -> dict[Tex, Rendered | Rejected]:
        for _ in formulas:
            pass
        return {}


@contextmanager
def limited(seconds: int) -> Iterator[None]:
    """Raises TimeoutError in what takes longer; what hangs outside of Python ends the process with a traceback."""

    def stop(number: int, frame: object) -> None:
        raise TimeoutError(f"not done after {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    faulthandler.dump_traceback_later(seconds * 6, exit=True)
    try:
        yield
    finally:
        signal.alarm(0)
        faulthandler.cancel_dump_traceback_later()
        signal.signal(signal.SIGALRM, before)


def written(tree: mutants.Tree, parent: Path) -> Path:
    folder = parent / "glossary"
    shutil.rmtree(folder, ignore_errors=True)
    for path, data in tree.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def mutations() -> st.SearchStrategy[list[Mutation]]:
    fraction = st.floats(0, 1, exclude_max=True, width=32)
    text = st.one_of(st.just(""), st.just(""), st.text(max_size=8))
    one = st.builds(Mutation, st.sampled_from(Kind), fraction, fraction, fraction, text)
    return st.lists(one, min_size=1, max_size=4)


def test_the_sound_glossary_is_sound(tmp_path: Path) -> None:
    diagnostics = analyse(written(SOUND, tmp_path), NoMath(), "glossary").diagnostics
    assert [
        (diagnostic.rule, diagnostic.fault) for diagnostic in diagnostics if diagnostic.severity is Severity.ERROR
    ] == []
    assert list(mutants.invalid(SOUND)) == []


@pytest.fixture(scope="module", autouse=True)
def _one_dictionary() -> Iterator[None]:
    """One word list for all mutants: reading it takes longer than everything else."""
    words = rjieba.Jieba()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chinese, "rjieba", SimpleNamespace(Jieba=lambda: words))
        yield


@settings(
    max_examples=MANY or FEW,
    derandomize=not MANY,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate, Phase.shrink] if MANY else [Phase.generate],
)
@given(st.data())
def test_damaged_folders(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    changes = data.draw(mutations(), label="mutations")
    tree = SOUND
    for change in changes:
        tree = mutants.mutated(tree, change)
    folder = written(tree, tmp_path_factory.getbasetemp())
    with limited(SECONDS):
        diagnostics = analyse(folder, NoMath(), "glossary").diagnostics
        everything_wrong_is_noticed(tree, diagnostics)
        every_place_is_real(tree, diagnostics)
        every_format_renders(diagnostics)
        status.status_text(status.glossary_status(folder))
        fixing_is_final(folder)


def everything_wrong_is_noticed(tree: mutants.Tree, diagnostics: Sequence[Diagnostic]) -> None:
    paths = {diagnostic.fault.span.source.path for diagnostic in diagnostics}
    paths |= {diagnostic.fault.note.span.source.path for diagnostic in diagnostics if diagnostic.fault.note}
    for where, why in mutants.invalid(tree):
        place = f"glossary/{where}"
        near = [path for path in paths if path == place or path.startswith(place + "/") or place.startswith(path + "/")]
        assert near, f"{where}: {why}"


def every_place_is_real(tree: mutants.Tree, diagnostics: Sequence[Diagnostic]) -> None:
    for diagnostic in diagnostics:
        fault = diagnostic.fault
        for span in (fault.span, *([fault.note.span] if fault.note else []), *(edit.span for edit in fault.fix)):
            assert is_real(tree, span), (diagnostic.rule, span)


def is_real(tree: mutants.Tree, span: Span) -> bool:
    path = span.source.path.removeprefix("glossary/")
    line, column = span.position
    if path not in tree:
        # A folder, or a file that should be there.
        return (line, column) == (1, 1) and not span.source.text
    # What a file holds beyond its text (carriage returns, a byte order mark) is reported and then left out.
    lines = tree[path].decode("utf-8", "replace").split("\n")
    return span.start <= span.end and line <= len(lines) and column <= len(lines[line - 1]) + 1


def every_format_renders(diagnostics: Sequence[Diagnostic]) -> None:
    plain = report_text(diagnostics, 5)
    assert all(character in HARMLESS or unicodedata.category(character) != "Cc" for character in plain)
    assert plain.count("[") >= len(diagnostics)
    assert report_text(diagnostics, 5, colour=True)
    assert len(json.loads(report_json(diagnostics))) == len(diagnostics)
    github = report_github(diagnostics)
    assert len(github.split("\n") if github else []) == len(diagnostics)
    summaries = {name: rule.summary for name, rule in rules.RULES.items()}
    sarif = json.loads(report_sarif(diagnostics, summaries, __version__))
    assert len(sarif["runs"][0]["results"]) == len(diagnostics)


def fixing_is_final(folder: Path) -> None:
    fix.write_repairs(fix.find_repairs(folder))
    assert [repair.diff() for repair in fix.find_repairs(folder)] == []
