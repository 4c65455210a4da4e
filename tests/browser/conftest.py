"""A Chromium on the built site that notes every error and every foreign request."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

from tests.browser import chromium
from tests.browser.server import serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Request

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The address of the served site."""
    with serving(site) as url:
        yield url


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """A Chromium."""
    running = playwright.chromium.launch(executable_path=_program(), args=FLAGS)
    yield running
    running.close()


@pytest.fixture(scope="module")
def keeping_browser(playwright: Playwright) -> Iterator[Browser]:
    """A Chromium with its back/forward cache, which Playwright switches off."""
    running = playwright.chromium.launch(
        executable_path=_program(), args=FLAGS, ignore_default_args=["--disable-back-forward-cache"]
    )
    yield running
    running.close()


def _program() -> str:
    try:
        return chromium.find()
    except chromium.NoChromiumError as error:
        pytest.fail(str(error), pytrace=False)


@dataclass
class Visit:
    """A page and what went wrong on it."""

    page: Page
    address: str
    troubles: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page

    def watch(self) -> None:
        self.page.on("console", lambda message: self.note(message.type == "error", message.text))
        self.page.on("pageerror", lambda error: self.note(True, str(error)))
        self.page.on("request", self.request)
        self.page.on(
            "response", lambda response: self.note(response.status >= 400, f"{response.status} {response.url}")
        )

    def request(self, request: Request) -> None:
        own = request.url.startswith((self.address, "data:", "blob:"))
        self.note(not own, f"foreign request {request.url}")

    def note(self, trouble: bool, text: str) -> None:
        if trouble:
            self.troubles.append(text)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile."""
    fresh = browser.new_context(viewport={"width": 1280, "height": 900})
    fresh.set_default_timeout(10_000)
    fresh.grant_permissions(["clipboard-read", "clipboard-write"])
    yield fresh
    fresh.close()


@pytest.fixture
def visit(context: BrowserContext, address: str) -> Iterator[Visit]:
    """A page on which nothing may go wrong: no console error, no foreign request, nothing missing."""
    visit = Visit(context.new_page(), address)
    visit.watch()
    yield visit
    assert not visit.troubles
