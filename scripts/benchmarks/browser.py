"""`python -m benchmarks.browser`: measures page loads in a slow browser, compared with stock Material.

Chromium emulates a phone with a fourfold CPU slowdown, a slow mobile network and an empty cache. Our site and the stock
one are measured alternately, and medians are reported. Then the size and scrolling of A–Z with a thousand synthetic
terms are measured.
"""

from __future__ import annotations

import argparse
import gzip
import sys
import tempfile
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

from benchmarks import corpus, report, stock
from benchmarks.projects import Ours
from benchmarks.server import MeasuredServer, serving
from tests.browser import chromium

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import Browser, CDPSession, Page

    from benchmarks.report import Bilingual

PAGES: dict[str, Bilingual] = {
    "": ("home", "首页"),
    "glossary/": ("A–Z", "A–Z"),
    "terms/recall/": ("a term", "普通词条"),
    "terms/multi-head-attention/": ("a term with many formulas", "公式多的词条"),
}
ROOTS = {"": ("en", "英文"), "zh/": ("zh", "中文")}
CPU_SLOWDOWN = 4
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
"""Milliseconds of latency and bytes per second: Lighthouse's slow mobile connection."""
PHONE: dict[str, Any] = {"viewport": {"width": 412, "height": 823}, "device_scale_factor": 1.75, "is_mobile": True}
QUIET_MS = 1500
"""Milliseconds without a request or a change after which a page counts as complete."""
FRAME_MS, LONG_FRAME_MS = 1000 / 60, 50
SCROLL_PIXELS, SCROLL_SPEED = 24_000, 3_000
"""Distance (pixels) and speed (pixels per second) of scrolling."""
STOCK_LOSES = "/sitemap.xml"
"""A file that stock Material with static-i18n requests although it does not exist."""
COLUMNS = (
    ("first", 1000, ".1f"),
    ("largest", 1000, ".1f"),
    ("changed", 1000, ".1f"),
    ("shift", 1, ".3f"),
    ("bytes", 1024, ".0f"),
    ("requests", 1, ".0f"),
)
"""The columns of the table: field of `Load`, divisor, and format specification."""
OBSERVE = """
window.seen = { fcp: 0, lcp: 0, changed: 0, shifts: [], last: 0 };
const observe = (type, take) =>
  new PerformanceObserver((list) => { list.getEntries().forEach(take); seen.last = performance.now(); })
    .observe({ type, buffered: true });
observe("paint", (entry) => { if (entry.name === "first-contentful-paint") seen.fcp = entry.startTime; });
observe("largest-contentful-paint", (entry) => { seen.lcp = entry.startTime; });
observe("layout-shift", (entry) => { if (!entry.hadRecentInput) seen.shifts.push([entry.startTime, entry.value]); });
observe("resource", () => {});
observe("longtask", () => {});
new MutationObserver((changes) => {
  const now = performance.now();
  if (changes.some(({ target }) => (target.nodeType === 1 ? target : target.parentElement)?.closest(".md-content")))
    seen.changed = seen.last = now;
}).observe(document, { childList: true, characterData: true, subtree: true });
"""
COMPLETE = f"() => document.readyState === 'complete' && performance.now() - seen.last > {QUIET_MS}"
FRAMES = """
window.frames = [];
const note = (now) => { window.frames.push(now); requestAnimationFrame(note); };
requestAnimationFrame(note);
"""


@dataclass(frozen=True)
class Load:
    """Measurements of one page load.

    `first`, `largest` and `changed` are milliseconds to the first paint, the largest paint and the last change of the
    content; `shift` is the cumulative layout shift.
    """

    first: float
    largest: float
    changed: float
    shift: float
    bytes: int
    requests: int


@dataclass(frozen=True)
class Scroll:
    """Smoothness of scrolling: share of missed frames, number of frames over 50 ms, and the longest in milliseconds."""

    dropped: float
    long: int
    worst: float


def layout_shift(shifts: Sequence[tuple[float, float]]) -> float:
    """Cumulative layout shift: the largest sum in a window of at most 5 s, gaps up to 1 s (web.dev/articles/cls)."""
    worst = total = begun = last = 0.0
    for time, value in shifts:
        if not total or time - last > 1000 or time - begun > 5000:
            total, begun = 0.0, time
        total, last = total + value, time
        worst = max(worst, total)
    return worst


def frames(times: Sequence[float]) -> Scroll:
    """The smoothness of frames that began at the given times, in milliseconds."""
    steps = [after - before for before, after in pairwise(times)]
    missed = sum(round(step / FRAME_MS) - 1 for step in steps if step > FRAME_MS)
    return Scroll(missed / (missed + len(steps)), sum(step > LONG_FRAME_MS for step in steps), max(steps))


@contextmanager
def opened(browser: Browser, script: str) -> Iterator[tuple[Page, CDPSession]]:
    """Open a page with an empty cache on a slow processor."""
    context = browser.new_context(**PHONE)
    context.set_default_timeout(120_000)
    page = context.new_page()
    page.add_init_script(script)
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWDOWN})
    try:
        yield page, session
    finally:
        context.close()


def load(browser: Browser, site: MeasuredServer, path: str) -> Load:
    """Load a page for the first time over a slow network."""
    with opened(browser, OBSERVE) as (page, session):
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", NETWORK)
        site.sent.clear()
        complete(page, site.address + path)
        seen: dict[str, Any] = page.evaluate("seen")
    if missing := {path for path in site.missing if not path.endswith(STOCK_LOSES)}:
        raise SystemExit(f"not on the server: {missing}")
    shift = layout_shift(seen["shifts"])
    return Load(seen["fcp"], seen["lcp"], seen["changed"], shift, sum(site.sent), len(site.sent))


def complete(page: Page, address: str) -> None:
    """Open a page and wait until its formulas are drawn and nothing changes any more."""
    page.goto(address)
    page.evaluate("window.MathJax?.startup?.promise.then(() => {})")
    page.wait_for_function(COMPLETE, polling=100)


def scroll(browser: Browser, site: MeasuredServer, path: str) -> Scroll:
    """Scroll down a page at constant speed by mouse wheel; headless Chromium has no touch."""
    with opened(browser, OBSERVE) as (page, session):
        complete(page, site.address + path)
        page.evaluate(FRAMES)
        page.wait_for_timeout(QUIET_MS)
        page.evaluate("window.frames.splice(0, window.frames.length - 1)")
        gesture = {"x": 200, "y": 500, "yDistance": -SCROLL_PIXELS, "speed": SCROLL_SPEED, "gestureSourceType": "mouse"}
        session.send("Input.synthesizeScrollGesture", gesture)
        times: list[float] = page.evaluate("window.frames")
        if page.evaluate("scrollY") < SCROLL_PIXELS / 2:
            raise SystemExit(f"{path} did not scroll")
    return frames(times)


@contextmanager
def sites(size: int) -> Iterator[tuple[MeasuredServer, MeasuredServer]]:
    """Build and serve our site and the stock one with `size` terms."""
    with tempfile.TemporaryDirectory() as scratch:
        ours = Ours(Path(scratch, "ours"))
        ours.prepare(size)
        with serving(ours.root / "site") as own, serving(stock.build(Path(scratch, "stock"), ours)) as others:
            yield own, others


def loads(browser: Browser, rounds: int) -> dict[str, tuple[list[Load], list[Load]]]:
    """The loads of our site and of the stock one in every round, by path."""
    found: defaultdict[str, tuple[list[Load], list[Load]]] = defaultdict(lambda: ([], []))
    with sites(corpus.real_size()) as both:
        for _ in range(rounds):
            for path in [root + page for root in ROOTS for page in PAGES]:
                for site, results in zip(both, found[path], strict=True):
                    results.append(load(browser, site, path))
                    print(f"  {path or '/':<32} {results[-1]}", file=sys.stderr)
    return found


def table(found: dict[str, tuple[list[Load], list[Load]]]) -> dict[str, str]:
    """The table with a row for every page: ours / stock."""
    rows: list[list[str | Bilingual]] = []
    for path, both in found.items():
        root = "zh/" if path.startswith("zh/") else ""
        name, language = PAGES[path.removeprefix(root)], ROOTS[root]
        cells = [
            " / ".join(format(median_of(results, field) / unit, form) for results in both)
            for field, unit, form in COLUMNS
        ]
        rows.append([(f"{name[0]}, {language[0]}", f"{name[1]}，{language[1]}"), *cells])
    head: list[str | Bilingual] = [
        ("ours / stock", "本站 / 原版"),
        ("first paint, s", "首次绘制（s）"),
        ("largest paint, s", "最大绘制（s）"),
        ("last change of the content, s", "内容最后变动（s）"),
        ("layout shift", "布局偏移"),
        ("KiB sent", "传输量（KiB）"),
        ("requests", "请求数"),
    ]
    return report.table(head, rows)


def goals(found: dict[str, tuple[list[Load], list[Load]]], size: int) -> dict[str, str]:
    """The table of goals, each with the worst page; `size` is that of A–Z in bytes."""

    def ratio(name: str) -> float:
        return max(median_of(ours, name) / median_of(stock, name) for ours, stock in found.values())

    shift = max(median_of(ours, "shift") for ours, _ in found.values())
    size_ratio, paint_ratio = ratio("bytes"), ratio("largest")
    lines: list[tuple[Bilingual, str, str, bool]] = [
        (("layout shift", "布局偏移"), "0", f"{shift:.3f}", round(shift, 3) == 0),
        (("bytes, of stock", "传输量与原版之比"), "≤ 0.20", f"{size_ratio:.2f}", size_ratio <= 0.2),
        (("largest paint, of stock", "最大绘制时间与原版之比"), "≤ 0.50", f"{paint_ratio:.2f}", paint_ratio <= 0.5),
        (("A–Z of 1,000 terms", "1,000 个词条的 A–Z"), "< 150 KiB", f"{size / 1024:.0f} KiB", size < 150 * 1024),
    ]
    head: list[str | Bilingual] = [("goal", "目标"), "", ("worst page", "最差的页面"), ("reached", "是否达到")]
    answers = {True: ("yes", "是"), False: ("no", "否")}
    return report.table(head, [[name, goal, worst, answers[met]] for name, goal, worst, met in lines])


def median_of(results: Sequence[Load], name: str) -> float:
    return median(float(getattr(result, name)) for result in results)


def scrolls(browser: Browser, size: int, rounds: int) -> tuple[dict[str, str], int]:
    """The table of scrolling A–Z with `size` terms, and the larger size of the two languages in bytes after gzip."""
    rows: list[list[str | Bilingual]] = []
    sizes = []
    with sites(size) as both:
        for root, language in ROOTS.items():
            path = f"{root}glossary/"
            found: tuple[list[Scroll], list[Scroll]] = ([], [])
            for _ in range(rounds):
                for site, results in zip(both, found, strict=True):
                    results.append(scroll(browser, site, path))
                    print(f"  {path:<32} {results[-1]}", file=sys.stderr)
            packed = [len(gzip.compress((site.folder / path / "index.html").read_bytes(), 9)) for site in both]
            sizes.append(packed[0])
            rows.append(
                [
                    (f"A–Z, {language[0]}", f"A–Z，{language[1]}"),
                    " / ".join(f"{length / 1024:.0f}" for length in packed),
                    " / ".join(f"{median(one.dropped for one in results):.1%}" for results in found),
                    " / ".join(f"{median(one.long for one in results):.0f}" for results in found),
                    " / ".join(f"{median(one.worst for one in results):.0f}" for results in found),
                ]
            )
    head: list[str | Bilingual] = [
        (f"{size:,} terms, ours / stock", f"{size:,} 个词条，本站 / 原版"),
        ("page after gzip, KiB", "页面压缩后（KiB）"),
        ("frames missed", "丢帧比例"),
        (f"frames over {LONG_FRAME_MS} ms", f"超过 {LONG_FRAME_MS} ms 的帧"),
        ("worst frame, ms", "最慢的一帧（ms）"),
    ]
    return report.table(head, rows), max(sizes)


def main() -> None:
    """Measure, print the tables, and write them into the pages on speed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--terms", type=int, default=1000, help="synthetic terms in the list that is scrolled")
    parser.add_argument("--write", action="store_true", help="write the tables into docs/*/speed.md")
    arguments = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=["--no-sandbox"])
        found = loads(browser, arguments.rounds)
        scrolled, size = scrolls(browser, arguments.terms, arguments.rounds)
        browser.close()
    report.publish({"pages": table(found), "scrolling": scrolled, "goals": goals(found, size)}, arguments.write)


if __name__ == "__main__":
    main()
