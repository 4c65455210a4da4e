"""`python -m benchmarks.build`: how long builds take, beside a plain MkDocs build and other generators.

All are run in alternation on the same synthetic pages, so that a busy machine slows all alike; what counts are the
ratios to the plain build: plain MkDocs with Material and static-i18n, sequentially, with stock search over all pages,
formulas left to the browser, nothing checked. CPU seconds stand beside wall-clock seconds.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks import corpus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

ROOT = corpus.ROOT
SCRIPTS = Path(__file__).resolve().parents[1]
LEXICON = [sys.executable, "-c", "from lexicon.cli import main; main(prog_name='lexicon')"]
EDITED = "glossary/dropout/{}.md"
PAGE = "{}terms/dropout/"
SIZES, LARGE = (500, 2000), 10000
PLAIN, COLD, WARM, EDIT = "plain MkDocs", "cold", "nothing changed", "one edit"
_MEMORY = """
import json, resource, subprocess, sys
status = subprocess.run(sys.argv[2:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
json.dump([status.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss], open(sys.argv[1], "w"))
sys.stderr.write(status.stderr[-2000:])
"""
"""Runs a command and writes down its CPU seconds and the memory of its largest process."""


@dataclass
class Runs:
    """Seconds by what was done, in the order of the rounds; and memory in KiB."""

    wall: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    cpu: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    memory: dict[str, int] = field(default_factory=dict)

    def add(self, name: str, wall: float, cpu: float, memory: int) -> None:
        self.wall[name].append(wall)
        self.cpu[name].append(cpu)
        self.memory[name] = max(self.memory.get(name, 0), memory)

    def ratio(self, name: str, seconds: str = "wall") -> float:
        """The median of the ratios to the plain build of the same round."""
        found: dict[str, list[float]] = getattr(self, seconds)
        return median(one / plain for one, plain in zip(found[name], found[PLAIN], strict=False))


@dataclass(frozen=True)
class Bench:
    """A project of synthetic terms, and what can be done with it."""

    root: Path
    size: int

    def prepare(self) -> None:
        """Write the project, build it once, and hand its generated pages to the others."""
        shutil.rmtree(self.root, ignore_errors=True)
        ours = self.root / "ours"
        hand_written = shutil.ignore_patterns("terms", "topics", "index.md", "glossary.md", "rules.md")
        shutil.copytree(ROOT / "docs", ours / "docs", ignore=hand_written)
        shutil.copy(ROOT / "mkdocs.yml", ours)
        (ours / "scripts").symlink_to(SCRIPTS)
        corpus.write(ours / "glossary", self.size)
        self.ours_cold()
        for others in (self.plain_project, self.zensical_project, self.sphinx_project, self.hugo_project):
            others()

    # Ours

    def ours_cold(self) -> tuple[float, float, int]:
        for name in (".cache", "site"):
            shutil.rmtree(self.root / "ours" / name, ignore_errors=True)
        return self.ours()

    def ours(self) -> tuple[float, float, int]:
        return run([*LEXICON, "build"], self.root / "ours")

    def ours_edited(self) -> tuple[float, float, int]:
        for language in ("en", "zh"):
            edit(self.root / "ours" / EDITED.format(language))
        return self.ours()

    # The others, on the pages that ours has generated

    def pages(self) -> Iterator[tuple[str, str]]:
        """The Markdown pages by path, without what is meant for our own search."""
        docs = self.root / "ours" / "docs"
        for path in sorted(docs.glob("*/**/*.md")):
            text = path.read_text("utf-8").replace("\nsearch:\n  exclude: true\n", "\n")
            yield path.relative_to(docs).as_posix(), text

    def plain_project(self) -> None:
        target = self.root / "plain"
        shutil.copytree(self.root / "ours" / "docs", target / "docs")
        for path, text in self.pages():
            (target / "docs" / path).write_text(text, "utf-8")
        (target / "scripts").symlink_to(SCRIPTS)
        (target / "glossary").symlink_to(self.root / "ours" / "glossary")
        settings = (
            (ROOT / "mkdocs.yml").read_text("utf-8").replace("reconfigure_search: false", "reconfigure_search: true")
        )
        (target / "mkdocs.yml").write_text(settings, "utf-8")

    def plain(self) -> tuple[float, float, int]:
        return run([Path(sys.executable).with_name("mkdocs"), "build", "--clean"], self.root / "plain")

    def zensical_project(self) -> None:
        """Zensical builds one language in a run: two projects."""
        for language in ("en", "zh"):
            target = self.root / "zensical" / language
            for path, text in self.pages():
                if path.startswith(f"{language}/"):
                    write(target / "docs" / path.partition("/")[2], text)
            settings = ["site_name: Buzz Words", "site_url: https://example.org/", "theme: {name: material}"]
            found = (ROOT / "mkdocs.yml").read_text("utf-8")
            extensions = found[found.index("markdown_extensions:") : found.index("\nhooks:")]
            write(target / "mkdocs.yml", "\n".join([*settings, extensions, "nav:", "  - index.md", "  - glossary.md"]))

    def zensical(self, program: str) -> tuple[float, float, int]:
        runs = [run([program, "build", "--clean"], self.root / "zensical" / language) for language in ("en", "zh")]
        return sum(one[0] for one in runs), sum(one[1] for one in runs), max(one[2] for one in runs)

    def sphinx_project(self) -> None:
        target = self.root / "sphinx"
        for path, text in self.pages():
            write(target / path, text)
        write(target / "index.md", "# Glossary\n\n```{toctree}\n:glob:\n\n*/**\n```\n")
        extensions = 'myst_enable_extensions = ["dollarmath", "attrs_block", "attrs_inline"]'
        settings = [
            'extensions = ["myst_parser"]',
            'html_theme = "furo"',
            extensions,
            'suppress_warnings = ["myst", "toc"]',
        ]
        write(target / "conf.py", "\n".join(settings))

    def sphinx(self, program: str) -> tuple[float, float, int]:
        target = self.root / "sphinx"
        shutil.rmtree(target / "_build", ignore_errors=True)
        return run([program, "-q", "-b", "html", "-j", "2", ".", "_build"], target)

    def hugo_project(self) -> None:
        target = self.root / "hugo"
        for path, text in self.pages():
            name = path.replace("index.md", "_index.md").replace("{{", "{ {").replace("{%", "{ %")
            write(target / "content" / name, text)
        settings = {"title": "Glossary", "baseURL": "https://example.org/", "disableKinds": ["taxonomy", "term"]}
        lines = [f"{name} = {json_of(value)}" for name, value in settings.items()]
        lines += ["[markup.goldmark.renderer]", "unsafe = true", "[languages.en]", 'contentDir = "content/en"']
        lines += ["[languages.zh]", 'contentDir = "content/zh"']
        write(target / "config.toml", "\n".join(lines))
        head = '<!doctype html><html lang="{{ .Lang }}"><head><title>{{ .Title }}</title></head>'
        page = f"{head}<body>{{{{ .Content }}}}</body></html>"
        for name in ("single", "list"):
            write(target / "layouts" / "_default" / f"{name}.html", page)
        write(target / "layouts" / "index.html", page)

    def hugo(self, program: str) -> tuple[float, float, int]:
        target = self.root / "hugo"
        shutil.rmtree(target / "public", ignore_errors=True)
        return run([program, "--quiet"], target)

    # From saving to the page

    def serving(self, times: int) -> tuple[list[float], list[float]]:
        """Seconds from saving a text to its page, and to the search index that knows it, with `make serve`."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [*LEXICON, "serve", "--port", str(port)]
        pages, searches = [], []
        with subprocess.Popen(command, cwd=self.root / "ours", stdout=subprocess.DEVNULL, env=environment()) as server:
            try:
                wait(port, "", "</html>")
                for _ in range(times):
                    for language, root in (("en", ""), ("zh", "zh/")):
                        mark = edit(self.root / "ours" / EDITED.format(language))
                        begun = time.perf_counter()
                        wait(port, PAGE.format(root), mark)
                        pages.append(time.perf_counter() - begun)
                        wait(port, "api/terms/dropout.json", mark)
                        searches.append(time.perf_counter() - begun)
            finally:
                server.terminate()
        return pages, searches


def json_of(value: object) -> str:
    return str(value).replace("'", '"') if isinstance(value, list) else f'"{value}"'


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def edit(path: Path) -> str:
    """Change the last word of a text; returns the new one."""
    mark = f"Xyzzy{time.time_ns()}"
    text = re.sub(r"\n\nXyzzy\d+\.\n\Z", "\n", path.read_text("utf-8"))
    path.write_text(f"{text.rstrip()}\n\n{mark}.\n", "utf-8")
    return mark


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(SCRIPTS), "NO_MKDOCS_2_WARNING": "1"}


def run(command: Sequence[str | Path], folder: Path) -> tuple[float, float, int]:
    """Wall-clock and CPU seconds of a command, and the memory of its largest process in KiB."""
    with tempfile.NamedTemporaryFile("r", suffix=".json") as report:
        begun = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", _MEMORY, report.name, *command],
            cwd=folder,
            env=environment(),
            capture_output=True,
            text=True,
        )
        wall = time.perf_counter() - begun
        status, cpu, memory = json.loads(report.read() or "[1, 0, 0]")
    if status:
        raise SystemExit(f"{' '.join(map(str, command))} failed in {folder}:\n{done.stderr}")
    return wall, cpu, memory


def wait(port: int, page: str, mark: str) -> None:
    deadline = time.monotonic() + 600
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/{page}", timeout=60) as answer:
                if mark in answer.read().decode():
                    return
        except OSError:
            pass
        time.sleep(0.01)
    raise SystemExit(f"{page} never showed {mark}")


def measure(bench: Bench, rounds: int, others: dict[str, Callable[[Bench], tuple[float, float, int]]]) -> Runs:
    """Everything once a round, one after the other."""
    runs = Runs()
    steps = {PLAIN: Bench.plain, COLD: Bench.ours_cold, WARM: Bench.ours, EDIT: Bench.ours_edited, **others}
    for _ in range(rounds):
        for name, step in steps.items():
            runs.add(name, *step(bench))
            print(
                f"  {bench.size:>6} {name:<22} {runs.wall[name][-1]:8.2f} s, CPU {runs.cpu[name][-1]:8.2f} s",
                file=sys.stderr,
            )
    return runs


def table(found: dict[int, Runs], serving: dict[int, tuple[list[float], list[float]]]) -> Iterator[str]:
    """The results as Markdown."""
    sizes = list(found)
    yield f"| ratio to the plain build (wall / CPU) | {' | '.join(f'{size:,} terms' for size in sizes)} |"
    yield "|---|" + "---|" * len(sizes)
    names = list(dict.fromkeys(name for runs in found.values() for name in runs.wall))
    for name in names:
        cells = [
            f"{runs.ratio(name):.2f} / {runs.ratio(name, 'cpu'):.2f}" if name in runs.wall else ""
            for runs in found.values()
        ]
        label = name if name == PLAIN or name not in (COLD, WARM, EDIT) else f"`make site`, {name}"
        yield f"| {label} | {' | '.join(cells)} |"
    seconds = [f"{median(runs.wall[PLAIN]):.1f} s" for runs in found.values()]
    yield f"| the plain build's median | {' | '.join(seconds)} |"
    peaks = [f"{runs.memory[COLD] / 1024:.0f} / {runs.memory[PLAIN] / 1024:.0f} MiB" for runs in found.values()]
    yield f"| largest process, ours / plain | {' | '.join(peaks)} |"
    for index, what in enumerate(("page", "data and search")):
        cells = [f"{median(serving[size][index]):.2f} s" if size in serving else "" for size in sizes]
        yield f"| `make serve`: from saving to the {what} | {' | '.join(cells)} |"
    if len(sizes) > 1:
        first, last = found[sizes[0]], found[sizes[-1]]
        growth = math.log(median(last.cpu[COLD]) / median(first.cpu[COLD])) / math.log(sizes[-1] / sizes[0])
        yield f"\nCPU time of a cold build grows with the number of terms to the power of {growth:.2f}."


def main() -> None:
    """Measure, and print or write the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--large", action="store_true", help=f"also {LARGE:,} terms")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--edits", type=int, default=4, help="edits with `make serve`")
    parser.add_argument("--output", type=Path, help="write the table into this file")
    parser.add_argument("--folder", type=Path, help="where to work, and leave everything")
    for name in ("zensical", "sphinx", "hugo"):
        parser.add_argument(f"--{name}", metavar="PROGRAM", help=f"measure {name} too")
    arguments = parser.parse_args()
    others: dict[str, Callable[[Bench], tuple[float, float, int]]] = {}
    if program := arguments.zensical:
        others["Zensical, one language after the other"] = lambda bench: bench.zensical(program)
    if sphinx := arguments.sphinx:
        others["Sphinx with furo, two processes"] = lambda bench: bench.sphinx(sphinx)
    if hugo := arguments.hugo:
        others["Hugo with a minimal theme"] = lambda bench: bench.hugo(hugo)
    found, serving = {}, {}
    with tempfile.TemporaryDirectory() as scratch:
        for size in [*arguments.sizes, *([LARGE] if arguments.large else [])]:
            bench = Bench((arguments.folder or Path(scratch)).absolute() / str(size), size)
            bench.prepare()
            found[size] = measure(bench, arguments.rounds, others)
            if arguments.edits:
                serving[size] = bench.serving(arguments.edits)
    text = "\n".join(table(found, serving)) + "\n"
    if arguments.output:
        arguments.output.write_text(text, "utf-8")
    print(text, end="")


if __name__ == "__main__":
    main()
