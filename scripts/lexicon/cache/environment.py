"""The part of cache keys that does not come from the project's files."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

_VARIABLES = "PYTHONPATH REPOSITORY_URL SITE_URL SOURCE_DATE_EPOCH"


def environment_fingerprint(settings: Path) -> bytes:
    """A representation of the version of Python, the installed packages and the relevant environment variables.

    Relevant are those in `_VARIABLES`, and all that occur as a word in the file `settings`, so that no syntax of
    MkDocs' settings has to be parsed. An empty variable differs from an unset one.
    """
    try:
        text = settings.read_text("utf-8", "replace")
    except OSError:
        text = ""
    packages = {path.name for folder in sys.path for path in Path(folder).glob("*.dist-info")}
    words = {*re.findall(r"\w+", f"{_VARIABLES} {text}")}
    variables = {name: value for name, value in os.environ.items() if name in words}
    return repr((sys.version, sorted(packages), sorted(variables.items()))).encode()
