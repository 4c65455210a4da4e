"""Paths of pages, relative paths between them, and permanent anchors."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

A_TO_Z = "glossary.md"
TOPICS = "topics/index.md"
HOME = "index.md"
TERM_TO_TERM, TERM_TO_TOPIC, TOPIC_TO_TERM = "../{}/", "../../topics/{}/", "../../terms/{}/"
"""Relative URLs in the finished site, where every page is a folder; `{}` stands for a slug or a topic id."""


def term_page(slug: str) -> str:
    """The path of a term's Markdown page, relative to the language's folder."""
    return f"terms/{slug}.md"


def topic_page(topic: str) -> str:
    """The path of a topic's Markdown page, relative to the language's folder."""
    return f"topics/{topic}.md"


def relative_path(page: str, target: str) -> str:
    """The relative path from one Markdown page to another of the same language."""
    here, there = page[: page.rfind("/") + 1], target[: target.rfind("/") + 1]
    return _relative_folder(here, there) + target[len(there) :]


@lru_cache(maxsize=64)
def _relative_folder(start: str, end: str) -> str:
    """The relative path from one folder to another; cached, because thousands of links share a few of these."""
    here, there = start.split("/")[:-1], end.split("/")[:-1]
    while here and there and here[0] == there[0]:
        here, there = here[1:], there[1:]
    return "".join(f"{part}/" for part in [".."] * len(here) + there)


def anchor(name: str) -> str:
    """The anchor of a name: `Mini-batch SGD` gives `mini-batch-sgd`; Chinese characters are kept."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "-".join(re.findall(r"[^\W_]+", folded))
