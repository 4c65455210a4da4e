"""`python -m mkdocs_site LANGUAGE PAGES CACHE`: a process that renders one language whenever it is asked to.

PAGES is the folder with the generated pages of all languages.

It gets ready at once, and then handler every line on standard input with a line on standard output, both JSON:
`{"folder": …, "update": false}` makes all pages in a folder, `"update": true` only those that have changed since, of
those in the list `"pages"` if there is one.
An answer is `{"facts": …}`, what has to be known of every page made; or `{"stale": true}` where more has changed than
pages; or `{"errors": […]}`.
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
"""Allocations after which Python looks for garbage: there is little, and looking takes long."""


class _MessageCollector(logging.Handler):
    """Keeps what MkDocs warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname.lower()}: {record.getMessage()}")


class _RequestHandler:
    """Makes a site when it can, and answers requests for its pages."""

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
    """A build that was killed must not go on writing: Linux ends this process with the one that started it."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def main() -> None:
    """Answer until there are no more requests."""
    _end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that asks
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
