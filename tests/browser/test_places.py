"""The site in other places than the root of a host: below a path, from Python's own server, from a folder."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.server import below, plain
from tests.projects import project
from tests.running import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserContext

pytestmark = pytest.mark.browser
PREFIX = "words/"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project with two sites, one for a path below a host and one for the root of a host, and a zip."""
    root = project(tmp_path_factory.mktemp("places") / "project").root
    below_a_path = {"SITE_URL": f"https://words.example/{PREFIX}"}
    for command, variables in (
        (["build", "--output", "below"], below_a_path),
        (["build"], {}),
        (["offline"], {}),
    ):
        outcome = lexicon(root, *command, variables=variables)
        assert outcome.status == 0, outcome.err
    with zipfile.ZipFile(root / "buzz-words.zip") as archive:
        archive.extractall(root / "unpacked")
    return root


@pytest.fixture
def watched(context: BrowserContext) -> Iterator[Visit]:
    """A page whose troubles are looked at in the end."""
    visit = Visit(context.new_page(), "")
    visit.watch()
    yield visit
    assert not visit.troubles


def read_search_and_switch(visit: Visit, index: str = "") -> None:
    """What a reader does; `index` is the file name in the addresses."""
    page = visit.open(index)
    page.get_by_role("link", name="A–Z").first.click()
    expect(page).to_have_url(f"{visit.address}glossary/{index}")
    page.locator(".entry a[href*='terms/gradient']").first.click()
    expect(page).to_have_url(f"{visit.address}terms/gradient/{index}")
    expect(page.locator("h1")).to_contain_text("Gradient")
    page.get_by_role("link", name="简体中文").click()
    expect(page).to_have_url(f"{visit.address}zh/terms/gradient/{index}")
    expect(page.locator("h1")).to_contain_text("梯度")
    page.wait_for_load_state()  # keys are heard once the scripts have run
    page.keyboard.press("/")
    page.keyboard.type("sunshi", delay=15)
    expect(page.locator(".md-search-result__item").first).to_contain_text("损失")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{visit.address}zh/terms/loss/{index}")
    page.get_by_role("link", name="English", exact=True).click()
    expect(page).to_have_url(f"{visit.address}terms/loss/{index}")
    expect(page.locator("h1")).to_contain_text("Loss")
    page.wait_for_load_state()
    page.keyboard.press("/")
    page.keyboard.type("gradiant", delay=15)
    expect(page.locator(".md-search-result__item").first).to_contain_text("Gradient")
    page.locator(".md-search-result__item a").first.click()
    expect(page).to_have_url(f"{visit.address}terms/gradient/{index}")


def see_preview(visit: Visit) -> None:
    page = visit.open("terms/gradient/")
    page.locator('.term-definition a[href$="/loss/"]').hover()
    expect(page.locator(".preview .term-definition")).not_to_be_empty()


def test_below_a_path(root: Path, watched: Visit) -> None:
    with below(root / "below", PREFIX) as watched.address:
        read_search_and_switch(watched)
        see_preview(watched)
        redirected = watched.open("zh/terms/slope/")
        expect(redirected).to_have_url(f"{watched.address}zh/terms/gradient/")


def test_missing_page_below_a_path_leads_home(root: Path, context: BrowserContext) -> None:
    page = context.new_page()
    with below(root / "below", PREFIX) as address:
        answer = page.goto(f"{address}terms/nothing/at/all/")
        assert answer is not None
        assert answer.status == 404
        page.get_by_role("link", name="A–Z").last.click()
        expect(page).to_have_url(f"{address}glossary/")


def test_python_server_at_the_root(root: Path, watched: Visit) -> None:
    with plain(root / "site") as watched.address:
        read_search_and_switch(watched)
        see_preview(watched)


def test_folder_without_a_server(root: Path, watched: Visit) -> None:
    watched.address = f"file://{root}/unpacked/buzz-words/"
    read_search_and_switch(watched, "index.html")
    page = watched.open("zh/terms/slope/index.html")
    expect(page).to_have_url(f"{watched.address}zh/terms/gradient/index.html")
    page = watched.open("glossary/index.html#grd")
    page.get_by_role("link", name="简体中文").click()
    expect(page).to_have_url(f"{watched.address}zh/glossary/index.html#grd")


def test_zip_is_the_same_for_the_same_site(root: Path) -> None:
    first = (root / "buzz-words.zip").read_bytes()
    assert lexicon(root, "offline", "--output", "again/buzz-words.zip").status == 0
    assert (root / "again/buzz-words.zip").read_bytes() == first


def test_zip_leaves_out_what_only_a_server_needs(root: Path) -> None:
    names = zipfile.ZipFile(root / "buzz-words.zip").namelist()
    assert names == sorted(names)
    assert all(name.startswith("buzz-words/") for name in names)
    assert not [name for name in names if name.endswith((".map", ".gz", "_headers", "404.html"))]
