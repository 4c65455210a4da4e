"""Small projects for tests of the build: our own docs and settings around a glossary of a few terms."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from lexicon.site import Project

from tests import glossaries
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

TERMS = {
    "gradient": glossaries.term(
        "Gradient",
        "梯度",
        en_text="The gradient of a loss says in which direction the loss rises fastest, and how fast it rises there.",
        zh_text="梯度指出损失在哪个方向上升得最快，以及在那里上升得有多快，因此训练沿着它的反方向走。",
        yml="abbreviations: [GRD]\nformer_slugs: [slope]\n",
    ),
    "loss": glossaries.term("Loss", "损失", yml="related: [gradient]\n"),
}


def project(folder: Path, terms: Mapping[str, Mapping[str, str]] = TERMS) -> Project:
    """A project in a folder of its own; rendering uses the scripts of this one."""
    shutil.copytree(ROOT / "docs", folder / "docs")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    (folder / "scripts").symlink_to(ROOT / "scripts")
    glossaries.write(folder / "glossary", terms)
    return Project(folder, folder / "glossary", folder / ".cache")
