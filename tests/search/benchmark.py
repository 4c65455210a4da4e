"""Measure the search on synthetic terms: `python -m tests.search.benchmark [--browser] [size …]`, in Node or Chromium.

Prints for each size and language the packed size of the index, the time until the first answer with everything that has
to be loaded for it, and the times of queries typed letter by letter, as the search box sends them.
"""

from __future__ import annotations

import argparse
import gzip
import statistics
import tempfile
from pathlib import Path
from typing import Any

from lexicon.search import documents, engine

from tests.search import corpus, evaluate

WARM = 150
"""How many queries are sent before any is timed: what a just-in-time compiler needs is reported by itself."""


def typed(queries: list[str]) -> list[str]:
    """Queries as they grow while they are typed."""
    return [query[:length] for query in queries for length in range(1, len(query) + 1)]


def measure(language: str, size: int, browser: bool) -> dict[str, float]:
    """The figures of a size."""
    index = corpus.synthetic(language, size)
    queries = typed([query.text for query in evaluate.read()][::6])
    run = in_browser if browser else evaluate.run
    answer = run(index, [*queries[:WARM], *queries])
    times = sorted(answer["times"][WARM:])
    return {
        "index KiB": len(gzip.compress(documents.encode(index), 9)) / 1024,
        "load ms": answer["ready"],
        "cold worst ms": max(answer["times"][:WARM]),
        "median ms": statistics.median(times),
        "99 % ms": times[int(len(times) * 0.99)],
        "worst ms": times[-1],
    }


def in_browser(index: corpus.Index, queries: list[str]) -> dict[str, Any]:
    """The times in a real worker of a real page, from the message to the answer."""
    from playwright.sync_api import sync_playwright

    from tests.browser import chromium, server

    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        site = Path(name)
        for path, content in {
            "index.html": b"<!doctype html><title>search</title>",
            "404.html": b"",
            "_headers": b"/*\n  Content-Security-Policy: default-src 'none'; worker-src 'self'; connect-src 'self'\n",
            "assets/search/worker.js": engine.worker_script(),
            f"search/index.{index['language']}.json": documents.encode(index),
        }.items():
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_bytes(content)
        with server.serving(site) as address:
            browser = playwright.chromium.launch(executable_path=chromium.find())
            page = browser.new_page()
            page.goto(address)
            answer: dict[str, Any] = page.evaluate(IN_PAGE, [index["language"], queries])
            browser.close()
    return answer


IN_PAGE = """async ([language, queries]) => {
  const worker = new Worker(`/assets/search/worker.js?lang=${language}`);
  const send = (type, data) =>
    new Promise((resolve) => { worker.onmessage = ({ data }) => resolve(data); worker.postMessage({ type, data }); });
  await send(0, { config: {}, docs: [], options: {} });
  const start = performance.now();
  await send(2, queries[0]);
  const ready = performance.now() - start;
  const times = [];
  for (const query of queries) {
    const from = performance.now();
    await send(2, query);
    times.push(performance.now() - from);
  }
  return { ready, times };
}"""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=[1_000, 10_000])
    parser.add_argument("--browser", action="store_true", help="measure in Chromium")
    options = parser.parse_args()
    print(f"worker: {len(gzip.compress(engine.worker_script(), 9)) / 1024:.1f} KiB packed")
    for size in options.sizes:
        for language in ("en", "zh"):
            figures = measure(language, size, options.browser)
            print(f"{size:>6} {language}  " + "  ".join(f"{name} {value:.1f}" for name, value in figures.items()))


if __name__ == "__main__":
    main()
