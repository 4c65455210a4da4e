"""The command that makes a site to be opened from a folder."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path

import click

from lexicon import build as building
from lexicon import cli_options
from lexicon import offline as packing
from lexicon.progress import Progress
from lexicon.project import BuildFailed, Project

OUTPUT = "offline"
"""Folder below the cache with the site that is packed."""


def register(group: click.Group) -> None:
    """Add the command to a group."""
    group.add_command(offline)


@click.command()
@cli_options.glossary
@cli_options.cache
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("buzz-words.zip"),
    show_default=True,
    help="The zip; replaced in one step.",
)
def offline(folder: Path, cache: Path, output: Path) -> None:
    """Build the site as a zip that is read without a server.

    Unpack it and open its index.html.
    """
    try:
        with closing(Progress(sys.stderr)) as progress:
            building.build(Project(Path.cwd(), folder, cache), cache / OUTPUT, strict=False, progress=progress)
            progress.step("packing")
            count = packing.pack(cache / OUTPUT, output)
    except (BuildFailed, packing.Flawed) as failure:
        click.echo(str(failure), err=True)
        raise SystemExit(cli_options.FAULTS) from None
    click.echo(f"{output.as_posix()}: {count:,} files, {output.stat().st_size / 2**20:.1f} MiB")
