"""Accessibility by axe-core: no violation on any kind of page, in both languages, light and dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

KINDS = [
    *("", "glossary/", "topics/", "topics/optimization/", "terms/softmax/", "terms/gradient-descent/"),
    *("about/", "contributing/", "404.html"),
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("root", ["", "zh/"])
@pytest.mark.parametrize("path", KINDS)
def test_no_violation(browser: Browser, address: str, root: str, path: str, scheme: str) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light", bypass_csp=True)
    page = context.new_page()
    page.goto(address + root + path)
    results = Axe().run(page)
    found = [
        f"{violation['id']}: {node['target']} {node.get('failureSummary', '')[:160]}"
        for violation in results.response["violations"]
        for node in violation["nodes"][:4]
    ]
    context.close()
    assert not found, "\n".join(found)
