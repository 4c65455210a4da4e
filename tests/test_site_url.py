"""The address of the site: whatever characters it has, and however they are written."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from lexicon.text import ascii_address

from tests.projects import project
from tests.running import environment, lexicon

if TYPE_CHECKING:
    from pathlib import Path

ASCII = "https://xn--fsqu00a.xn--0zwm56d:8443/%E8%AF%8D%20a%26b/"


@pytest.mark.parametrize(
    ("address", "ascii_form"),
    [
        ("https://words.example/", "https://words.example/"),
        ("http://localhost:8000/words/", "http://localhost:8000/words/"),
        ("https://例子.测试:8443/词 a&b/", ASCII),
        (ASCII, ASCII),
        ("https://words.example/100%/", "https://words.example/100%25/"),
    ],
)
def test_ascii_address(address: str, ascii_form: str) -> None:
    assert ascii_address(address) == ascii_form
    assert ascii_address(ascii_form) == ascii_form


@pytest.mark.parametrize("address", ["https://例子.测试:8443/词 a&b/", ASCII], ids=["written", "encoded"])
def test_site_at_an_address_that_is_not_ascii(tmp_path: Path, address: str) -> None:
    root = project(tmp_path / "project").root
    outcome = lexicon(root, "build", variables={"SITE_URL": address})
    assert outcome.status == 0, outcome.err
    page = (root / "site/zh/terms/gradient/index.html").read_text("utf-8")
    assert f'<link rel="canonical" href="{ASCII}zh/terms/gradient/"' in page
    sitemap = (root / "site/sitemap.xml").read_text("utf-8")
    addresses = re.findall(r"<loc>(.*?)</loc>", sitemap)
    assert f"{ASCII}terms/gradient/" in addresses
    assert all(one.startswith(ASCII) for one in addresses)
    assert f'template="{ASCII}zh/?q={{searchTerms}}"' in (root / "site/opensearch.zh.xml").read_text("utf-8")


def test_address_that_no_host_can_have_is_refused(tmp_path: Path) -> None:
    outcome = lexicon(project(tmp_path / "project").root, "build", variables={"SITE_URL": "https://a..b/"})
    assert outcome.status == 1
    assert "SITE_URL is no address that a site can have" in outcome.line


@pytest.mark.parametrize(
    ("installed", "message"),
    [
        (
            False,
            "Error: this site is built by `lexicon`, which is not installed: `make site` (No module named 'lexicon')",
        ),
        (True, "ERROR   -  there are no generated pages in "),
    ],
)
def test_mkdocs_alone_refuses_in_one_line(tmp_path: Path, installed: bool, message: str) -> None:
    root = project(tmp_path / "project").root
    path = root / "scripts"
    if not installed:
        path = tmp_path / "absent"
        (path / "lexicon").mkdir(parents=True)
        (path / "lexicon/__init__.py").write_text("raise ModuleNotFoundError(\"No module named 'lexicon'\")\n")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"],
        cwd=root,
        env=environment(PYTHONPATH=str(path), NO_MKDOCS_2_WARNING="1"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    assert line.startswith(message)
    assert not (root / "site").exists()
