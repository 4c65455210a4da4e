"""What cached results depend on besides files of the project."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

_VARIABLES = "PYTHONPATH REPOSITORY_URL SITE_URL SOURCE_DATE_EPOCH"


def surroundings(settings: Path) -> bytes:
    """Python's version, those of the installed packages, and the environment variables that change what is built.

    These are a few, and those that the file `settings` names, in whatever syntax: any word of it may be a name.
    A variable that is empty is not the same as none.
    """
    try:
        text = settings.read_text("utf-8", "replace")
    except OSError:
        text = ""
    packages = {path.name for folder in sys.path for path in Path(folder).glob("*.dist-info")}
    words = {*re.findall(r"\w+", f"{_VARIABLES} {text}")}
    variables = {name: value for name, value in os.environ.items() if name in words}
    return repr((sys.version, sorted(packages), sorted(variables.items()))).encode()
