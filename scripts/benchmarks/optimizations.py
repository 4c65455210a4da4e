"""`python -m benchmarks.optimizations`: measures each optimization of rendering, and our own share of a build.

One language of the real pages is rendered in one process, alternately with all functions of
`mkdocs_site/optimizations.py` and with all but one. Formulas are cached, pages are not; the results are ratios of CPU
seconds. Our own share is the CPU time of a cold build without that of MkDocs, which is the time of the renderers
without typesetting formulas, collecting facts and caching pages.
"""

from __future__ import annotations

import argparse
import inspect
import json
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from mkdocs_site import optimizations

from benchmarks import corpus, report
from benchmarks.projects import LANGUAGES, PAGES, Ours
from benchmarks.running import run

if TYPE_CHECKING:
    from benchmarks.report import Bilingual
    from benchmarks.running import Run

NAMES: dict[str, Bilingual] = {
    "one_converter_for_all_pages": ("one Markdown converter for all pages", "所有页面共用一个 Markdown 转换器"),
    "try_only_patterns_that_may_match": ("inline patterns only where they may match", "只尝试可能匹配的行内模式"),
    "take_html_blocks_as_they_are": ("whole blocks of HTML taken as they are", "整块 HTML 原样取用"),
    "no_list_of_anchors": ("no list of anchors by MkDocs", "MkDocs 不再收集锚点"),
    "remember_where_links_lead": ("every path looked up once", "每个路径只查找一次"),
    "remember_parts": ("navigation and other parts rendered once for each folder", "导航等部分每个目录只渲染一次"),
}
WITHOUT = """
import sys
from mkdocs_site import __main__ as program, optimizations
if sys.argv[4]:
    setattr(optimizations, sys.argv[4], lambda *arguments: None)
program.main()
"""
"""A renderer without the named optimization."""
TIMED = """
import json, pathlib, sys, time
from lexicon.cache import Store
from mkdocs_site import __main__ as program, renderer
own, inside = 0.0, False
def timed(function):
    def wrapper(*arguments):
        global own, inside
        if inside:
            return function(*arguments)
        begun, inside = time.process_time(), True
        try:
            return function(*arguments)
        finally:
            own, inside = own + time.process_time() - begun, False
    return wrapper
renderer._Formulas.with_formulas = timed(renderer._Formulas.with_formulas)
for name in ("page_facts", "encode_page", "decode_page"):
    setattr(renderer, name, timed(getattr(renderer, name)))
for name in ("read", "write", "keep_only"):
    setattr(Store, name, timed(getattr(Store, name)))
program.main()
pathlib.Path(sys.argv[4]).write_text(json.dumps([own, time.process_time()]))
"""
"""A renderer that records the CPU seconds of our own steps and of the whole process."""


def render(project: Ours, language: str, program: str, argument: str, scratch: Path) -> Run:
    """Render all pages of a language in a new process, without the page cache."""
    for path in (project.root / ".cache").glob("pages.*"):
        path.unlink()
    folder = scratch / "site"
    request = json.dumps({"folder": str(folder), "update": False, "pages": None})
    folder.mkdir(exist_ok=True)
    command = [sys.executable, "-c", program, language, PAGES, ".cache", argument]
    return run(command, project.root, f"{request}\n")


def measure_each(project: Ours, rounds: int, scratch: Path) -> dict[str, list[float]]:
    """By optimization, the ratio of CPU seconds without it to those with all, for each round."""
    known = [name for name, value in vars(optimizations).items() if inspect.isfunction(value) and name in NAMES]
    if len(known) != len(NAMES) or len(known) != _public():
        raise SystemExit("mkdocs_site/optimizations.py and NAMES list different functions")
    found: dict[str, list[float]] = {name: [] for name in known}
    render(project, "en", WITHOUT, "", scratch)
    for _ in range(rounds):
        for name in known:
            with_all = render(project, "en", WITHOUT, "", scratch).cpu
            found[name].append(render(project, "en", WITHOUT, name, scratch).cpu / with_all)
            print(f"  without {name:<36} {found[name][-1]:.3f} of {with_all:.2f} s", file=sys.stderr)
    return found


def _public() -> int:
    return sum(
        value.__module__ == optimizations.__name__ and not name.startswith("_")
        for name, value in vars(optimizations).items()
        if inspect.isfunction(value)
    )


def share(project: Ours, rounds: int, scratch: Path) -> float:
    """The share of a cold build's CPU seconds that is not MkDocs', from 0 to 1."""
    shares = []
    for _ in range(rounds):
        whole, rendering = project.build().cpu, 0.0
        for language in LANGUAGES:
            render(project, language, TIMED, str(scratch / "own.json"), scratch)
            own, process = json.loads((scratch / "own.json").read_text())
            rendering += process - own
            print(f"  {language}: {process:.2f} s, of these our own {own:.2f} s", file=sys.stderr)
        shares.append(1 - rendering / whole)
        print(f"  a build from nothing: {whole:.2f} s, our own share {shares[-1]:.1%}", file=sys.stderr)
    return median(shares)


def table(found: dict[str, list[float]]) -> dict[str, str]:
    """The table of CPU time without each optimization, relative to that with all."""
    rows: list[list[str | Bilingual]] = [[NAMES[name], f"{median(ratios):.2f}"] for name, ratios in found.items()]
    return report.table([("without", "去掉"), ("CPU time, with all = 1", "CPU 时间（全部使用 = 1）")], rows)


def share_text(part: float, size: int) -> dict[str, str]:
    built = f"the CPU time of a build of {size:,} terms from nothing"
    return {
        "en": f"Our own steps take {part:.0%} of {built}; the rest is MkDocs.",
        "zh": f"从零构建 {size:,} 个词条时，本站自己的步骤占 CPU 时间的 {part:.0%}，其余是 MkDocs 的。",
    }


def main() -> None:
    """Measure, print the tables, and write them into the pages on speed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--terms", type=int, default=2000, help="synthetic terms of the build whose share is measured")
    parser.add_argument("--write", action="store_true", help="write the tables into docs/*/speed.md")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name).resolve()
        real, large = Ours(scratch / "real"), Ours(scratch / "large")
        real.prepare(corpus.real_size())
        found = measure_each(real, arguments.rounds, scratch)
        large.prepare(arguments.terms)
        part = share(large, -(-arguments.rounds // 2), scratch)
    report.publish({"optimizations": table(found), "share": share_text(part, arguments.terms)}, arguments.write)


if __name__ == "__main__":
    main()
