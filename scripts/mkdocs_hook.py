"""The thin adapter to MkDocs: what the theme must know of the glossary, and a 404 page for each language."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from lexicon import schema
from mkdocs import utils
from mkdocs.exceptions import PluginError

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

WORDS = ("edit", "permalink", "copy", "copied", "a-z", "topics")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Give the templates our words and the name of the search worker that they have to replace."""
    rules = schema.read(Path(config.config_file_path).parent / "glossary")
    config.extra["words"] = {
        language.tag: {word.replace("-", "_"): rules.phrase(word, language.id) for word in WORDS}
        for language in rules.languages
    }
    config.extra["stock_worker"] = _stock_worker(config)
    return config


def _stock_worker(config: MkDocsConfig) -> str:
    """The address of Material's search worker, whose name holds a hash."""
    environment = config.theme.get_env()
    template = environment.loader.get_source(environment, "base.html")[0]
    found = re.search(r'"(assets/javascripts/workers/search\.\w+\.min\.js)"', template)
    if not found:
        raise PluginError("Material's search worker was not found in base.html: its template has changed")
    return found[1]


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Keep one 404 page for each language; without this the language that is built last wins."""
    root = config.extra["language_root"]
    if template_name == "404.html" and root:
        utils.write_file(output_content.encode(), str(Path(config.site_dir, root, "404.html")))
        return ""
    return output_content
