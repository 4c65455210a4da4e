"""Characters and places: sources, spans, edits, Markdown, YAML trees, keys of names, errors."""

from __future__ import annotations

from lexicon.text.characters import HAN, HAN_RUN, UNSPACED, Script, is_han, is_latin, script
from lexicon.text.edits import Edit, apply_edits, unified_diff
from lexicon.text.errors import LexiconError, describe_os_error
from lexicon.text.markdown import (
    VERBATIM,
    Kind,
    MarkdownNode,
    Piece,
    Prose,
    markdown_tree,
    parse_markdown,
    plain_text,
    unclosed_fence,
)
from lexicon.text.name_keys import name_key
from lexicon.text.source import Located, Source, Span
from lexicon.text.suggest import did_you_mean, nearest, same_but_for_case
from lexicon.text.web_addresses import ascii_address
from lexicon.text.yaml_edits import add_item, remove_item, reorder, repeated_items, yaml_key, yaml_word
from lexicon.text.yaml_tree import (
    YamlEntry,
    YamlError,
    YamlMapping,
    YamlNode,
    YamlScalar,
    YamlSequence,
    parse_yaml,
    yaml_scalars,
)

__all__ = [
    "HAN",
    "HAN_RUN",
    "UNSPACED",
    "VERBATIM",
    "Edit",
    "Kind",
    "LexiconError",
    "Located",
    "MarkdownNode",
    "Piece",
    "Prose",
    "Script",
    "Source",
    "Span",
    "YamlEntry",
    "YamlError",
    "YamlMapping",
    "YamlNode",
    "YamlScalar",
    "YamlSequence",
    "add_item",
    "apply_edits",
    "ascii_address",
    "describe_os_error",
    "did_you_mean",
    "is_han",
    "is_latin",
    "markdown_tree",
    "name_key",
    "nearest",
    "parse_markdown",
    "parse_yaml",
    "plain_text",
    "remove_item",
    "reorder",
    "repeated_items",
    "same_but_for_case",
    "script",
    "unclosed_fence",
    "unified_diff",
    "yaml_key",
    "yaml_scalars",
    "yaml_word",
]
