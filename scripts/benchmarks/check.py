"""`python -m benchmarks.check 100 1000 10000`: measures `lexicon check` on glossaries of growing size.

Each size is measured without a cache, with cached formulas only, and with cached formulas and terms.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import tempfile
import time
from pathlib import Path

from lexicon.check import term_cache

from benchmarks import corpus, running
from benchmarks.projects import LEXICON


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sizes", nargs="*", type=int, default=[100, 1000, 10000], help="numbers of terms")
    parser.add_argument("--keep", type=Path, help="folder for the glossary, which is kept")
    arguments = parser.parse_args()
    print(f"{'terms':>7} {'cold s':>8} {'drawn s':>8} {'warm s':>8} {'warm ms/term':>13} {'ratio':>7}")
    first = None
    for size in arguments.sizes:
        with tempfile.TemporaryDirectory() as scratch:
            folder = arguments.keep or Path(scratch, "glossary")
            corpus.write(folder, size)
            cold, drawn, warm = measure(folder, Path(scratch, "cache"))
        per_term = 1000 * warm / size
        first = first or per_term
        print(
            f"{size:>7} {cold:>8.2f} {drawn:>8.2f} {warm:>8.2f} {per_term:>13.2f} {per_term / first:>7.2f}", flush=True
        )


def measure(folder: Path, cache: Path) -> tuple[float, float, float]:
    """Seconds without a cache, with cached formulas only, and the best of three with formulas and terms."""
    cold = run(folder, cache)
    (cache / term_cache.FILE).unlink()
    drawn = run(folder, cache)
    return cold, drawn, min(run(folder, cache) for _ in range(3))


def run(folder: Path, cache: Path) -> float:
    command = [*LEXICON, "check", "--glossary", str(folder), "--cache", str(cache)]
    begin = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=running.environment())
    seconds = time.perf_counter() - begin
    if not re.search(r"[\d,]+ terms, ", done.stdout):
        raise SystemExit(done.stderr or done.stdout)
    return seconds


if __name__ == "__main__":
    main()
