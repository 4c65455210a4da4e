"""The cache of terms: verdicts are kept as long as everything that they depend on."""

from __future__ import annotations

from importlib import metadata
from typing import TYPE_CHECKING

import grimp
import pytest
from lexicon.check import TermCache, analyse, term_cache
from lexicon.check.term_cache import LIBRARIES
from lexicon.tex import MathRenderer

from tests import glossaries
from tests.projects import TERMS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from lexicon.diagnostics import Diagnostic
    from lexicon.glossary import Term

JUDGES = ("diagnostics", "glossary", "languages", "links", "rules", "text")
"""The packages that terms, links and verdicts come from."""


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The slugs of terms that were judged instead of remembered."""
    slugs: list[str] = []
    keep = TermCache.set_diagnostics

    def spy(cache: TermCache, term: Term, diagnostics: Sequence[Diagnostic]) -> None:
        slugs.append(term.slug)
        keep(cache, term, diagnostics)

    monkeypatch.setattr(TermCache, "set_diagnostics", spy)
    return slugs


def check(folder: Path) -> None:
    analyse(folder / "glossary", MathRenderer(folder), term_cache=TermCache(folder))


def test_only_terms_that_changed_are_judged_again(tmp_path: Path, judged: list[str]) -> None:
    glossaries.write(tmp_path / "glossary", TERMS)
    check(tmp_path)
    assert sorted(judged) == sorted(TERMS)
    judged.clear()
    check(tmp_path)
    assert judged == []
    text = tmp_path / "glossary/loss/en.md"
    text.write_text(f"{text.read_text('utf-8')}\nIt is small at the end.\n", "utf-8")
    check(tmp_path)
    assert judged == ["loss"]


@pytest.mark.parametrize("library", LIBRARIES)
def test_another_version_of_a_library_judges_anew(
    tmp_path: Path, judged: list[str], monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    glossaries.write(tmp_path / "glossary", TERMS)
    check(tmp_path)
    judged.clear()
    monkeypatch.setattr(term_cache, "version", lambda name: "0.0.1" if name == library else metadata.version(name))
    check(tmp_path)
    assert sorted(judged) == sorted(TERMS)


def test_every_library_that_judges_is_named() -> None:
    imports = grimp.build_graph("lexicon", include_external_packages=True, cache_dir=None)
    used = {
        module.partition(".")[0]
        for package in JUDGES
        for importer in {f"lexicon.{package}", *imports.find_descendants(f"lexicon.{package}")}
        for module in imports.find_modules_directly_imported_by(importer)
    }
    distributions = metadata.packages_distributions()
    found = {distribution for module in used for distribution in distributions.get(module, ()) if module != "lexicon"}
    assert found == {*LIBRARIES}
