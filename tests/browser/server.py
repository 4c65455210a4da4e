"""A small server that treats a built site as a host does: its headers, its 404 pages."""

from __future__ import annotations

import contextlib
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Handler(SimpleHTTPRequestHandler):
    """Adds the headers of the site's `_headers` file, and serves its 404 page."""

    def end_headers(self) -> None:
        for line in (Path(self.directory) / "_headers").read_text("utf-8").splitlines():
            if line.startswith("/") and line != "/*":
                break
            name, colon, value = line.strip().partition(": ")
            if colon:
                self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / ("zh/404.html" if self.path.startswith("/zh/") else "404.html")
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


class _Below(_Handler):
    """Serves the folder below a path, and nothing elsewhere."""

    prefix = "/"

    def translate_path(self, path: str) -> str:
        below = path.removeprefix(self.prefix)
        return super().translate_path(f"/{below}" if below != path else "/nothing-here")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        self.path = f"/{self.path.removeprefix(self.prefix)}"
        super().send_error(code, message, explain)


class _Plain(SimpleHTTPRequestHandler):
    """What `python -m http.server` serves with."""

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@contextlib.contextmanager
def below(folder: Path, prefix: str) -> Iterator[str]:
    """Serve a folder below a path such as `words/`."""
    handler = type("_BelowThis", (_Below,), {"prefix": f"/{prefix}"})
    with serving(folder, handler) as address:
        yield address + prefix


@contextlib.contextmanager
def plain(folder: Path) -> Iterator[str]:
    """Serve a folder as `python -m http.server` does: no headers, no pages for errors."""
    with serving(folder, _Plain) as address:
        yield address


@contextlib.contextmanager
def serving(folder: Path, handler: type[SimpleHTTPRequestHandler] = _Handler) -> Iterator[str]:
    """Serve a folder on a free port; gives the address, with a slash at its end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
