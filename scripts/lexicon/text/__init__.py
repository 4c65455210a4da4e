"""Texts and positions in them: sources, spans, edits, Markdown, YAML trees, name keys, errors."""

from __future__ import annotations

from lexicon.text.characters import HAN, HAN_RUN, UNSPACED, Script, is_han, is_latin, script
from lexicon.text.edits import Edit, apply_edits, unified_diff
from lexicon.text.errors import LexiconError, describe_os_error
from lexicon.text.markdown import (
    VERBATIM,
    Kind,
    MarkdownElement,
    MarkdownNode,
    Prose,
    markdown_tree,
    parse_markdown,
    plain_text,
    unclosed_fence,
)
from lexicon.text.name_keys import name_key
from lexicon.text.printing import begins_no_command, printable_json, printable_lines, visible
from lexicon.text.regular_files import read_regular_file
from lexicon.text.source import Source, Span, SpanIndex, Spanned
from lexicon.text.suggest import did_you_mean, match_ignoring_case, nearest
from lexicon.text.web_addresses import ascii_address
from lexicon.text.yaml_edits import add_item, remove_item, reorder, repeated_items, yaml_key, yaml_string
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
    "MarkdownElement",
    "MarkdownNode",
    "Prose",
    "Script",
    "Source",
    "Span",
    "SpanIndex",
    "Spanned",
    "YamlEntry",
    "YamlError",
    "YamlMapping",
    "YamlNode",
    "YamlScalar",
    "YamlSequence",
    "add_item",
    "apply_edits",
    "ascii_address",
    "begins_no_command",
    "describe_os_error",
    "did_you_mean",
    "is_han",
    "is_latin",
    "markdown_tree",
    "match_ignoring_case",
    "name_key",
    "nearest",
    "parse_markdown",
    "parse_yaml",
    "plain_text",
    "printable_json",
    "printable_lines",
    "read_regular_file",
    "remove_item",
    "reorder",
    "repeated_items",
    "script",
    "unclosed_fence",
    "unified_diff",
    "visible",
    "yaml_key",
    "yaml_scalars",
    "yaml_string",
]
