"""Damage as it happens to term folders, on a small glossary of real terms: what to do, and what must be noticed.

A mutant is a tree of files in memory. Mutations are plain data that hypothesis draws and shrinks; every number in them
is a fraction, so that they fit whatever file they meet.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import jsonschema
import yaml
from lexicon.authoring import editor_schema
from lexicon.glossary import MAX_BYTES, find_front_matter, read_schema
from lexicon.text import Source, YamlError, YamlMapping, YamlNode, YamlSequence, parse_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Thing = TypeVar("Thing")

GLOSSARY = Path(__file__).resolve().parents[2] / "glossary"
SLUGS = ("gradient", "derivative", "gradient-descent", "learning-rate", "softmax")
"""Terms with formulas with titles, references, links, tables, code, and every field of a text."""

Tree = dict[str, bytes]
"""Contents by path inside the glossary folder."""

SCHEMA = read_schema(GLOSSARY)


# The sound glossary


def sound() -> Tree:
    """A few real terms, without what they say about terms that are not among them."""
    tree = {"schema.yml": (GLOSSARY / "schema.yml").read_bytes()}
    tree["schema.yml"] = re.sub(rb"(?m)^start: .*$", b"start: [gradient]", tree["schema.yml"])
    tree["ambiguous.yml"] = b"- {word: slope, language: en, readings: [gradient, derivative]}\n"
    tree["planned.yml"] = (
        b"- {slug: adam, topic: optimization, en: Adam, zh: Adam \xe4\xbc\x98\xe5\x8c\x96\xe5\x99\xa8}\n"
    )
    for slug in SLUGS:
        record = (GLOSSARY / slug / "term.yml").read_text("utf-8")
        for path in sorted((GLOSSARY / slug).iterdir()):
            if path.suffix != ".svg" or f"id: {path.name.split('.')[0]}" in record:
                tree[f"{slug}/{path.name}"] = _closed(path.read_text("utf-8")).encode()
    return tree


def _closed(text: str) -> str:
    """A file that names only terms of the small glossary."""

    def listed(match: re.Match[str]) -> str:
        return match[1] + "[" + ", ".join(slug for slug in re.split(", *", match[2]) if slug in SLUGS) + "]"

    def linked(match: re.Match[str]) -> str:
        return match[0] if match[2] in SLUGS else match[1]

    text = re.sub(r"(?m)^((?:needs|related): )\[(.*)\]$", listed, text)
    return re.sub(r"\[([^]]*)\]\(\.\./([^/]*)/\w+\.md\)", linked, text)


# Mutations


class Kind(Enum):
    """What happens to a file or a folder."""

    FLIP = "a byte becomes another"
    INSERT = "characters are inserted"
    NEST = "brackets or marks are opened thousands of times"
    TRUNCATE = "the rest is lost"
    DROP_LINE = "a line is lost"
    DOUBLE_LINE = "a line stands twice"
    SWAP_LINES = "two lines change places"
    SWAP_NODES = "two values in YAML change places"
    REPLACE_NODE = "a value in YAML becomes another"
    DELETE = "a file is deleted"
    EMPTY = "a file is emptied"
    RENAME = "a file gets another name"
    RENAME_FOLDER = "a folder gets another name"
    SWAP_FILES = "two files change places"
    ADD = "a file is added"


@dataclass(frozen=True)
class Mutation:
    """What happens, to which file, where in it, and with what."""

    kind: Kind
    file: float
    place: float
    other: float
    text: str = field(default="")


NODES = (
    "no", "1.0", "2020-01-01", "~", "[]", "{}", "[[]]", "{a: 1}", "''", "!!python/object:os.system x", "&a [*a]",
    "*a", "|", ">-", "? x", "- x", "<<: *a", "0x1F", "'", '"', "%YAML 1.2", "---", "...", "@x", "`x`", "\t", "[a, a]",
    "softmax", "nobody", "true", "null", "1e5", ".inf", "Yes", "x: y: z", "#", "[1, 2, [3, {a: b}]]", "9" * 400,
    "a" * 5000,
)  # fmt: skip
TEXTS = (
    "\x00", "\r", "\r\n", "\t", "\x1b[31m", "\x7f", "\x85", "\xa0", "\u2028", "\u2029", "\u200b", "\u200d", "\ufeff",
    "\u202e", "\u2066", "\ufffd", "\ufffe", "\ue000", "\U0010ffff", "\U0001f600", "e\u0301", "\u0435", "\u03bf", "梯",
    "，", "。", "$", "$$", "`", "```\n", "~~~\n", "\\", "\\(", "{", "}", "{{", "{%", "<", "<b>", "<!--", "&#0;",
    "&nbsp;", "[", "](", "](../x/en.md)", "](javascript:x)", "![](x)", "# ", "## ", "## X\n", "---\n", "\n\n\n",
    "    ", "|", "|-|-|\n", "[^1]", "[^1]: x", "*", "**", "_", "> ", "- ", "1. ", "\n[x]: ../y/en.md\n", "\\frac{",
    "\\def\\a{\\a\\a}\\a", "\\text{", "'", '"', ":", ": ", " #", "&x ",
)  # fmt: skip
OPENINGS = (
    "[", "{", "(", "> ", "- ", "* ", "**", "*", "_", "$", "`", "![", "[](", "<a>", "\\{", "{a: ", "- - ", "&a ", "~~",
    "| ",
)  # fmt: skip
NAMES = (
    "EN.md", "en.MD", "en.md ", "en.md~", ".en.md.swp", "zh-Hans.md", "fr.md", "term.yaml", "Term.yml", "notes.txt",
    "é.md", "en.md/x", "梯度.md", ".DS_Store", "a" * 200,
)  # fmt: skip
FOLDERS = (
    "Gradient", "batch_size", "-x", "a b", "梯度", "x", "con", "a" * 200, ".git", "soft-max", "SOFTMAX",
)  # fmt: skip
SIZES = (20, 900, 20_000, 60_000)


def mutated(tree: Tree, mutation: Mutation) -> Tree:
    """The tree after a mutation; the schema is left alone, for its faults are not those of authors."""
    paths = sorted(path for path in tree if path != "schema.yml")
    if not paths:
        return tree
    path = _pick(paths, mutation.file)
    if mutation.kind in _TREES:
        return _TREES[mutation.kind](dict(tree), path, mutation)
    return {**tree, path: _CONTENTS[mutation.kind](tree[path], mutation)}


def _pick(things: Sequence[Thing], fraction: float) -> Thing:
    return things[int(fraction * len(things))]


# What happens inside a file


def _flip(data: bytes, mutation: Mutation) -> bytes:
    at = int(mutation.place * len(data))
    return data[:at] + bytes([int(mutation.other * 256)]) + data[at + 1 :] if data else data


def _insert(data: bytes, mutation: Mutation) -> bytes:
    text = data.decode("utf-8", "replace")
    at = int(mutation.place * (len(text) + 1))
    return (text[:at] + (mutation.text or _pick(TEXTS, mutation.other)) + text[at:]).encode("utf-8", "surrogatepass")


def _nest(data: bytes, mutation: Mutation) -> bytes:
    opening, size = _pick(OPENINGS, mutation.other), _pick(SIZES, mutation.other * 7 % 1)
    return _insert(data, replace(mutation, text=opening * (size // len(opening))))


def _truncate(data: bytes, mutation: Mutation) -> bytes:
    return data[: int(mutation.place * len(data))]


def _lines(data: bytes, mutation: Mutation) -> tuple[list[bytes], int, int]:
    lines = data.splitlines(keepends=True) or [b""]
    return lines, int(mutation.place * len(lines)), int(mutation.other * len(lines))


def _drop_line(data: bytes, mutation: Mutation) -> bytes:
    lines, at, _ = _lines(data, mutation)
    return b"".join(lines[:at] + lines[at + 1 :])


def _double_line(data: bytes, mutation: Mutation) -> bytes:
    lines, at, other = _lines(data, mutation)
    return b"".join([*lines[:other], lines[at], *lines[other:]])


def _swap_lines(data: bytes, mutation: Mutation) -> bytes:
    lines, at, other = _lines(data, mutation)
    lines[at], lines[other] = lines[other], lines[at]
    return b"".join(lines)


def _empty(data: bytes, mutation: Mutation) -> bytes:
    del data, mutation
    return b""


def _swap_nodes(data: bytes, mutation: Mutation) -> bytes:
    text, places = _nodes(data)
    if not places:
        return data
    (start, end), (other_start, other_end) = sorted([_pick(places, mutation.place), _pick(places, mutation.other)])
    if other_start < end:
        return data
    one, other = text[start:end], text[other_start:other_end]
    return (text[:start] + other + text[end:other_start] + one + text[other_end:]).encode()


def _replace_node(data: bytes, mutation: Mutation) -> bytes:
    text, places = _nodes(data)
    if not places:
        return data
    start, end = _pick(places, mutation.place)
    return (text[:start] + _pick(NODES, mutation.other) + text[end:]).encode()


def _nodes(data: bytes) -> tuple[str, list[tuple[int, int]]]:
    """A text and where the keys and values of its YAML stand; nothing if it cannot be read."""
    text = data.decode("utf-8", "replace")
    start, end, _ = find_front_matter(text) or (0, len(text), 0)
    try:
        root = parse_yaml(Source("", text), start, end)
    except YamlError:
        return text, []
    return text, [(node.span.start, node.span.end) for node in _below(root)]


def _below(node: YamlNode | None) -> Iterator[YamlNode]:
    if node is not None:
        yield node
    if isinstance(node, YamlSequence):
        for item in node.items:
            yield from _below(item)
    elif isinstance(node, YamlMapping):
        for entry in node.entries:
            yield entry.key
            yield from _below(entry.value)


_CONTENTS: dict[Kind, Callable[[bytes, Mutation], bytes]] = {
    Kind.FLIP: _flip,
    Kind.INSERT: _insert,
    Kind.NEST: _nest,
    Kind.TRUNCATE: _truncate,
    Kind.DROP_LINE: _drop_line,
    Kind.DOUBLE_LINE: _double_line,
    Kind.SWAP_LINES: _swap_lines,
    Kind.SWAP_NODES: _swap_nodes,
    Kind.REPLACE_NODE: _replace_node,
    Kind.EMPTY: _empty,
}


# What happens to files


def _delete(tree: Tree, path: str, mutation: Mutation) -> Tree:
    del mutation
    del tree[path]
    return tree


def _rename(tree: Tree, path: str, mutation: Mutation) -> Tree:
    return _with(tree, f"{_folder(path)}{_pick(NAMES, mutation.other)}", tree.pop(path))


def _rename_folder(tree: Tree, path: str, mutation: Mutation) -> Tree:
    old, new = path.partition("/")[0], _pick(FOLDERS, mutation.other)
    for inside in [inside for inside in tree if inside.startswith(old + "/")]:
        tree[new + inside.removeprefix(old)] = tree.pop(inside)
    return tree


def _swap_files(tree: Tree, path: str, mutation: Mutation) -> Tree:
    other = _pick(sorted(set(tree) - {"schema.yml"}), mutation.other)
    tree[path], tree[other] = tree[other], tree[path]
    return tree


def _add(tree: Tree, path: str, mutation: Mutation) -> Tree:
    return _with(tree, f"{_folder(path)}{_pick(NAMES, mutation.other)}", tree[path])


def _folder(path: str) -> str:
    return path.rpartition("/")[0] + "/" if "/" in path else ""


def _with(tree: Tree, path: str, data: bytes) -> Tree:
    """The tree with one more file; what stands where a folder has to be goes."""
    above = path.rpartition("/")[0]
    return {**{other: kept for other, kept in tree.items() if other != above}, path: data}


_TREES: dict[Kind, Callable[[Tree, str, Mutation], Tree]] = {
    Kind.DELETE: _delete,
    Kind.RENAME: _rename,
    Kind.RENAME_FOLDER: _rename_folder,
    Kind.SWAP_FILES: _swap_files,
    Kind.ADD: _add,
}


# What must be noticed


def invalid(tree: Tree) -> Iterator[tuple[str, str]]:
    """Where a tree is certainly not valid, and why, judged without the loader: at least one fault must stand there."""
    known = {"schema.yml", "ambiguous.yml", "planned.yml"}
    yield from ((path, "a stray file") for path in tree if "/" not in path and path not in known)
    for folder in sorted({path.partition("/")[0] for path in tree if "/" in path}):
        inside = {path.partition("/")[2] for path in tree if path.startswith(folder + "/")}
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", folder):
            yield folder, "not a slug"
        for name in sorted(FILES - inside):
            yield folder, f"{name} is missing"
        for name in sorted(name for name in inside - FILES if not name.endswith(".svg")):
            yield f"{folder}/{name}", "a stray file"
    for path, data in tree.items():
        if reason := _unreadable(data):
            yield path, reason
        elif path.count("/") == 1 and path.rpartition("/")[2] in FILES:
            yield from ((path, reason) for reason in _unfit(path, data.decode(), tree))


FILES = {"term.yml", *(f"{language.id}.md" for language in SCHEMA.languages)}
_VALIDATORS = {
    name: jsonschema.Draft7Validator(json.loads(text)) for name, text in editor_schema.editor_schemas(SCHEMA).items()
}


def _unreadable(data: bytes) -> str:
    try:
        data.decode()
    except UnicodeDecodeError:
        return "not UTF-8"
    return "enormous" if len(data) > MAX_BYTES else ""


def _unfit(path: str, text: str, tree: Tree) -> Iterator[str]:
    """What is wrong with the fields of a file."""
    name, bounds = "term.schema.json", (0, len(text))
    if path.endswith(".md"):
        found = find_front_matter(text)
        if found is None:
            yield "no front matter"
            return
        name, bounds = "text.schema.json", (found.start, found.end)
    if _is_suspicious(text):
        return
    try:
        fields = _pruned(yaml.load(text[slice(*bounds)], yaml.CSafeLoader))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        yield f"broken YAML: {error}"
        return
    if isinstance(fields, dict):
        # Any other text but the digest is a stale translation, which shows only where there is a source.
        fields.pop("translates", None)
    for complaint in _VALIDATORS[name].iter_errors(fields):
        yield f"schema: {complaint.message[:200]}"
    if isinstance(fields, dict) and path.endswith("term.yml"):
        folders = {other.partition("/")[0] for other in tree if "/" in other}
        for slug in (*_listed(fields, "needs"), *_listed(fields, "related")):
            if slug not in folders or slug == path.partition("/")[0]:
                yield f"`{slug}` is no other term"


def _is_suspicious(text: str) -> bool:
    """Whether the text may nest so deep that PyYAML overflows the stack and takes the process with it."""
    dense = text.replace(" ", "")
    return "{a:" * 500 in dense or any(opening * 500 in dense for opening in "-?[{")


def _listed(fields: dict[str, object], name: str) -> list[str]:
    value = fields.get(name)
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _pruned(value: object) -> object:
    """Fields without those that are empty, which is the same as not given; dates as the texts they were."""
    if isinstance(value, dict):
        return {key: _pruned(inner) for key, inner in value.items() if not _is_blank(inner)}
    if isinstance(value, list):
        return [_pruned(item) for item in value]
    return str(value) if isinstance(value, date) else value


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
