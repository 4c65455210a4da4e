"""Characters and places: sources, spans, edits, Markdown, YAML trees, keys of names, errors."""

from __future__ import annotations

from lexicon.text.characters import HAN, HAN_RUN, UNSPACED, Script, is_han, is_latin, script
from lexicon.text.edits import Edit, apply_edits, unified_diff
from lexicon.text.errors import LexiconError, describe_os_error
from lexicon.text.markdown import Kind, Piece, Prose, parse_markdown, plain_text, unclosed_fence
from lexicon.text.name_keys import name_key
from lexicon.text.source import Located, Source, Span
from lexicon.text.suggest import did_you_mean, nearest
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
    "Edit",
    "Kind",
    "LexiconError",
    "Located",
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
    "apply_edits",
    "describe_os_error",
    "did_you_mean",
    "is_han",
    "is_latin",
    "name_key",
    "nearest",
    "parse_markdown",
    "parse_yaml",
    "plain_text",
    "script",
    "unclosed_fence",
    "unified_diff",
    "yaml_scalars",
]
