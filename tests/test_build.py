"""Building a site: what comes out, and that a failure harms nothing."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from lexicon.site import BuildError, Progress, build_site
from lexicon.site.renderers import Renderers, RenderingError

from tests.projects import TERMS, project
from tests.running import PROGRAM, contents, environment

if TYPE_CHECKING:
    from pathlib import Path

    from lexicon.site import Project, Summary


POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')


def build(where: Project, strict: bool = False) -> Summary:
    return build_site(where, where.root / "site", strict, Progress(io.StringIO()))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small project whose site has been built."""
    where = project(tmp_path_factory.mktemp("small") / "project")
    summary = build(where)
    assert summary.terms == 2
    return where


def test_site_has_every_page_in_both_languages(built: Project) -> None:
    site = built.root / "site"
    for root in ("", "zh/"):
        for page in ("", "glossary/", "topics/", "topics/optimization/", "terms/gradient/", "about/", "contributing/"):
            assert (site / root / page / "index.html").is_file()
        assert (site / root / "404.html").is_file()
    assert 'lang="zh-Hans"' in (site / "zh/terms/gradient/index.html").read_text("utf-8")


def test_mention_is_linked_on_the_page(built: Project) -> None:
    page = (built.root / "site/terms/gradient/index.html").read_text("utf-8")
    assert '<a href="../loss/">loss</a>' in page


def test_former_address_redirects(built: Project) -> None:
    assert 'url=../gradient/"' in (built.root / "site/zh/terms/slope/index.html").read_text("utf-8")
    assert 'id="slope"' in (built.root / "site/zh/glossary/index.html").read_text("utf-8")


def test_data_is_published(built: Project) -> None:
    record = json.loads((built.root / "site/api/terms/gradient.json").read_text("utf-8"))
    assert record["texts"]["zh-Hans"]["name"] == "梯度"
    assert record["referenced_by"] == []
    whole = json.loads((built.root / "site/api/glossary.json").read_text("utf-8"))
    assert [term["slug"] for term in whole["terms"]] == ["gradient", "loss"]


def test_sitemap_names_both_languages(built: Project) -> None:
    text = (built.root / "site/sitemap.xml").read_text("utf-8")
    assert "terms/gradient/</loc>" in text
    assert 'hreflang="zh-Hans"' in text
    assert "lastmod" not in text


def test_headers_hold_a_strict_policy(built: Project) -> None:
    text = (built.root / "site/_headers").read_text("utf-8")
    assert "default-src 'none'" in text
    assert "unsafe" not in text
    assert text.count("sha256-") >= 1


def test_nothing_changes_when_nothing_changed(built: Project) -> None:
    before = contents(built.root / "site")
    build(built)
    assert contents(built.root / "site") == before


def test_faulty_glossary_is_not_published(tmp_path: Path) -> None:
    where = project(tmp_path / "project")
    build(where)
    before = contents(where.root / "site")
    text = where.glossary / "loss" / "en.md"
    text.write_text(text.read_text("utf-8") + "\nSee [this](../lost/en.md).\n", "utf-8")
    with pytest.raises(BuildError, match="dead-link"):
        build(where)
    assert contents(where.root / "site") == before
    assert sorted(path.name for path in where.root.iterdir() if "new" in path.name) == []


def test_page_that_mkdocs_cannot_render_is_not_published(tmp_path: Path) -> None:
    where = project(tmp_path / "project")
    build(where)
    before = contents(where.root / "site")
    about = where.docs / "en" / "about.md"
    about.write_text(about.read_text("utf-8") + "\n[nowhere](nowhere.md)\n", "utf-8")
    with pytest.raises(BuildError, match=r"nowhere\.md"):
        build(where)
    assert contents(where.root / "site") == before


def test_removed_term_leaves_no_page(tmp_path: Path) -> None:
    where = project(tmp_path / "project", TERMS | {"extra": TERMS["loss"] | {"term.yml": "topic: data\n"}})
    extra = where.glossary / "extra"
    for name in ("en.md", "zh.md"):
        path = extra / name
        path.write_text(path.read_text("utf-8").replace("Loss", "Extra").replace("损失", "多余词条"), "utf-8")
    build(where)
    assert (where.root / "site/terms/extra/index.html").is_file()
    for path in extra.iterdir():
        path.unlink()
    extra.rmdir()
    build(where)
    assert not (where.root / "site/terms/extra").exists()
    assert not (where.pages / "en/terms/extra.md").exists()


def test_build_leaves_the_folder_of_what_people_wrote_alone(tmp_path: Path) -> None:
    where = project(tmp_path / "project")
    before = contents(where.docs)
    build(where)
    assert contents(where.docs) == before


def test_generated_pages_of_an_older_version_are_named(tmp_path: Path) -> None:
    where = project(tmp_path / "project")
    build(where)
    before = contents(where.root / "site")
    for name in ("zh/index.md", "en/index.md", "en/terms/removed.md", "en/terms/loss.md"):
        (where.docs / name).parent.mkdir(exist_ok=True)
        (where.docs / name).write_text("# Old\n", "utf-8")
    with pytest.raises(BuildError, match=r"remove docs/en/index\.md, docs/en/terms, docs/zh/index\.md$") as error:
        build(where)
    assert len(str(error.value).splitlines()) == 1
    assert contents(where.root / "site") == before


def test_mkdocs_alone_builds_the_same_pages(tmp_path: Path) -> None:
    where = project(tmp_path / "project")
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "--site-dir", "plain"]
    done = subprocess.run(mkdocs, cwd=where.root, env=environment(), capture_output=True, text=True)
    assert done.returncode
    assert "there are no generated pages in " in done.stderr
    build(where)
    subprocess.run(mkdocs, cwd=where.root, env=environment(), check=True)
    ours, plain = contents(where.root / "site"), contents(where.root / "plain")
    pages = {path for path in ours if path.endswith("index.html") and "slope" not in path}
    assert {path for path in plain if path.endswith("index.html")} == pages
    assert len(pages) > 20
    without_formulas = "terms/loss/index.html"
    assert plain[without_formulas] == POLICY.sub(b"", ours[without_formulas])


def test_killed_build_leaves_the_site_and_the_next_succeeds(tmp_path: Path) -> None:
    where = project(tmp_path / "project")
    build(where)
    before = contents(where.root / "site")
    for seconds in (0.3, 0.9, 1.5):
        with subprocess.Popen(
            [*PROGRAM, "build"], cwd=where.root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            time.sleep(seconds)
            process.kill()
        assert contents(where.root / "site") == before
    build(where)
    assert contents(where.root / "site") == before


DIES = """
import os, sys
if "mkdocs_site" in sys.orig_argv:
    print(*range(100), "the last words", sep="\\n", file=sys.stderr, flush=True)
    os._exit(3)
"""


def test_last_words_of_a_renderer_that_dies_at_its_start_are_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = project(tmp_path / "project")
    (tmp_path / "sitecustomize.py").write_text(DIES)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with Renderers(where, ["en", "zh"]) as renderers:
        for process in renderers.processes.values():
            process.running.wait()
        renderers.begin(tmp_path)
        with pytest.raises(RenderingError, match="the last words") as error:
            renderers.finish(tmp_path)
    assert error.value.lines == ["96", "97", "98", "99", "the last words"]
    with pytest.raises(BuildError, match=r"could not render the pages:(\n\d+)+\nthe last words$"):
        build(where)


def test_page_that_mkdocs_warns_of_fails_every_time(tmp_path: Path) -> None:
    where = project(tmp_path / "project")
    about = where.docs / "en" / "about.md"
    whole = about.read_text("utf-8")
    about.write_text(f"{whole}\nSee [this](/contributing/).\n", "utf-8")
    for _ in range(2):
        with pytest.raises(BuildError, match="absolute link"):
            build(where)
    about.write_text(whole, "utf-8")
    build(where)
