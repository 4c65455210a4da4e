"""The base class of exceptions, and messages for errors of the operating system."""

from __future__ import annotations

import os


class LexiconError(Exception):
    """Base class of this program's exceptions; the message is ready to be printed."""


def describe_os_error(error: OSError) -> str:
    """A one-line message with the paths and the reason, for example `site: Permission denied`."""
    reason = error.strerror or str(error) or type(error).__name__
    names = [os.fspath(name) for name in (error.filename, error.filename2) if isinstance(name, str | os.PathLike)]
    where = " → ".join(str(name) for name in names)
    return " ".join(f"{where}: {reason}".split()) if where else f"the system says: {reason}"
