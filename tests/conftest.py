"""Fixtures shared by the tests: the real glossary, analysed once, and the real site, built once."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from lexicon.check import Analysis, analyse
from lexicon.site import Progress, Project, build_site
from lexicon.tex import MathRenderer

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def analysis() -> Analysis:
    """The real glossary."""
    return analyse(ROOT / "glossary", MathRenderer(ROOT / ".cache"))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site."""
    output = tmp_path_factory.mktemp("published") / "site"
    project = Project(ROOT, ROOT / "glossary", ROOT / ".cache")
    build_site(project, output, strict=True, progress=Progress(sys.stderr))
    return output
