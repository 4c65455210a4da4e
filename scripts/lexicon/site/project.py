"""The folders of a project, the summary of a build, and the error of a failed build."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lexicon.text import LexiconError

if TYPE_CHECKING:
    from pathlib import Path


class BuildError(LexiconError):
    """The site cannot be built; the message has one or more lines."""


@dataclass(frozen=True)
class Project:
    """The folders of a project: `root` with mkdocs.yml and docs/, the glossary, and the cache."""

    root: Path
    glossary: Path
    cache: Path

    @property
    def docs(self) -> Path:
        """The folder of hand-written pages, assets and theme overrides."""
        return self.root / "docs"

    @property
    def pages(self) -> Path:
        """The folder of generated Markdown pages, with a subfolder for each language."""
        return self.cache / "pages"


@dataclass(frozen=True)
class Summary:
    """The counts of a finished build, printed by the command."""

    output: Path
    terms: int
    pages: int
    formulas: int
    links: int

    def __str__(self) -> str:
        counts = f"{self.terms:,} terms, {self.pages:,} pages, {self.formulas:,} formulas, {self.links:,} links checked"
        return f"{self.output.as_posix()}: {counts}"
