"""What is built and where, what comes of it, and that it cannot be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lexicon.text import LexiconError

if TYPE_CHECKING:
    from pathlib import Path


class BuildError(LexiconError):
    """The site cannot be built."""


@dataclass(frozen=True)
class Project:
    """Where everything is: the folder with mkdocs.yml and docs/, the glossary, the cache."""

    root: Path
    glossary: Path
    cache: Path

    @property
    def docs(self) -> Path:
        """The pages, assets and changes to the theme that people wrote."""
        return self.root / "docs"

    @property
    def pages(self) -> Path:
        """The generated Markdown pages, in a folder for each language."""
        return self.cache / "pages"


@dataclass(frozen=True)
class Summary:
    """What was built."""

    output: Path
    terms: int
    pages: int
    formulas: int
    links: int

    def __str__(self) -> str:
        counts = f"{self.terms:,} terms, {self.pages:,} pages, {self.formulas:,} formulas, {self.links:,} links checked"
        return f"{self.output.as_posix()}: {counts}"
