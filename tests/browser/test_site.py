"""Reading the site: languages, anchors, previews, formulas, the list of terms, what is not there."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Route

    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

PAGES = ["", "glossary/", "topics/", "topics/optimization/", "terms/softmax/", "about/", "contributing/"]


@pytest.mark.parametrize("root", ["", "zh/"])
@pytest.mark.parametrize("path", PAGES)
def test_page_opens_without_trouble(visit: Visit, root: str, path: str) -> None:
    page = visit.open(root + path)
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans" if root else "en")
    expect(page.locator("h1")).to_be_visible()
    assert page.locator("mjx-container, .arithmatex").count() == 0


def test_groups_of_the_navigation(visit: Visit) -> None:
    page = visit.open("terms/softmax/")
    items = page.locator(".md-nav--primary > .md-nav__list > .md-nav__item")
    ruled = [
        item.inner_text() for item in items.all() if item.evaluate("e => getComputedStyle(e).borderTopWidth") != "0px"
    ]
    assert ruled == ["Foundations", "About"]


NOTE_SHIFTS = """
window.shifts = 0;
const note = (list) => list.getEntries().forEach((entry) => { window.shifts += entry.value; });
new PerformanceObserver(note).observe({type: "layout-shift", buffered: true});
"""


@pytest.mark.parametrize("width", [412, 1280])
@pytest.mark.parametrize("path", ["", "zh/glossary/", "terms/softmax/"])
def test_nothing_moves_when_the_scripts_come_late(visit: Visit, path: str, width: int) -> None:
    def late(route: Route) -> None:
        time.sleep(0.4)
        route.continue_()

    visit.page.set_viewport_size({"width": width, "height": 823})
    visit.page.add_init_script(NOTE_SHIFTS)
    visit.page.route("**/*.js*", late)
    page = visit.open(path)
    page.wait_for_load_state("networkidle")
    expect(page.locator("html")).to_have_class(re.compile(r"\bjs\b"))
    assert page.evaluate("window.shifts") == 0


@pytest.mark.parametrize(
    ("start", "target"),
    [
        ("", "zh/"),
        ("glossary/?x=1#softmax", "zh/glossary/?x=1#softmax"),
        ("terms/softmax/#pitfalls", "zh/terms/softmax/#pitfalls"),
        ("topics/optimization/", "zh/topics/optimization/"),
    ],
)
def test_switching_keeps_page_query_and_anchor(visit: Visit, start: str, target: str) -> None:
    page = visit.open(start)
    page.get_by_role("link", name="简体中文").click()
    expect(page).to_have_url(visit.address + target)
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    page.get_by_role("link", name="English", exact=True).click()
    expect(page).to_have_url(visit.address + start)


def test_switching_follows_an_anchor_chosen_later(visit: Visit) -> None:
    page = visit.open("glossary/")
    page.locator(".letters a", has_text="S").click()
    page.get_by_role("link", name="简体中文").click()
    expect(page).to_have_url(visit.address + "zh/glossary/#letter-s")


def test_switching_works_without_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "terms/softmax/")
    page.get_by_role("link", name="简体中文").click()
    expect(page).to_have_url(address + "zh/terms/softmax/")
    expect(page.locator("h1")).to_contain_text("softmax 函数")
    context.close()


@pytest.mark.parametrize("root", ["", "zh/"])
def test_preview_shows_definition_and_formula(visit: Visit, root: str) -> None:
    page = visit.open(f"{root}terms/backpropagation/")
    page.locator('.term-definition a[href$="/gradient/"]').hover()
    preview = page.locator(".preview")
    expect(preview).to_be_visible()
    expect(preview.locator(".term-definition")).not_to_be_empty()
    expect(preview.locator(".formula svg").first).to_be_visible()
    expect(preview).not_to_contain_text("\\")
    page.keyboard.press("Escape")
    expect(preview).to_be_hidden()


def test_pointer_can_go_from_a_link_into_its_preview(visit: Visit) -> None:
    page = visit.open("terms/backpropagation/")
    link = page.locator('.term-definition a[href$="/gradient/"]')
    link.hover()
    preview = page.locator(".preview")
    expect(preview).to_be_visible()
    start, end = link.bounding_box(), preview.bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + 5, start["y"] + start["height"] / 2)
    page.mouse.move(start["x"] + 5, end["y"] + 10, steps=30)
    expect(preview).to_be_visible()
    page.mouse.move(2, 700, steps=10)
    expect(preview).to_be_hidden()


def test_formula_is_drawn_spoken_and_copied(visit: Visit) -> None:
    page = visit.open("terms/gradient/")
    formula = page.locator(".formula").first
    expect(formula.locator("svg").first).to_be_visible()
    assert formula.locator("math").count() >= 1
    formula.hover()
    formula.get_by_role("button", name="Copy TeX").click()
    expect(formula.locator(".copy-button")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()").startswith("\\nabla_\\theta L")


def test_permanent_link_is_copied(visit: Visit) -> None:
    page = visit.open("zh/terms/gradient/#pitfalls")
    page.locator(".term-permalink").click()
    expect(page.locator(".term-permalink")).to_have_text("已复制")
    assert page.evaluate("navigator.clipboard.readText()") == visit.address + "zh/terms/gradient/"


def test_copying_twice_leaves_the_label_as_it_was(visit: Visit) -> None:
    page = visit.open("terms/gradient/")
    link = page.locator(".term-permalink")
    before = link.inner_text()
    link.click()
    expect(link).to_have_text("Copied")
    link.click()
    page.wait_for_timeout(3500)
    expect(link).to_have_text(before)


@pytest.mark.parametrize("clipboard", ["undefined", "{writeText: () => Promise.reject(new Error('refused'))}"])
def test_refused_copy_offers_the_text_selected(visit: Visit, clipboard: str) -> None:
    visit.page.add_init_script(f"Object.defineProperty(navigator, 'clipboard', {{value: {clipboard}}})")
    page = visit.open("terms/gradient/")
    for button, text in ((".term-permalink", f"{visit.address}terms/gradient/"), (".copy-button", "\\nabla_\\theta L")):
        page.locator(button).first.click()
        field = page.locator(".copy-field")
        assert field.input_value().startswith(text)
        assert field.evaluate("field => field.selectionEnd - field.selectionStart") == len(field.input_value())
        field.blur()
        expect(field).to_have_count(0)


def test_edit_link_names_the_file_of_the_language(visit: Visit) -> None:
    page = visit.open("zh/terms/gradient/")
    expect(page.locator(".term-edit")).to_have_attribute("href", re.compile(r"/edit/main/glossary/gradient/zh\.md$"))


@pytest.mark.parametrize("anchor", ["sgd", "随机梯度下降", "stochastic-gradient-descent", "随机梯度下降法"])
@pytest.mark.parametrize("root", ["", "zh/"])
def test_every_name_of_a_term_is_an_anchor(visit: Visit, root: str, anchor: str) -> None:
    page = visit.open(f"{root}glossary/#{anchor}")
    box = page.locator("#stochastic-gradient-descent").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 400


def test_list_narrows_by_words_and_topic(visit: Visit) -> None:
    page = visit.open("zh/glossary/")
    page.locator(".filter-words").fill("梯度下降")
    shown = page.locator(".entry:visible h3")
    expect(page.locator("#gradient-descent")).to_be_visible()
    expect(page.locator("#softmax")).to_be_hidden()
    assert 2 <= shown.count() <= 12
    page.locator(".filter-words").fill("没有这个词")
    expect(page.locator(".filter-none")).to_be_visible()
    page.locator(".filter-words").fill("")
    page.locator(".filter-topic").select_option("mathematics")
    expect(page.locator("#gradient")).to_be_visible()
    expect(page.locator("#gradient-descent")).to_be_hidden()


@pytest.mark.parametrize(("path", "words"), [("nothing/", "Page not found"), ("zh/nothing/", "找不到页面")])
def test_missing_page_helps_in_both_languages(browser: Browser, address: str, path: str, words: str) -> None:
    page = browser.new_page()
    answer = page.goto(address + path)
    assert answer is not None
    assert answer.status == 404
    expect(page.locator("h1")).to_have_text(words)
    expect(page).to_have_title(f"{words} · Buzz Words")
    others = page.locator("h2").all_inner_texts()
    assert [words, *others] in (["Page not found", "找不到页面"], ["找不到页面", "Page not found"])
    page.get_by_role("link", name="全部词条").last.click()
    expect(page).to_have_url(address + "zh/glossary/")
    page.close()


def test_dark_and_light_choice_is_kept_across_languages(visit: Visit) -> None:
    page = visit.open("")
    page.locator('label[title="Dark"]').click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.get_by_role("link", name="简体中文").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


@pytest.mark.parametrize(
    "path", ["", "glossary/", "topics/optimization/", "terms/long-short-term-memory/", "zh/terms/convolution/"]
)
def test_phone_needs_no_sideways_scrolling(browser: Browser, address: str, path: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(address + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()


def test_site_has_its_own_addresses_in_both_languages(site: Path) -> None:
    text = (site / "zh/terms/gradient/index.html").read_text("utf-8")
    links = re.findall(r'rel="alternate alternate" hreflang="([^"]+)" href="(https://[^"]+)"', text)
    assert [(tag, href.split("/", 3)[3]) for tag, href in links] == [
        ("en", "terms/gradient/"),
        ("zh-Hans", "zh/terms/gradient/"),
        ("x-default", "terms/gradient/"),
    ]


def test_no_page_asks_the_browser_to_fetch_the_next(site: Path) -> None:
    """Firefox would, and the policy would refuse it."""
    pages = [*site.rglob("*.html")]
    assert pages
    assert not [page for page in pages if re.search(r'rel="(?:next|prev|prefetch)"', page.read_text("utf-8"))]


def test_formula_in_a_caption_is_as_small_as_its_text(visit: Visit) -> None:
    page = visit.open("zh/terms/l1-regularization/")
    page.locator(".figure figcaption svg").first.scroll_into_view_if_needed()
    box = page.locator(".figure figcaption svg").first.bounding_box()
    assert box is not None
    assert box["height"] < 40


def test_drawing_scrolls_on_a_phone_and_its_caption_does_not(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(f"{address}terms/convolution/")

    def moved(part: str) -> int:
        return int(page.locator(part).first.evaluate("part => { part.scrollLeft = 20; return part.scrollLeft; }"))

    assert moved(".figure__view") == 20
    assert moved(".figure") == moved(".figure figcaption") == 0
    expect(page.locator(".figure__view").first).to_have_attribute("tabindex", "0")
    page.close()


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
@pytest.mark.parametrize(
    "path", ["topics/attention-and-transformers/", "topics/optimization/", "zh/topics/optimization/"]
)
def test_map_of_a_topic_is_read_without_scrolling(browser: Browser, address: str, path: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(address + path)
    drawings = page.locator(".topic-map svg:visible")
    assert drawings.count() == 1
    box = drawings.locator("text").first.bounding_box()
    assert box is not None
    assert box["height"] >= 10
    assert page.locator(".topic-map > div").evaluate("view => view.scrollWidth <= view.clientWidth")
    page.close()
