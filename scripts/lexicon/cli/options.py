"""Options and the exit code shared by several commands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.decorators import FC

EXIT_FAULTS = 1
"""Exit code of a command that found faults."""

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
    help="Folder for cached results; safe to delete.",
)


def text_or_json(help: str) -> Callable[[FC], FC]:
    """The option `--format` with the choices text and json."""
    return click.option(
        "--format",
        "format_name",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help=help,
    )
