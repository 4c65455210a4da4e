"""How long `lexicon check` takes on glossaries of growing size, made from the real terms: cold, and remembering.

.venv/bin/python scripts/benchmarks/check.py 100 1000 10000
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from lexicon import load, memory
from lexicon.authoring import stamping

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lexicon.model import Term

GLOSSARY = Path("glossary")
NUMERALS = "零一二三四五六七八九"
SLUGS = re.compile(r"^(?:needs|related|former_slugs): \[.*\]$", re.MULTILINE)
ABBREVIATIONS = re.compile(r"^abbreviations: \[.+\]$", re.MULTILINE)
START = re.compile(r"^start: \[.*\]$", re.MULTILINE)
LINK = re.compile(r"\(\.\./([a-z0-9-]+)/")
KEPT = r"^```.*?^```|`[^`\n]*`|\$\$.*?\$\$|\$[^$\n]*\$|\]\([^)\n]*\)|^## [^\n]*|reason: [^\n]*|^[a-z]+:"
"""What stays as it is when names are changed: code, formulas, addresses, headings, fields."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=[100, 1000, 10000], help="numbers of terms")
    parser.add_argument("--keep", type=Path, help="write the largest glossary here and leave it")
    arguments = parser.parse_args()
    print(f"{'terms':>7} {'cold s':>8} {'drawn s':>8} {'warm s':>8} {'warm ms/term':>13} {'ratio':>7}")
    first = None
    for size in arguments.sizes:
        with tempfile.TemporaryDirectory() as scratch:
            folder = arguments.keep or Path(scratch, "glossary")
            write(folder, size)
            cold, drawn, warm = measure(folder, Path(scratch, "cache"))
        per_term = 1000 * warm / size
        first = first or per_term
        print(
            f"{size:>7} {cold:>8.2f} {drawn:>8.2f} {warm:>8.2f} {per_term:>13.2f} {per_term / first:>7.2f}", flush=True
        )


def measure(folder: Path, cache: Path) -> tuple[float, float, float]:
    """Seconds without any cache, with the formulas drawn but no term remembered, and the best of three with both."""
    cold = run(folder, cache)
    (cache / memory.FILE).unlink()
    drawn = run(folder, cache)
    return cold, drawn, min(run(folder, cache) for _ in range(3))


def run(folder: Path, cache: Path) -> float:
    command: list[str | Path] = [
        Path(sys.executable).with_name("lexicon"),
        "check",
        "--glossary",
        folder,
        "--cache",
        cache,
    ]
    begin = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True)
    seconds = time.perf_counter() - begin
    if not re.search(r"[\d,]+ terms, ", done.stdout):
        raise SystemExit(done.stderr or done.stdout)
    return seconds


def write(folder: Path, size: int) -> None:
    """A glossary of `size` terms: copies of the real ones under other names, each copy linked within itself."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    real = load.glossary(GLOSSARY)
    slugs = sorted(real.terms)
    start = ", ".join(f"{slug}-0" for slug in real.schema.start)
    schema = (GLOSSARY / "schema.yml").read_text("utf-8")
    (folder / "schema.yml").write_text(START.sub(f"start: [{start}]", schema), "utf-8")
    names = {
        language.id: sorted({name for term in real.terms.values() for name in _names(term, language.id)}, key=len)[::-1]
        for language in real.schema.languages
    }
    for number in range(-(-size // len(slugs))):
        for slug in slugs[: size - number * len(slugs)]:
            copy_term(folder, slug, number, names)
    for _ in stamping.stamp(folder, None):
        pass


def _names(term: Term, language: str) -> Iterator[str]:
    text = term.texts[language]
    yield from (name.value for name in (*text.names, *text.covers, *text.unlinked, *term.abbreviations))
    yield from (wrong.name.value for wrong in text.avoid)


def copy_term(folder: Path, slug: str, number: int, names: Mapping[str, Sequence[str]]) -> None:
    """One real term under another name, its links leading to copies of the same number."""
    target = folder / f"{slug}-{number}"
    shutil.copytree(GLOSSARY / slug, target)
    record = (target / "term.yml").read_text("utf-8")
    record = SLUGS.sub(
        lambda field: re.sub(r"(?<=[\[ ])[a-z][a-z0-9-]*(?=[,\]])", rf"\g<0>-{number}", field[0]), record
    )
    record = ABBREVIATIONS.sub(lambda field: re.sub(r"(?=[,\]])", f" {number}", field[0]), record)
    (target / "term.yml").write_text(record, "utf-8")
    for language, known in names.items():
        path = target / f"{language}.md"
        alternatives = "|".join(map(re.escape, known))
        pattern = re.compile(rf"(?P<keep>{KEPT})|(?:{alternatives})", re.IGNORECASE | re.DOTALL | re.MULTILINE)
        renamed = pattern.sub(partial(_renamed, number=number, language=language), path.read_text("utf-8"))
        path.write_text(LINK.sub(rf"(../\1-{number}/", renamed), "utf-8")


def _renamed(match: re.Match[str], number: int, language: str) -> str:
    if match["keep"]:
        return match[0]
    if language == "en":
        return f"{match[0]} {number}"
    suffix = "".join(NUMERALS[int(digit)] for digit in str(number))
    return match[0] + (suffix if match[0][-1] > "\u3000" else f" {number}")


if __name__ == "__main__":
    main()
