"""The addresses of the site: pages as Markdown files, and anchors that never change."""

from __future__ import annotations

import re
import unicodedata

A_TO_Z = "glossary.md"
TOPICS = "topics/index.md"
HOME = "index.md"


def term_page(slug: str) -> str:
    """The page of a term below the folder of a language."""
    return f"terms/{slug}.md"


def topic_page(topic: str) -> str:
    """The page of a topic below the folder of a language."""
    return f"topics/{topic}.md"


def relative(page: str, target: str) -> str:
    """The way from one page of a language to another."""
    here, there = page.split("/")[:-1], target.split("/")
    while here and len(there) > 1 and here[0] == there[0]:
        here, there = here[1:], there[1:]
    return "/".join([".."] * len(here) + there)


def address(page: str, target: str) -> str:
    """The address of one page on another of the same language, for HTML: pages are folders there."""
    here, there = (path.removesuffix("index.md").removesuffix(".md").rstrip("/") for path in (page, target))
    return relative(f"{here}/" if here else "", f"{there}/" if there else "") or "./"


def anchor(name: str) -> str:
    """The anchor of a name: `Mini-batch SGD` gives mini-batch-sgd; Chinese stays as it is."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "-".join(re.findall(r"[^\W_]+", folded))
