"""Small glossaries for tests, written out as real files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lexicon.glossary import read_glossary

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from lexicon.glossary import Glossary

DEFINITION = {
    "en": "A placeholder is a short text that stands where the real definition of a term will stand one day.",
    "zh": "占位文字是写在词条定义位置上的一段简短文字，以后会换成真正的定义。",
}


START = re.compile(r"^start: \[(.*)\]$", re.MULTILINE)


def term(
    en: str, zh: str, en_text: str = "", zh_text: str = "", yml: str = "", en_front: str = "", zh_front: str = ""
) -> dict[str, str]:
    """The three files of a term; what is not given is filled with something valid."""
    return {
        "term.yml": f"topic: optimization\n{yml}",
        "en.md": f"---\nname: {en}\n{en_front}---\n{en_text or DEFINITION['en']}\n",
        "zh.md": f"---\nname: {zh}\n{zh_front}---\n{zh_text or DEFINITION['zh']}\n",
    }


def _kept(slugs: str, terms: Mapping[str, object]) -> str:
    return f"start: [{', '.join(slug for slug in slugs.split(', ') if slug in terms)}]"


def write(folder: Path, terms: Mapping[str, Mapping[str, str]], others: Mapping[str, str] | None = None) -> Path:
    """Write a glossary folder with the real schema; its `start` keeps the terms that are there."""
    folder.mkdir(parents=True, exist_ok=True)
    schema = (ROOT / "glossary" / "schema.yml").read_text("utf-8")
    (folder / "schema.yml").write_text(START.sub(lambda start: _kept(start[1], terms), schema), "utf-8")
    for slug, files in terms.items():
        (folder / slug).mkdir(exist_ok=True)
        for name, text in files.items():
            (folder / slug / name).write_text(text, "utf-8")
    for name, text in (others or {}).items():
        (folder / name).write_text(text, "utf-8")
    return folder


def glossary(folder: Path, terms: Mapping[str, Mapping[str, str]], others: Mapping[str, str] | None = None) -> Glossary:
    """Write a glossary and load it."""
    return read_glossary(write(folder, terms, others))
