"""`python -m benchmarks.build`: measures builds, compared with plain MkDocs and other generators.

All builds run alternately on the same synthetic pages, so that other load affects all of them alike. The result is the
ratio to the plain build, in wall-clock and CPU seconds. The plain build is MkDocs with Material and static-i18n: one
process, stock search over all pages, formulas left to the browser, nothing checked.
"""

from __future__ import annotations

import argparse
import math
import shutil
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks import others, report, running
from benchmarks.projects import Ours, Plain, Project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from benchmarks.report import Bilingual
    from benchmarks.running import Run

SIZES, LARGE = (500, 2000), 10000
PLAIN = Plain.name
COLD, WARM, EDIT = (
    ("`make site`, from nothing", "`make site`，从零开始"),
    ("`make site`, nothing changed", "`make site`，没有改动"),
    ("`make site`, one edit in each language", "`make site`，每种语言改一处"),
)
DATA = "api/terms/dropout.json"


@dataclass
class Runs:
    """Measurements for one size: builds by name in the order of rounds, and seconds from saving a file."""

    builds: defaultdict[Bilingual, list[Run]] = field(default_factory=lambda: defaultdict(list))
    saving: dict[Bilingual, list[float]] = field(default_factory=dict)

    def ratio(self, name: Bilingual, seconds: str) -> float:
        """The median ratio to the plain build of the same round; `seconds` is `wall` or `cpu`."""
        pairs = zip(self.builds[name], self.builds[PLAIN], strict=True)
        return median(float(getattr(one, seconds) / getattr(plain, seconds)) for one, plain in pairs)

    def seconds(self, name: Bilingual, seconds: str) -> float:
        return median(float(getattr(run, seconds)) for run in self.builds[name])

    def memory(self, name: Bilingual) -> float:
        """The memory of the largest process in MiB."""
        return max(run.memory for run in self.builds[name]) / 1024


def prepare(root: Path, size: int, programs: Sequence[str]) -> tuple[Ours, list[Project]]:
    """Write our project with `size` terms, and projects of the other generators with the same pages."""
    shutil.rmtree(root, ignore_errors=True)
    ours = Ours(root / "ours")
    ours.prepare(size)
    projects: list[Project] = [Plain(root / "plain")]
    projects += [others.KINDS[Path(program).name](root / Path(program).name, program) for program in programs]
    for project in projects:
        project.write(ours)
        project.build()
        check_complete(project, size)
    return ours, projects


def check_complete(project: Project, size: int) -> None:
    """Exit if a generator has not built a page for every term in every language."""
    for language, site in project.sites().items():
        made = len([*site.glob("terms/*/index.html")])
        if made != size:
            raise SystemExit(f"{project.name[0]} made {made} terms of {size} in {language}")


def measure(ours: Ours, projects: Sequence[Project], size: int, rounds: int, edits: int) -> Runs:
    """Run every build once per round, then measure each server."""
    runs = Runs()
    steps: dict[Bilingual, Callable[[], Run]] = {project.name: project.build for project in projects}
    steps |= {COLD: ours.build, WARM: ours.again, EDIT: ours.after_edits}
    for _ in range(rounds):
        for name, step in steps.items():
            runs.builds[name].append(step())
            print(f"  {size:>6} {name[0]:<40} {runs.builds[name][-1]}", file=sys.stderr)
    for project in [ours, *projects] if edits else []:
        data = DATA if project is ours else ""
        port = running.free_port()
        runs.saving[project.name], searches = running.measure_saving(project.server(port), port, edits, data)
        if searches:
            runs.saving[DATA, DATA] = searches
        print(f"  {size:>6} {project.name[0]:<40} saved: {median(runs.saving[project.name]):.2f} s", file=sys.stderr)
    return runs


def table(found: dict[int, Runs], versions: dict[Bilingual, str]) -> dict[str, str]:
    """The table of ratios to the plain build, wall-clock and CPU."""
    every = [*found.values()]
    names = dict.fromkeys(name for runs in every for name in runs.builds)

    def cells(name: Bilingual, cell: Callable[[Runs, Bilingual], str]) -> Iterator[str]:
        for runs in every:
            yield cell(runs, name) if name in runs.builds else ""

    def ratios(runs: Runs, name: Bilingual) -> str:
        return f"{runs.ratio(name, 'wall'):.2f} / {runs.ratio(name, 'cpu'):.2f}"

    rows: list[list[str | Bilingual]] = [[_builder(name, versions), *cells(name, ratios)] for name in names]
    seconds = [f"{runs.seconds(PLAIN, 'wall'):.1f} s / {runs.seconds(PLAIN, 'cpu'):.1f} s" for runs in every]
    memory = [f"{runs.memory(COLD):.0f} / {runs.memory(PLAIN):.0f} MiB" for runs in every]
    rows.append([("the plain build's median", "普通构建的中位数"), *seconds])
    rows.append([("largest process, ours / plain", "最大的进程：本站 / 普通"), *memory])
    head = ("time relative to the plain build: wall clock / CPU", "相对于普通构建的时间：实际 / CPU")
    return report.table([head, *_sizes(found)], rows)


def saving_table(found: dict[int, Runs], versions: dict[Bilingual, str]) -> dict[str, str]:
    """The table of seconds from saving a file."""
    ours, data = (
        ("`make serve`, the page", "`make serve`，页面"),
        ("`make serve`, data and search", "`make serve`，数据与搜索"),
    )
    labels = {Ours.name: ours, (DATA, DATA): data}
    names = dict.fromkeys(name for runs in found.values() for name in runs.saving)
    rows: list[list[str | Bilingual]] = [
        [
            labels.get(name) or _versioned(name, versions),
            *(f"{median(runs.saving[name]):.2f} s" if name in runs.saving else "" for runs in found.values()),
        ]
        for name in names
    ]
    return report.table([("from saving a text to …", "从保存文件到……"), *_sizes(found)], rows)


def growth(found: dict[int, Runs]) -> dict[str, str]:
    """The growth of a cold build's CPU time with the number of terms, as a sentence."""
    first, last = min(found), max(found)
    seconds = found[last].seconds(COLD, "cpu") / found[first].seconds(COLD, "cpu")
    power = math.log(seconds) / math.log(last / first)
    return {
        "en": f"The CPU time of a build from nothing grows with the number of terms to the power of {power:.2f}.",
        "zh": f"从零构建的 CPU 时间随词条数的 {power:.2f} 次方增长。",
    }


def _builder(name: Bilingual, versions: dict[Bilingual, str]) -> Bilingual:
    """The name of a generator with its version and manner of building."""
    manner = next((kind.manner for kind in others.KINDS.values() if kind.name == name), None)
    english, chinese = _versioned(name, versions)
    return (f"{english}, {manner[0]}", f"{chinese}，{manner[1]}") if manner else (english, chinese)


def _versioned(name: Bilingual, versions: dict[Bilingual, str]) -> Bilingual:
    number = f" {versions[name]}" if name in versions else ""
    return name[0] + number, name[1] + number


def _sizes(found: dict[int, Runs]) -> list[str | Bilingual]:
    return [(f"{size:,} terms", f"{size:,} 个词条") for size in found]


def main() -> None:
    """Measure, print the tables, and write them into the pages on speed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--large", action="store_true", help=f"also {LARGE:,} terms, without the other generators")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--edits", type=int, default=4, help="edits with every server")
    parser.add_argument("--write", action="store_true", help="write the tables into docs/*/speed.md")
    parser.add_argument("--folder", type=Path, help="folder to work in, which is kept")
    parser.add_argument(
        "--others", action="store_true", help="measure the other generators, installing those that are missing"
    )
    for name in others.KINDS:
        parser.add_argument(f"--{name.removesuffix('-build')}", metavar="PROGRAM", help="measure it too")
    arguments = parser.parse_args()
    named = {name: getattr(arguments, name.removesuffix("-build")) for name in others.KINDS}
    programs = [path or others.find(name) for name, path in named.items() if path or arguments.others]
    versions = {others.KINDS[Path(program).name].name: others.version(program) for program in programs}
    found: dict[int, Runs] = {}
    with tempfile.TemporaryDirectory() as scratch:
        for size in [*arguments.sizes, *([LARGE] if arguments.large else [])]:
            root = (arguments.folder or Path(scratch)).absolute() / str(size)
            ours, projects = prepare(root, size, programs if size in arguments.sizes else [])
            found[size] = measure(ours, projects, size, arguments.rounds, arguments.edits)
    tables = {"builds": table(found, versions)}
    if arguments.edits:
        tables["saving"] = saving_table(found, versions)
    if len(found) > 1:
        tables["growth"] = growth(found)
    report.publish(tables, arguments.write)


if __name__ == "__main__":
    main()
