"""What a browser keeps of a reader's visit: pages gone back to, typed and chosen values, light and dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser
NOTE_KEPT = "addEventListener('pageshow', event => { window.kept = event.persisted; })"
THROWS = """for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, {
  get() { throw new DOMException("Access is denied for this document.", "SecurityError"); } });"""
NULL = "for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, {value: null});"


@pytest.fixture
def page(keeping_browser: Browser) -> Page:
    """A page of a browser that keeps pages, to be gone back to as they were left."""
    page = keeping_browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.add_init_script(NOTE_KEPT)
    return page


def back(page: Page) -> None:
    page.go_back(wait_until="commit")
    page.wait_for_function("window.kept")


def scheme(page: Page) -> str | None:
    return page.locator("body").get_attribute("data-md-color-scheme")


def test_search_opens_again_after_going_back_and_forgets_the_old_query(page: Page, address: str) -> None:
    page.goto(f"{address}terms/gradient/")
    page.keyboard.press("/")
    page.keyboard.type("softmax", delay=15)
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/terms/softmax/")
    back(page)
    field = page.locator(".md-search__input")
    expect(field).to_have_value("")
    expect(page.locator(".md-search-result__item")).to_have_count(0)
    expect(page.locator("#__search")).not_to_be_checked()
    field.click()
    expect(page.locator("#__search")).to_be_checked()
    page.keyboard.type("tidu", delay=15)
    expect(page.locator(".md-search-result__item").first).to_contain_text("Gradient")


def test_preview_is_closed_on_a_page_gone_back_to(page: Page, address: str) -> None:
    page.goto(f"{address}terms/backpropagation/")
    link = page.locator('.term-definition a[href$="/gradient/"]')
    link.hover()
    expect(page.locator(".preview")).to_be_visible()
    link.click()
    page.wait_for_url("**/terms/gradient/")
    page.mouse.move(2, 700)
    back(page)
    expect(page.locator(".preview")).to_be_hidden()


@pytest.mark.parametrize("words", ["", "梯度"])
def test_list_fits_the_values_that_the_browser_puts_back(visit: Visit, words: str) -> None:
    page = visit.open("zh/glossary/")
    page.locator(".filter-words").fill(words)
    page.locator(".filter-topic").select_option("mathematics")
    narrowed = page.locator(".entry:visible").count()
    assert 0 < narrowed < page.locator(".entry").count()
    page.get_by_role("link", name="主题").first.click()
    page.wait_for_url("**/topics/")
    page.go_back()
    expect(page.locator(".filter-topic")).to_have_value("mathematics")
    expect(page.locator(".entry:visible")).to_have_count(narrowed)


@pytest.mark.parametrize("storage", [THROWS, NULL], ids=["throws", "null"])
def test_blocked_site_data_harms_nothing(visit: Visit, storage: str) -> None:
    visit.page.add_init_script(storage)
    page = visit.open("terms/softmax/")
    page.keyboard.press("/")
    page.keyboard.type("gradiant", delay=15)
    expect(page.locator(".md-search-result__item").first).to_contain_text("Gradient")
    page.keyboard.press("Escape")
    page.locator('label[title="Dark"]').click()
    assert scheme(page) == "slate"


def test_page_follows_the_system_until_the_reader_chooses(visit: Visit) -> None:
    page = visit.open("")
    assert scheme(page) == "default"
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    visit.open("zh/")
    assert scheme(page) == "slate"
    page.emulate_media(color_scheme="light")
    visit.open("")
    assert scheme(page) == "default"


@pytest.mark.parametrize("with_keys", [False, True])
def test_choice_of_light_or_dark_is_kept(context: BrowserContext, address: str, with_keys: bool) -> None:
    page = context.new_page()
    page.goto(address)
    if with_keys:
        page.locator("#__palette_0").focus()
        page.keyboard.press("Enter")
    else:
        page.locator('label[title="Dark"]').click()
    for system in ("dark", "light"):
        page.emulate_media(color_scheme="dark" if system == "dark" else "light")
        page.goto(f"{address}zh/")
        assert scheme(page) == "slate"


def test_dark_system_sees_no_light_page_first(context: BrowserContext, address: str) -> None:
    """The scheme is right before Material's bundle has come."""
    page = context.new_page()
    page.emulate_media(color_scheme="dark")
    page.route("**/bundle.*.js", lambda route: route.abort())
    page.goto(address)
    assert scheme(page) == "slate"
