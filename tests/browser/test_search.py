"""Searching by keyboard in Material's box, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

QUERIES = [
    ("", "gradient descent", "terms/gradient-descent/"),
    ("", "SGD", "terms/stochastic-gradient-descent/"),
    ("", "softmx", "terms/softmax/"),
    ("", "梯度", "terms/gradient/"),
    ("", "finetuning", "terms/fine-tuning/"),
    ("", "descent gradient", "terms/gradient-descent/"),
    ("", "xuexilv", "terms/learning-rate/"),
    ("zh/", "下降", "zh/terms/gradient-descent/"),
    ("zh/", "tidu", "zh/terms/gradient/"),
    ("zh/", "tdxj", "zh/terms/gradient-descent/"),
    ("zh/", "softmax hanshu", "zh/terms/softmax/"),
    ("zh/", "overfitting", "zh/terms/overfitting/"),
    ("zh/", "捲積", "zh/terms/convolution/"),
    ("zh/", "丢弃法", "zh/terms/dropout/"),
    ("zh/", "MSE", "zh/terms/mean-squared-error/"),
]


@pytest.mark.parametrize(("root", "query", "target"), QUERIES)
def test_first_result_opens_with_enter(visit: Visit, root: str, query: str, target: str) -> None:
    page = visit.open(root)
    page.keyboard.press("/")
    page.keyboard.type(query, delay=15)
    first = page.locator(".md-search-result__item a").first
    expect(first).to_be_visible()
    expect(first).to_have_attribute("href", f"{visit.address}{target}")
    page.keyboard.press("Enter")
    expect(page).to_have_url(visit.address + target)


def test_large_box_of_the_home_page_opens_the_search(visit: Visit) -> None:
    page = visit.open("zh/")
    page.locator(".home-search").click()
    page.keyboard.type("导数")
    expect(page.locator(".md-search-result__item").first).to_contain_text("Derivative")


def test_index_is_fetched_only_when_the_search_is_touched(visit: Visit) -> None:
    fetched: list[str] = []
    visit.page.on("request", lambda request: fetched.append(request.url))
    page = visit.open("terms/gradient/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in fetched if "index.en.json" in url]
    page.keyboard.press("/")
    page.keyboard.type("loss")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    assert [url for url in fetched if "index.en.json" in url]


def test_query_in_the_address_opens_the_search(visit: Visit) -> None:
    page = visit.open(f"zh/?q={quote('学习率')}")
    expect(page.locator(".md-search-result__item").first).to_contain_text("Learning rate")


def test_query_survives_switching_the_language(visit: Visit) -> None:
    page = visit.open("?q=softmax")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("link", name="简体中文").click()
    expect(page.locator(".md-search-result__item").first).to_contain_text("softmax 函数")


def test_ambiguous_word_offers_every_reading(visit: Visit) -> None:
    page = visit.open("zh/")
    page.keyboard.press("/")
    page.keyboard.type("步长")
    results = page.locator(".md-search-result__item")
    expect(results.nth(0)).to_contain_text("步幅")
    expect(results.nth(1)).to_contain_text("学习率")


def test_nonsense_finds_nothing(visit: Visit) -> None:
    page = visit.open("")
    page.keyboard.press("/")
    page.keyboard.type("qxzvwkjh")
    expect(page.locator(".md-search-result__meta")).to_contain_text("No matching")
    assert page.locator(".md-search-result__item").count() == 0


def test_browser_is_told_of_the_search(visit: Visit) -> None:
    page = visit.open("zh/terms/gradient/")
    address = page.locator('link[rel="search"]').get_attribute("href")
    answer = page.request.get(page.evaluate("a => new URL(a, location).href", address))
    assert answer.ok
    assert "{searchTerms}" in answer.text()


def test_key_that_confirms_a_composition_opens_nothing(visit: Visit) -> None:
    """Safari sends it after the composition has ended, marked only by its code."""
    page = visit.open("zh/")
    page.keyboard.press("/")
    page.keyboard.type("tidu", delay=15)
    first = page.locator(".md-search-result__item").first
    expect(first).to_be_visible()
    for key in ("Enter", "Escape"):
        page.locator(".md-search__input").evaluate(
            """(field, key) => {
              field.dispatchEvent(new CompositionEvent("compositionstart", {bubbles: true}));
              field.dispatchEvent(new CompositionEvent("compositionend", {bubbles: true, data: "梯度"}));
              field.dispatchEvent(new KeyboardEvent("keydown", {key, keyCode: 229, bubbles: true, cancelable: true}));
            }""",
            key,
        )
        expect(first).to_be_visible()
    expect(page).to_have_url(f"{visit.address}zh/")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{visit.address}zh/terms/gradient/")


def test_number_of_results_is_said_to_screen_readers(visit: Visit) -> None:
    page = visit.open("")
    page.keyboard.press("/")
    page.keyboard.type("softmax")
    expect(page.get_by_role("status")).to_contain_text("matching terms")
