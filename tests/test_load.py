"""Reading a glossary folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lexicon.glossary import read_glossary

from tests import glossaries

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from lexicon.glossary import Term


class Hasty:
    """A cache in which nothing is found, and while it is looked through somebody saves another text."""

    def __init__(self, path: Path) -> None:
        self.path, self.asked = path, b""

    def open(self, fingerprint: bytes) -> None:
        """Nothing to get ready."""

    def lookup(self, slug: str, files: Mapping[str, bytes]) -> Term | None:
        self.asked = files["glossary/loss/en.md"]
        self.path.write_text(self.path.read_text("utf-8").replace("Loss", "Cost"), "utf-8")
        (self.path.parent / "notes.txt").write_text("new", "utf-8")
        return None


def test_term_is_read_from_the_bytes_by_which_it_is_remembered(tmp_path: Path) -> None:
    folder = glossaries.write(tmp_path / "glossary", {"loss": glossaries.term("Loss", "损失")})
    term_cache = Hasty(folder / "loss" / "en.md")
    read = read_glossary(folder, term_cache=term_cache)
    assert read.terms["loss"].texts["en"].source.text.encode() == term_cache.asked
    assert read.faults == {}


def test_a_fault_is_that_of_its_term_wherever_the_glossary_lies(tmp_path: Path) -> None:
    terms = {
        "gradient": glossaries.term("Gradient", "梯度"),
        "loss": glossaries.term("Loss", "损失", yml="nedds: []\n"),
    }
    folder = glossaries.write(tmp_path / "gradient" / "glossary", terms, {"notes.txt": "?", "planned.yml": "a: [\n"})
    read = read_glossary(folder, folder.as_posix())
    assert len(read.faulty_files) == 3
    assert read.faulty_terms == {"loss"}
