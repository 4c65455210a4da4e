"""Copying a selection that holds formulas."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser
SELECT = "part => getSelection().selectAllChildren(part)"
HTML = "navigator.clipboard.read().then(items => items[0].getType('text/html')).then(blob => blob.text())"


def copied(page: Page, part: str) -> tuple[str, str]:
    """A part of a page, copied: plain text and HTML."""
    page.locator(part).first.evaluate(SELECT)
    page.keyboard.press("Control+c")
    return page.evaluate("navigator.clipboard.readText()"), page.evaluate(HTML)


def test_blocks_are_apart_and_every_formula_is_there_once(visit: Visit) -> None:
    page = visit.open("terms/gradient/")
    text, html = copied(page, "article")
    lines = text.splitlines()
    assert lines[0] == "Mathematics and probability"
    assert "Also called: gradient vector" in lines
    [formula] = [line for line in lines if line.startswith("$$")]
    assert formula.startswith(r"$$\nabla_\theta L = ")
    assert formula.endswith("$$")
    assert lines[lines.index("$L$") + 1] == "the function being differentiated, in training the loss"
    assert len(re.findall(re.escape(formula), html)) == 1
    for form in (text, html):
        assert "Copy" not in form
        assert "∇" not in form
    assert "<svg" not in html
    assert "<p>" in html


def test_links_lead_to_the_site_from_wherever_they_are_pasted(visit: Visit) -> None:
    page = visit.open("terms/gradient/")
    _, html = copied(page, "article")
    assert f'href="{visit.address}terms/vector/"' in html


def test_part_of_a_formula_is_copied_as_the_formula(visit: Visit) -> None:
    page = visit.open("zh/terms/tanh/")
    text, _ = copied(page, "[data-tex] math")
    assert text == "$-1$"


def test_page_is_as_before_after_copying(visit: Visit) -> None:
    page = visit.open("terms/gradient/")
    before = page.locator("article").inner_html()
    copied(page, "article")
    assert page.locator("article").inner_html() == before
