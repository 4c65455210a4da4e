"""The addresses of the site: pages as Markdown files, and anchors that never change."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

A_TO_Z = "glossary.md"
TOPICS = "topics/index.md"
HOME = "index.md"
TERM_TO_TERM, TERM_TO_TOPIC, TOPIC_TO_TERM = "../{}/", "../../topics/{}/", "../../terms/{}/"
"""Addresses of pages on others of the same language, for HTML: pages are folders there."""


def term_page(slug: str) -> str:
    """The page of a term below the folder of a language."""
    return f"terms/{slug}.md"


def topic_page(topic: str) -> str:
    """The page of a topic below the folder of a language."""
    return f"topics/{topic}.md"


def relative_path(page: str, target: str) -> str:
    """The way from one page of a language to another."""
    here, there = page[: page.rfind("/") + 1], target[: target.rfind("/") + 1]
    return _relative_folder(here, there) + target[len(there) :]


@lru_cache(maxsize=64)
def _relative_folder(start: str, end: str) -> str:
    """The way from one folder to another: there are few, and thousands of links take each."""
    here, there = start.split("/")[:-1], end.split("/")[:-1]
    while here and there and here[0] == there[0]:
        here, there = here[1:], there[1:]
    return "".join(f"{part}/" for part in [".."] * len(here) + there)


def anchor(name: str) -> str:
    """The anchor of a name: `Mini-batch SGD` gives mini-batch-sgd; Chinese stays as it is."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "-".join(re.findall(r"[^\W_]+", folded))
