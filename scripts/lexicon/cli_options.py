"""The options that several commands have."""

from __future__ import annotations

from pathlib import Path

import click

glossary = click.option(
    "--glossary",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path("glossary"),
    show_default=True,
    help="Folder with the term folders.",
)
cache = click.option(
    "--cache",
    type=click.Path(readable=False, path_type=Path),
    default=Path(".cache"),
    show_default=True,
    help="Folder for what need not be computed twice; safe to delete.",
)
