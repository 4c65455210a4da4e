"""`python -m mkdocs_site LANGUAGE PAGES CACHE`: a process that renders one language on request.

PAGES is the folder with the generated pages of all languages.

The process loads MkDocs and then answers each JSON request, a line on standard input, with a JSON line on standard
output. A request `{"folder": …, "update": false, "pages": null}` renders all pages into a folder; with `"update": true`
only pages that have changed since, restricted to the paths in `"pages"` unless it is null.
The answer is `{"facts": …}`, the facts of the rendered pages by path; `{"stale": true}` if a full build is needed; or
`{"errors": […]}`, messages of warnings and errors.
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

from mkdocs_site.renderer import LanguageSite, StaleError

_PR_SET_PDEATHSIG = 1
_COLLECT_AFTER = 100_000
"""Allocations between garbage collections, which are slow and free little."""


class _MessageCollector(logging.Handler):
    """A log handler that collects the warnings and errors of MkDocs."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname.lower()}: {record.getMessage()}")


class _RequestHandler:
    """The handler of requests; an error while loading the site is the answer to every request."""

    def __init__(self, language: str, pages: Path, cache: Path, collector: _MessageCollector) -> None:
        self.collector, self.site = collector, None
        try:
            self.site = LanguageSite(language, pages, cache, collector.lines)
        except (MkDocsException, LexiconError, OSError) as error:
            self.collector.lines.append(str(error))

    def answer(self, folder: Path, update: bool, pages: list[str] | None) -> dict[str, Any]:
        facts = {}
        if self.site:
            self.collector.lines.clear()
        try:
            if self.site:
                made = self.site.update(folder, pages) if update else self.site.build(folder)
                facts = {path: vars(found) for path, found in made.items()}
        except StaleError:
            return {"stale": True}
        except (MkDocsException, LexiconError, OSError) as error:
            self.collector.lines.append(str(error))
        if self.collector.lines:
            return {"errors": list(dict.fromkeys(self.collector.lines))}
        return {"facts": facts}


def _end_with_parent() -> None:
    """Let Linux kill this process when its parent dies, so that a killed build stops writing."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def main() -> None:
    """Answer requests until standard input ends."""
    _end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is handled by the parent process
    language, pages, cache = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    collector = _MessageCollector()
    logging.getLogger("mkdocs").addHandler(collector)
    handler = _RequestHandler(language, pages, cache, collector)
    gc.freeze()
    gc.set_threshold(_COLLECT_AFTER)
    for line in sys.stdin:
        request = json.loads(line)
        print(json.dumps(handler.answer(Path(request["folder"]), request["update"], request["pages"])), flush=True)


if __name__ == "__main__":
    main()
