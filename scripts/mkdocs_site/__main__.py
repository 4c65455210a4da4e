"""`python -m mkdocs_site LANGUAGE PAGES CACHE`: a process that renders one language whenever it is asked to.

PAGES is the folder with the generated pages of all languages.

It gets ready at once, and then answers every line on standard input with a line on standard output, both JSON:
`{"folder": …, "update": false}` makes all pages in a folder, `"update": true` only those that have changed since, of
those in the list `"pages"` if there is one.
An answer is `{"facts": …}`, what has to be known of every page made; or `{"stale": true}` where more has changed than
pages; or `{"complaints": […]}`.
"""

from __future__ import annotations

import ctypes
import gc
import json
import logging
import signal
import sys
from pathlib import Path
from typing import Any

from lexicon.text import LexiconError
from mkdocs.exceptions import MkDocsException

from mkdocs_site.renderer import Site, StaleError

_PR_SET_PDEATHSIG = 1
_COLLECT_AFTER = 100_000
"""Allocations after which Python looks for garbage: there is little, and looking takes long."""


class _Complaints(logging.Handler):
    """Keeps what MkDocs warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname.lower()}: {record.getMessage()}")


class _Answers:
    """Makes a site when it can, and answers requests for its pages."""

    def __init__(self, language: str, pages: Path, cache: Path, complaints: _Complaints) -> None:
        self.complaints, self.site = complaints, None
        try:
            self.site = Site(language, pages, cache, complaints.lines)
        except (MkDocsException, LexiconError, OSError) as error:
            self.complaints.lines.append(str(error))

    def answer(self, folder: Path, update: bool, pages: list[str] | None) -> dict[str, Any]:
        facts = {}
        if self.site:
            self.complaints.lines.clear()
        try:
            if self.site:
                made = self.site.update(folder, pages) if update else self.site.build(folder)
                facts = {path: vars(found) for path, found in made.items()}
        except StaleError:
            return {"stale": True}
        except (MkDocsException, LexiconError, OSError) as error:
            self.complaints.lines.append(str(error))
        if self.complaints.lines:
            return {"complaints": list(dict.fromkeys(self.complaints.lines))}
        return {"facts": facts}


def _end_with_parent() -> None:
    """A build that was killed must not go on writing: Linux ends this process with the one that started it."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def main() -> None:
    """Answer until there are no more requests."""
    _end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that asks
    language, pages, cache = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    complaints = _Complaints()
    logging.getLogger("mkdocs").addHandler(complaints)
    answers = _Answers(language, pages, cache, complaints)
    gc.freeze()
    gc.set_threshold(_COLLECT_AFTER)
    for line in sys.stdin:
        request = json.loads(line)
        print(json.dumps(answers.answer(Path(request["folder"]), request["update"], request["pages"])), flush=True)


if __name__ == "__main__":
    main()
