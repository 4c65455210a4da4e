"""Markdown as Python-Markdown renders it with the site's own settings, without MkDocs around it."""

from __future__ import annotations

from functools import cache

import markdown
import yaml

from tests.conftest import ROOT


@cache
def _renderer() -> markdown.Markdown:
    class Loader(yaml.SafeLoader):
        """Reads `!ENV` as nothing."""

    Loader.add_constructor("!ENV", lambda *_: None)
    settings = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), Loader)
    entries = [entry if isinstance(entry, dict) else {entry: {}} for entry in settings["markdown_extensions"]]
    options = {name: options for entry in entries for name, options in entry.items()}
    return markdown.Markdown(extensions=list(options), extension_configs=options)


def rendered(text: str) -> str:
    """The HTML of a Markdown text."""
    return _renderer().reset().convert(text)
