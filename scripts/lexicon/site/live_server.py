"""A development web server, whose pages reload when the site changes and show a report when a build fails."""

from __future__ import annotations

import json
import mimetypes
import os
import socket
import sys
import threading
from dataclasses import asdict
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from socketserver import ThreadingTCPServer
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lexicon.site.live_state import LiveState
from lexicon.text import LexiconError, describe_os_error

if TYPE_CHECKING:
    from types import TracebackType

SCRIPT = Path(__file__).resolve().parents[2] / "web" / "live-reload.js"
SCRIPT_ADDRESS = "/.live/reload.js"
EVENTS_ADDRESS = "/.live/events"
_LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")
_POLL_SECONDS = 0.1
"""Seconds between checks for shutdown."""
_ERROR_PAGE = "<!doctype html><html lang=en><meta charset=utf-8><title>{0}</title><body><h1>{0}</h1></body></html>"
_TYPES = mimetypes.MimeTypes()  # Python's own table: the system's may have a wrong type for scripts
_TYPES.add_type("text/javascript", ".js")
_TYPES.add_type("font/woff2", ".woff2")


class AddressError(LexiconError):
    """The server cannot listen on its address; the message is one line."""


class LiveServer(ThreadingTCPServer):
    """A server that binds its port on construction and answers requests after `start`. Raises AddressError.

    Binding first reports an occupied port before the site is built. As a context manager it stops and closes itself.
    """

    daemon_threads = True
    allow_reuse_address = os.name == "posix"  # on Windows this would let two servers share a port
    request_queue_size = 128

    def __init__(self, folder: Path, host: str, port: int) -> None:
        self.folder, self.state = folder, LiveState()
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        name = f"[{host}]" if ":" in host else host
        try:
            super().__init__((host, port), _Handler)
        except OSError as error:
            raise AddressError(f"cannot serve on http://{name}:{port}/: {describe_os_error(error)}") from None
        self.url = f"http://{name}:{self.server_address[1]}/"
        self.allowed_hosts = {name.lower(), *_LOCAL_HOSTS}
        self._answering = threading.Thread(target=self.serve_forever, args=(_POLL_SECONDS,), daemon=True)

    def start(self) -> None:
        """Start answering requests, each in its own thread."""
        self._answering.start()

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._answering.is_alive():
            self.shutdown()
        self.server_close()

    def handle_error(self, request: object, client_address: object) -> None:
        """Log an error in one line; disconnected clients are ignored."""
        error = sys.exc_info()[1]
        if not isinstance(error, OSError):
            sys.stderr.write(f"a request was not answered: {error!r}\n")


class _Handler(BaseHTTPRequestHandler):
    """The handler of a request: a file, the event stream, a redirect, or an error page."""

    server: LiveServer

    def do_GET(self) -> None:
        address, mark, query = self.path.partition("?")
        if not self._is_allowed_host():
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
        elif address == EVENTS_ADDRESS:
            self._send_events()
        elif address == SCRIPT_ADDRESS:
            self._send_file(SCRIPT)
        else:
            self._send_address(address, mark + query)

    def do_HEAD(self) -> None:
        self.do_GET()

    def _is_allowed_host(self) -> bool:
        """Whether the `Host` header names this server; this prevents DNS rebinding."""
        given = self.headers.get_all("Host", [])
        name = given[0].strip().lower() if len(given) == 1 else ""
        if not name.endswith("]"):
            name = name.rpartition(":")[0] or name
        here = self.connection.getsockname()[0].removeprefix("::ffff:")
        return name in self.server.allowed_hosts or name.strip("[]") == here

    def _send_address(self, address: str, query: str) -> None:
        path = self._path(address)
        page = path / "index.html" if path and path.is_dir() else path
        if not page or not page.is_file() or (page is path and address.endswith("/")):
            self.send_error(HTTPStatus.NOT_FOUND)
        elif page is not path and not address.endswith("/"):
            self._redirect(f"/{address.lstrip('/')}/{query}")
        else:
            self._send_file(page)

    def _path(self, address: str) -> Path | None:
        """The existing file or folder at a URL path, or None; never one outside the site's folder."""
        folder = self.server.folder.resolve()
        try:
            path = Path(folder, unquote(address).lstrip("/")).resolve(strict=True)
        except (OSError, ValueError):  # ValueError: a null character
            return None
        return path if path.is_relative_to(folder) else None

    def _redirect(self, address: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send_file(self, path: Path) -> None:
        version = self.server.state.now.version  # taken before the file is read, so that no change is missed
        try:
            content = path.read_bytes()
        except OSError:
            self.send_error(HTTPStatus.NOT_FOUND)
        else:
            kind = _TYPES.guess_type(path.name)[0] or "application/octet-stream"
            self._send(HTTPStatus.OK, kind, content, version)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send the site's 404 page in the language of the address, or a minimal error page."""
        version = self.server.state.now.version
        page = self._missing_page() if code == HTTPStatus.NOT_FOUND else None
        content = page.read_bytes() if page else _ERROR_PAGE.format(f"{int(code)} {HTTPStatus(code).phrase}").encode()
        self._send(HTTPStatus(code), "text/html", content, version)

    def _missing_page(self) -> Path | None:
        first = self.path.lstrip("/").partition("/")[0]
        return self._path(f"{first}/404.html") or self._path("404.html")

    def _send(self, status: HTTPStatus, kind: str, content: bytes, version: str) -> None:
        content = _with_script(content, version) if kind == "text/html" else content
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-cache")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _send_events(self) -> None:
        """Send every state as a server-sent event until the client disconnects."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        state = self.server.state.now
        while self.command != "HEAD":
            self.wfile.write(f"retry: 500\ndata: {json.dumps(asdict(state))}\n\n".encode())
            state = self.server.state.wait_for_change(state)

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing."""


def _with_script(page: bytes, version: str) -> bytes:
    """The page with the live-reload script inserted before `</body>`."""
    script = f'<script src="{SCRIPT_ADDRESS}" data-version="{version}" defer></script>'.encode()
    before, end, after = page.rpartition(b"</body>")
    return before + script + end + after if end else page + script
