"""Writing with the page open beside the text: it reloads when a file is saved, and says what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests import live
from tests.projects import project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

    from tests.live import Serving

pytestmark = pytest.mark.browser

LONG = 120_000
"""Milliseconds after which a page that has not changed never will: only a failing test takes as long."""
REPORT = "#live-report"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project."""
    return project(tmp_path_factory.mktemp("live") / "project").root


@pytest.fixture(scope="module")
def serving(root: Path) -> Iterator[Serving]:
    """The small project, served."""
    with live.serving(root) as server:
        yield server


def save(root: Path, words: str) -> None:
    text = f"A loss is a number that says how far an answer is from the right one, here with the words {words}."
    (root / "glossary/loss/en.md").write_text(f"---\nname: Loss\n---\n{text}\n", "utf-8")


def opened(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(f"{address}terms/loss/")
    return page


def expect_words(page: Page, words: str) -> None:
    expect(page.locator(".term-definition")).to_contain_text(words, timeout=LONG)


def test_page_reloads_when_a_text_is_saved(context: BrowserContext, serving: Serving, root: Path) -> None:
    pages = [opened(context, serving.address) for _ in range(2)]
    for words in ("first edition", "second edition"):
        save(root, words)
        for page in pages:
            expect_words(page, words)
            expect(page.locator(REPORT)).to_have_count(0)


def test_report_lies_over_the_page_until_the_text_is_right(
    context: BrowserContext, serving: Serving, root: Path
) -> None:
    save(root, "in order")
    page = opened(context, serving.address)
    expect_words(page, "in order")
    save(root, "<b id=bold>in bold</b>, [lost](../lost/en.md)")
    report = page.locator(REPORT)
    expect(report).to_contain_text("error[dead-link]", timeout=LONG)
    expect(report).to_contain_text("<b id=bold>in bold</b>")
    expect(report).to_be_in_viewport()
    assert page.locator("#bold").count() == 0
    expect_words(page, "in order")
    page.reload()
    expect(report).to_be_visible(timeout=LONG)
    save(root, "in order again")
    expect_words(page, "in order again")
    expect(report).to_have_count(0)


def test_report_goes_when_the_fault_is_undone(context: BrowserContext, serving: Serving, root: Path) -> None:
    save(root, "as it was")
    page = opened(context, serving.address)
    expect_words(page, "as it was")
    save(root, "[lost](../lost/en.md)")
    expect(page.locator(REPORT)).to_be_visible(timeout=LONG)
    save(root, "as it was")
    expect(page.locator(REPORT)).to_have_count(0, timeout=LONG)


def test_page_follows_a_server_that_was_started_again(context: BrowserContext, tmp_path: Path) -> None:
    root, port = project(tmp_path / "project").root, live.free_port()
    with live.serving(root, port) as server:
        page = opened(context, server.address)
        expect(page.locator(".term-definition")).to_be_visible()
    save(root, "a later server")
    with live.serving(root, port):
        expect_words(page, "a later server")
