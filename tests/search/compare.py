"""The same queries and terms in other engines: `python -m tests.search.compare [--pagefind PROGRAM]`, in Chromium.

Stock Material search (lunr) has one index of the pages of both languages, Chinese cut by jieba, and a separator that
knows the cuts; Pagefind, if its extended program is named, has one index for each language. Every page shows both
names, the other names and the definition. A right term counts in whatever language its page is.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rjieba
from playwright.sync_api import sync_playwright

from tests.browser import chromium, server
from tests.search import corpus, evaluate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Page

LANGUAGES = {"en": "en", "zh": "zh-Hans"}
SEPARATOR = r"[\s\u200b\-_,:!=\[\]()\"/、。，．？！；（）]+|\.(?!\d)"
_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")

STOCK = """async ([docs, separator, queries]) => {
  const worker = new Worker("/javascripts/workers/search.js");
  const send = (type, data) =>
    new Promise((resolve) => { worker.onmessage = ({ data }) => resolve(data); worker.postMessage({ type, data }); });
  const fields = { title: { boost: 1e3 }, text: { boost: 1 }, tags: { boost: 1e6 } };
  await send(0, { config: { lang: ["en", "zh"], separator, pipeline: ["stopWordFilter"], fields }, docs, options: {} });
  const found = [];
  for (const query of queries) found.push((await send(2, query)).data.items.map((item) => item[0].location));
  return found;
}"""
PAGEFIND = """async (queries) => {
  const pagefind = await import("/pagefind/pagefind.js");
  const found = [];
  for (const query of queries) {
    const { results } = await pagefind.search(query);
    found.push(await Promise.all(results.slice(0, 5).map(async (result) => (await result.data()).url)));
  }
  return found;
}"""


def terms(language: str) -> list[tuple[str, str, str]]:
    """Slug, name and text of every term's page in a language."""
    index = corpus.planned(language)
    fields: dict[str, Any] = index["terms"]
    found = []
    for place, slug in enumerate(evaluate.names(index)):
        name, other = (column[place] for column in fields["names"])
        also = [alias for column in fields["aliases"] for alias in column[place]] + [*fields["abbreviations"][place]]
        found.append((slug, name, f"{other}. {', '.join(also)}. {fields['text'][place]}"))
    return found


def cut(text: str) -> str:
    """Chinese words set apart as the search plugin of Material does it."""
    return _HAN_RUN.sub(lambda run: "\u200b".join(["", *rjieba.cut(run[0]), ""]), text).strip("\u200b")


def stock(page: Page, queries: Sequence[evaluate.Query]) -> dict[evaluate.Query, list[str]]:
    documents = [
        {"location": f"{'' if language == 'en' else 'zh/'}terms/{slug}/", "title": cut(name), "text": cut(text)}
        for language in LANGUAGES
        for slug, name, text in terms(language)
    ]
    answers = page.evaluate(STOCK, [documents, SEPARATOR, [query.text for query in queries]])
    return {query: [_slug(place) for place in found] for query, found in zip(queries, answers, strict=True)}


def pagefind(
    page: Page, site: Path, address: str, queries: Sequence[evaluate.Query], program: str
) -> dict[evaluate.Query, list[str]]:
    for language, tag in LANGUAGES.items():
        for slug, name, text in terms(language):
            path = site / language / slug / "index.html"
            path.parent.mkdir(parents=True)
            body = f"<h1>{html.escape(name)}</h1><p>{html.escape(text)}</p>"
            path.write_text(
                f'<!doctype html><html lang="{tag}"><title>{html.escape(name)}</title><body>{body}', "utf-8"
            )
    subprocess.run([program, "--site", site], check=True, capture_output=True)
    found: dict[evaluate.Query, list[str]] = {}
    for language in LANGUAGES:
        mine = [query for query in queries if query.language == language]
        page.goto(f"{address}{language}/gradient/")
        answers = page.evaluate(PAGEFIND, [query.text for query in mine])
        found |= {query: [_slug(place) for place in places] for query, places in zip(mine, answers, strict=True)}
    return found


def _package(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{name} is not installed")
    return Path(spec.origin).parent


def _slug(address: str) -> str:
    return address.rstrip("/").split("/")[-1]


def outcomes(found: dict[evaluate.Query, list[str]]) -> list[evaluate.Outcome]:
    """With the pages of both languages of a term as one."""
    return [evaluate.Outcome(query, list(dict.fromkeys(slugs))) for query, slugs in found.items()]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pagefind", help="the program pagefind_extended")
    parser.add_argument("--half", choices=["tune", "report", "both"], default="report")
    options = parser.parse_args()
    queries = [query for query in evaluate.read() if options.half in (query.half, "both")]
    indexes = {language: corpus.planned(language) for language in LANGUAGES}
    columns = {"ours": evaluate.shares(evaluate.evaluate(queries, indexes))}
    scripts = _package("material") / "templates" / "assets" / "javascripts"
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        site = Path(name)
        (site / "javascripts").symlink_to(scripts)
        (site / "_headers").write_text("/*\n")
        (site / "404.html").write_text("")
        (site / "index.html").write_text("<!doctype html><title>search</title>")
        workers = sorted((scripts / "workers").glob("search.*.js"))
        with server.serving(site) as address:
            page = playwright.chromium.launch(executable_path=chromium.find()).new_page()
            page.route("**/workers/search.js", lambda route: route.fulfill(path=workers[0]))
            page.goto(address)
            columns["stock"] = evaluate.shares(outcomes(stock(page, queries)))
            if options.pagefind:
                found = pagefind(page, site, address, queries, options.pagefind)
                columns["pagefind"] = evaluate.shares(outcomes(found))
    print(json.dumps({name: shares["all"] for name, shares in columns.items()}))
    print(f"{'kind':<16}{'queries':>8}" + "".join(f"{name:>10}{'three':>8}" for name in columns))
    for kind, (number, _, _) in columns["ours"].items():
        cells = (columns[name][kind] for name in columns)
        print(
            f"{kind:<16}{number:>8}"
            + "".join(f"{first / number:>10.0%}{three / number:>8.0%}" for _, first, three in cells)
        )


if __name__ == "__main__":
    main()
