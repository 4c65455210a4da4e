"""A web server for measurements, which compresses text by gzip and counts the bytes sent."""

from __future__ import annotations

import functools
import gzip
import mimetypes
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from lexicon.site.compress import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PACKED = SUFFIXES | {".mjs"}


class MeasuredServer(ThreadingHTTPServer):
    """A server on a free port; `sent` are response sizes in bytes with headers, `missing` the paths not found."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.folder = folder
        self.address = f"http://127.0.0.1:{self.server_address[1]}/"
        self.sent: list[int] = []
        self.missing: list[str] = []


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: MeasuredServer

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        file = self.server.folder / path.lstrip("/")
        if file.is_dir():
            file /= "index.html"
        if not file.is_file():
            self.server.missing.append(path)
        answer = _answer(file) if file.is_file() else b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        self.server.sent.append(len(answer))
        self.wfile.write(answer)

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing."""


@functools.cache
def _answer(file: Path) -> bytes:
    """The whole response with a file, cached so that compression is not measured."""
    content = file.read_bytes()
    lines = ["HTTP/1.1 200 OK", f"Content-Type: {mimetypes.guess_type(file.name)[0] or 'application/octet-stream'}"]
    if file.suffix in PACKED:
        content = gzip.compress(content, 9, mtime=0)
        lines.append("Content-Encoding: gzip")
    lines += [f"Content-Length: {len(content)}", "", ""]
    return "\r\n".join(lines).encode() + content


@contextmanager
def serving(folder: Path) -> Iterator[MeasuredServer]:
    """Serve a folder."""
    server = MeasuredServer(folder)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
