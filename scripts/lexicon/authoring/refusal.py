"""What stops a command before it has changed anything."""

from __future__ import annotations


class Refused(Exception):
    """A request that cannot be met, in one line."""
