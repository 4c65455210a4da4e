"""What went wrong, in words for people."""

from __future__ import annotations

import os


class LexiconError(Exception):
    """What went wrong where the message, ready to print, is all that there is to say."""


def describe_os_error(error: OSError) -> str:
    """One line that says what could not be done and where: `site: Permission denied`."""
    reason = error.strerror or str(error) or type(error).__name__
    names = [os.fspath(name) for name in (error.filename, error.filename2) if isinstance(name, str | os.PathLike)]
    where = " → ".join(str(name) for name in names)
    return " ".join(f"{where}: {reason}".split()) if where else f"the system says: {reason}"
