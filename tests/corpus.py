"""The corpus of faults: small glossaries in `tests/cases`, each with the report that it must cause.

A case `tests/cases/<rule>/<name>` holds the files in which it differs from `tests/cases/base`, `removed.txt` naming
those that it lacks, `schema.txt` a line of the schema and what it becomes, and `report.txt`, which `LEXICON_RENEW=1`
writes anew. A case called `good-…` has no such fault. `translates: stamped` stands for the right digest, so that only
what a case is about is wrong with it.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from lexicon.check import analyse
from lexicon.glossary import SchemaError, prose_digest, read_glossary

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lexicon.diagnostics import Diagnostic
    from lexicon.tex import MathRenderer

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT / "tests" / "cases"
BASE = CASES / "base"
REPORT, REMOVED, SCHEMA = "report.txt", "removed.txt", "schema.txt"
_SHORTER = {
    "start": ["gradient"],
    "sections": [
        {"id": "intuition", "en": "Intuition", "zh": "直观理解"},
        {"id": "properties", "en": "Properties", "zh": "性质"},
        {"id": "code", "en": "Code", "zh": "代码"},
    ],
}
"""Parts of the schema that would otherwise be listed at length in reports, and change with the glossary."""


@dataclass(frozen=True)
class Case:
    rule: str
    name: str

    @property
    def folder(self) -> Path:
        return CASES / self.rule / self.name

    @property
    def report(self) -> Path:
        return self.folder / REPORT

    @property
    def is_good(self) -> bool:
        return self.name.startswith("good-")

    @property
    def faulty_schema(self) -> bool:
        """Whether nothing but the schema is read, because of the faults in it."""
        return self.rule == "placeholder-mismatch" and not self.is_good

    def build(self, target: Path) -> Path:
        """Write the glossary of the case into a folder, and return it."""
        shutil.copytree(BASE, target)
        (target / "schema.yml").write_text(self.schema(), "utf-8")
        for path in sorted(self.folder.rglob("*")):
            name = path.relative_to(self.folder)
            if path.is_file() and name.as_posix() not in (REPORT, REMOVED, SCHEMA):
                (target / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target / name)
        removed = self.folder / REMOVED
        for line in removed.read_text("utf-8").split() if removed.exists() else ():
            (target / line).unlink()
        if made := _MADE.get((self.rule, self.name)):
            made(target)
        with suppress(SchemaError):
            _stamp(target)
        return target

    def schema(self) -> str:
        edit, schema = self.folder / SCHEMA, _schema()
        if not edit.exists():
            return schema
        line, changed = edit.read_text("utf-8").splitlines(keepends=True)
        assert schema.count(line) == 1
        return schema.replace(line, changed)


def diagnose(folder: Path, renderer: MathRenderer) -> Sequence[Diagnostic]:
    """What `lexicon check` reports of a glossary."""
    try:
        return analyse(folder, renderer, "glossary").diagnostics
    except SchemaError as error:
        return error.diagnostics


def cases() -> list[Case]:
    """All cases, in the order of their paths."""
    folders = sorted(path for path in CASES.glob("*/*") if path.is_dir() and path.parent != BASE)
    return [Case(folder.parent.name, folder.name) for folder in folders]


@cache
def _schema() -> str:
    schema = yaml.load((ROOT / "glossary" / "schema.yml").read_text("utf-8"), yaml.CSafeLoader)
    wanted = ("mathematics", "optimization")
    topics = [topic for topic in schema["topics"] if topic["id"] in wanted]
    shorter = schema | _SHORTER | {"topics": topics}
    return yaml.dump(shorter, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)


def _stamp(target: Path) -> None:
    """Put the digests of the sources where `stamped` stands."""
    for slug, term in read_glossary(target).terms.items():
        path = target / slug / "zh.md"
        if "en" in term.texts and path.is_file() and not path.is_symlink():
            right = f"translates: {prose_digest(term.texts['en'])}".encode()
            path.write_bytes(path.read_bytes().replace(b"translates: stamped", right))


# What cannot be kept as a file in a repository, or not well.


def _link(target: Path) -> None:
    (target / "gradient" / "zh.md").unlink()
    (target / "gradient" / "zh.md").symlink_to("../momentum/zh.md")


def _folder(target: Path) -> None:
    (target / "gradient" / "zh.md").unlink()
    (target / "gradient" / "zh.md").mkdir()


def _large_text(target: Path) -> None:
    path = target / "gradient" / "en.md"
    path.write_text(path.read_text("utf-8") + "On and on. " * 20_000, "utf-8")


def _many_points(target: Path) -> None:
    shutil.copytree(CASES / "enormous-drawing" / "good-few-points", target, dirs_exist_ok=True)
    (target / REPORT).unlink(missing_ok=True)
    points = "".join(f'<path d="M 0 0 L 9 {index}"/>' for index in range(5_000))
    for path in (target / "gradient").glob("*.svg"):
        path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{points}</svg>\n', "utf-8")


_MADE: dict[tuple[str, str], Callable[[Path], None]] = {
    ("symbolic-link", "made-text"): _link,
    ("unreadable-file", "made-folder-in-place-of-a-file"): _folder,
    ("enormous-file", "made-large-text"): _large_text,
    ("enormous-drawing", "made-many-points"): _many_points,
}
