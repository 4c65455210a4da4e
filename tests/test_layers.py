"""Imports inside the package point downwards only, and only the adapters know MkDocs."""

from __future__ import annotations

import ast
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1] / "scripts" / "lexicon"
LAYERS = [
    {"cli", "cli_authoring", "cli_check", "cli_offline", "cli_options"},
    {"build", "serve", "authoring"},
    {"making", "offline"},
    {"compress", "finish", "sitecheck", "publish", "rendering"},
    {"locking", "progress", "uptodate"},
    {"exports"},
    {"analysis", "memory"},
    {"search", "math", "web", "node"},
    {"pages"},
    {"render", "addresses", "topicmap"},
    {"rules"},
    {"linking", "readings"},
    {"report"},
    {"digest", "naming", "typography"},
    {"graph"},
    {"load"},
    {"records"},
    {"fields", "files"},
    {"decoding"},
    {"model"},
    {"schema"},
    {"markdown", "yamltree", "svg"},
    {"project"},
    {"diagnostics", "source", "edits", "han", "layout", "suggest", "trouble"},
]
"""From the top down; modules of one layer may import each other."""
MAY_KNOW_MKDOCS = {"serve"}


def _modules() -> dict[str, set[str]]:
    """What every part of the package imports."""
    found: dict[str, set[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        part = path.relative_to(PACKAGE).with_suffix("").parts[0]
        if part != "__init__":
            found.setdefault(part, set()).update(_imports(path))
    return found


def _imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def _layer(part: str) -> int:
    return next(index for index, layer in enumerate(LAYERS) if part in layer)


def test_every_module_has_a_layer() -> None:
    placed = {part for layer in LAYERS for part in layer}
    modules = set(_modules())
    assert len(modules) > 15
    assert modules <= placed


def test_imports_point_downwards() -> None:
    wrong = []
    for part, imports in _modules().items():
        targets = {name.split(".")[1] for name in imports if name.startswith("lexicon.")}
        wrong += [f"{part} imports {target}" for target in targets & set(_modules()) if _layer(target) < _layer(part)]
    assert not wrong


def test_core_knows_nothing_of_mkdocs() -> None:
    knowing = {part for part, imports in _modules().items() if any(name.startswith("mkdocs") for name in imports)}
    assert knowing == MAY_KNOW_MKDOCS


def test_pages_never_import_rules() -> None:
    assert not [name for name in _modules()["pages"] if name.startswith("lexicon.rules")]
