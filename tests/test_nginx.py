"""The built site behind a real nginx with the file that the build writes for it."""

from __future__ import annotations

import contextlib
import gzip
import http.client
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

import pytest
from lexicon.site import compress

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CONFIG = """
daemon off;
error_log {folder}/error.log;
pid {folder}/nginx.pid;
events {{}}
http {{
  types {{ text/html html; text/css css; application/javascript js; application/json json; image/svg+xml svg; }}
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{ listen 127.0.0.1:{port}; {lines} }}
}}
"""
AT_THE_ROOT = "root {site}; index index.html; include {site}/_nginx.conf;"


def program() -> str:
    """An nginx: on the PATH, else Debian's where that may be installed."""
    if not shutil.which("nginx") and os.geteuid() == 0 and shutil.which("apt-get"):
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", "nginx-light"]):
            subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    found = shutil.which("nginx")
    if not found:
        pytest.fail("this test needs nginx: install it", pytrace=False)
    return found


@contextlib.contextmanager
def running(folder: Path, site: Path, lines: str) -> Iterator[str]:
    """The address of an nginx with some lines in its server block; its own files are in a folder."""
    for parent in (folder, site, *site.parents[:4]):
        if parent.stat().st_uid == os.geteuid():
            parent.chmod(parent.stat().st_mode | 0o055)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config = folder / "nginx.conf"
    config.write_text(CONFIG.format(folder=folder, port=port, lines=lines))
    subprocess.run([program(), "-t", "-c", config], check=True, capture_output=True)
    with subprocess.Popen([program(), "-c", config]) as process:
        address = f"http://127.0.0.1:{port}"
        for _ in range(100):
            try:
                urllib.request.urlopen(address)
            except urllib.error.HTTPError:
                break
            except urllib.error.URLError:
                time.sleep(0.05)
            else:
                break
        yield address
        process.terminate()


@pytest.fixture(scope="module")
def server(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an nginx that serves the site at its root."""
    with running(tmp_path_factory.mktemp("nginx"), site, AT_THE_ROOT.format(site=site)) as address:
        yield address


def documented(language: str) -> str:
    """The lines for a site below a path, as the page on hosting has them."""
    page = (ROOT / f"docs/{language}/hosting.md").read_text("utf-8")
    return page.split("```nginx\n")[2].partition("```")[0]


@pytest.fixture(scope="module")
def below(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an nginx that serves the site below /words/."""
    lines = documented("en").replace("/srv/buzz-words/site", str(site))
    with running(tmp_path_factory.mktemp("nginx"), site, lines) as address:
        yield address


def location(address: str) -> str | None:
    """Where an address leads."""
    host, _, path = address.removeprefix("http://").partition("/")
    connection = http.client.HTTPConnection(host)
    connection.request("GET", f"/{path}")
    answer = connection.getresponse()
    assert answer.status == 301
    return answer.headers["Location"]


def get(address: str) -> tuple[int, dict[str, str], str]:
    try:
        with urllib.request.urlopen(address) as answer:
            return answer.status, dict(answer.headers), answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read().decode()


def test_page_carries_the_policy(server: str) -> None:
    status, headers, body = get(server + "/zh/terms/gradient/")
    assert status == 200
    assert "梯度" in body
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self' 'sha256-")
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_fingerprinted_assets_are_kept_for_ever_and_pages_are_not(server: str) -> None:
    _, headers, _ = get(server + "/assets/css/site.css?12345678")
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Content-Security-Policy" in headers
    assert "Cache-Control" not in get(server + "/terms/gradient/")[1]


@pytest.mark.parametrize(
    ("path", "first", "second"),
    [("/nothing", "Page not found", "找不到页面"), ("/zh/nothing", "找不到页面", "Page not found")],
)
def test_missing_page_speaks_the_language_of_its_address_first(server: str, path: str, first: str, second: str) -> None:
    status, _, body = get(server + path)
    assert status == 404
    assert 0 < body.index(first) < body.index(second)


def test_data_may_be_read_from_elsewhere(server: str) -> None:
    assert get(server + "/api/terms/gradient.json")[1]["Access-Control-Allow-Origin"] == "*"


def test_compressed_copies_are_handed_out(server: str, site: Path) -> None:
    page = site / "terms/gradient/index.html"
    compress.compress_files(site)
    asked = urllib.request.Request(server + "/terms/gradient/", headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(asked) as answer:
        body = answer.read()
        assert answer.headers["Content-Encoding"] == "gzip"
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert answer.headers["Content-Security-Policy"]
    assert body == page.with_name("index.html.gz").read_bytes()
    assert gzip.decompress(body) == page.read_bytes()
    assert len(body) < page.stat().st_size / 3
    for path in site.rglob("*.gz"):
        path.unlink()


def test_settings_are_not_served(server: str) -> None:
    assert get(server + "/_nginx.conf")[0] == 404


def test_folder_leads_to_its_page_without_naming_a_host(server: str) -> None:
    """What stands before nginx may be known by another name, at another port, over TLS."""
    assert location(f"{server}/terms/gradient") == "/terms/gradient/"


def test_both_languages_document_the_same_lines() -> None:
    assert documented("en") == documented("zh")


@pytest.mark.parametrize("path", ["/words", "/words/terms/gradient", "/words/zh"])
def test_folder_below_a_path_leads_to_its_page(below: str, path: str) -> None:
    assert location(below + path) == f"{path}/"


def test_site_below_a_path_is_served_with_its_page_for_missing_ones(below: str) -> None:
    assert "梯度" in get(f"{below}/words/zh/terms/gradient/")[2]
    status, _, body = get(f"{below}/words/nothing")
    assert status == 404
    assert "Page not found" in body
