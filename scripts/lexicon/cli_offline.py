"""The command that makes a site to be opened from a folder."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from lexicon import build as building
from lexicon import offline as packing
from lexicon.cli_check import FAULTS
from lexicon.progress import Progress

OUTPUT = "offline"
"""Folder below the cache with the site that is packed."""


def register(group: click.Group) -> None:
    """Add the command to a group."""
    group.add_command(offline)


@click.command()
@click.option(
    "--glossary",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path("glossary"),
    show_default=True,
    help="Folder with the term folders.",
)
@click.option(
    "--cache",
    type=click.Path(readable=False, path_type=Path),
    default=Path(".cache"),
    show_default=True,
    help="Folder for what need not be computed twice; safe to delete.",
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("buzz-words.zip"),
    show_default=True,
    help="The zip; replaced in one step.",
)
def offline(folder: Path, cache: Path, output: Path) -> None:
    """Build the site as a zip for reading without a server: unpack it and open its index.html."""
    progress = Progress(sys.stderr)
    try:
        building.build(building.Project(Path.cwd(), folder, cache), cache / OUTPUT, strict=False, progress=progress)
        progress.step("packing")
        count = packing.pack(cache / OUTPUT, output)
    except (building.BuildFailed, packing.Flawed) as failure:
        progress.close()
        click.echo(str(failure), err=True)
        raise SystemExit(FAULTS) from None
    finally:
        progress.close()
    click.echo(f"{output.as_posix()}: {count:,} files, {output.stat().st_size / 2**20:.1f} MiB")
