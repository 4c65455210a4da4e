"""Synthetic glossaries of any size: renamed copies of the real terms with the same links."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from lexicon.authoring import stamp_translations
from lexicon.glossary import read_glossary
from lexicon.languages import locale_of
from lexicon.links import explicit_links, linkers
from lexicon.text import Kind, is_han

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lexicon.glossary import Term, Text
    from lexicon.links import Linker
    from lexicon.text import Span

STEMS = "甲乙丙丁戊己庚辛壬癸"
ROOT = Path(__file__).resolve().parents[2]
SLUGS = re.compile(r"^(?:needs|related): \[.*\]$", re.MULTILINE)
ABBREVIATIONS = re.compile(r"^abbreviations: \[(.*)\]$", re.MULTILINE)
FORMER = re.compile(r"^former_slugs: .*\n", re.MULTILINE)
START = re.compile(r"^start: \[.*\]$", re.MULTILINE)


def real_size() -> int:
    """The number of terms of the real glossary."""
    return len([*(ROOT / "glossary").glob("*/term.yml")])


def write(folder: Path, size: int) -> None:
    """Write a glossary of `size` terms; the first copy of every term keeps its names, which the home page needs."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    real = read_glossary(ROOT / "glossary")
    shutil.copy(ROOT / "glossary" / "schema.yml", folder)
    schema = (folder / "schema.yml").read_text("utf-8")
    slugs = sorted(real.terms)[:size]
    start = ", ".join(slug.value for slug in real.schema.start if slug.value in slugs)
    (folder / "schema.yml").write_text(START.sub(f"start: [{start}]", schema), "utf-8")
    by_language = linkers(real)
    for number in range(-(-size // len(slugs))):
        # The last copy may be partial: references to terms it lacks go to the first copy.
        copied = slugs[: size - number * len(slugs)]
        targets = {slug: _slug(slug, number if slug in copied else 0) for slug in slugs}
        for slug in copied:
            _copy(real.terms[slug], by_language, folder, number, targets)
    list(stamp_translations(folder, None))


def _copy(term: Term, linkers: Mapping[str, Linker], folder: Path, number: int, targets: dict[str, str]) -> None:
    target = folder / _slug(term.slug, number)
    target.mkdir()
    (target / "term.yml").write_text(_record(term, number, targets), "utf-8")
    for language, text in term.texts.items():
        (target / f"{language}.md").write_text(_text(text, linkers[language], number, targets), "utf-8")
    drawn = {figure.file(language) for figure in term.figures for language in term.texts}
    for name in drawn & term.drawings.keys():
        (target / name).write_text(term.drawings[name].text, "utf-8")


def _slug(slug: str, number: int) -> str:
    return f"{slug}-k{number}" if number else slug


def _record(term: Term, number: int, targets: dict[str, str]) -> str:
    def renamed(match: re.Match[str]) -> str:
        field, _, slugs = match[0].partition(": ")
        kept = [targets[slug] for slug in re.findall(r"[a-z0-9-]+", slugs) if slug in targets]
        return f"{field}: [{', '.join(kept)}]"

    text = FORMER.sub("", SLUGS.sub(renamed, term.source.text))
    if number:
        text = ABBREVIATIONS.sub(
            lambda m: f"abbreviations: [{', '.join(w.strip() + f'K{number}' for w in m[1].split(','))}]", text
        )
    return text


def _text(text: Text, linker: Linker, number: int, targets: dict[str, str]) -> str:
    """The text with the number of the copy added to every name of a term."""
    found = [*_dead_links(text, targets), *(_edits(text, linker, number, targets) if number else ())]
    edits = sorted({(span.start, span.end): text for span, text in found}.items(), reverse=True)
    content = text.source.text
    for (start, end), replacement in edits:
        content = content[:start] + replacement + content[end:]
    return content


def _name(name: str, number: int) -> str:
    """The name of a copy; a Chinese name gets a Chinese suffix, so that spacing rules hold."""
    return name + (_suffix(number) if is_han(name[-1]) else f" K{number}")


def _suffix(number: int) -> str:
    return "".join(STEMS[int(digit)] for digit in str(number))


def _dead_links(text: Text, targets: dict[str, str]) -> Iterator[tuple[Span, str]]:
    """Edits that replace links to missing terms by their texts, in glossaries smaller than the real one."""
    for part in text.parts:
        for element, slug in explicit_links(part):
            if slug not in targets:
                yield element.span, element.span.text[1 : element.span.text.rfind("](")]


def _edits(text: Text, linker: Linker, number: int, targets: dict[str, str]) -> Iterator[tuple[Span, str]]:
    for name in (*text.names, *text.covers, *text.unlinked):
        yield name.span, f"'{_name(name.value, number)}'"
    if text.pinyin:
        read = " ".join(locale_of("zh").syllables(_suffix(number))) if is_han(text.name.value[-1]) else f"K{number}"
        yield text.pinyin.span, f"{text.pinyin.value} {read}"
    for part in text.parts:
        for element, slug in explicit_links(part):
            if slug in targets:
                at = element.span.text.rfind(element.target)
                yield element.span.part(at, at + len(element.target)), f"../{targets[slug]}/{text.language}.md"
        for element in part.prose.of(Kind.TEXT):
            if element.within & {Kind.HEADING, Kind.LINK, Kind.CODE_BLOCK} or element.span.text != element.value:
                continue
            for mention in linker.mentions(element.value):
                span = element.span.part(mention.start, mention.end)
                yield span, _name(span.text, number)
