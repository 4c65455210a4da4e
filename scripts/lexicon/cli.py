"""The command `lexicon`: arguments, progress and exit codes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexicon import __version__, cli_authoring, report
from lexicon.analysis import analyse
from lexicon.math import MathRenderer, MathUnavailable
from lexicon.progress import Progress
from lexicon.schema import SchemaError

if TYPE_CHECKING:
    from collections.abc import Callable

FAULTS = 1
"""Exit code of a command that found faults; wrong usage exits with 2, as click does."""

_glossary = click.option(
    "--glossary",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path("glossary"),
    show_default=True,
    help="Folder with the term folders.",
)
_cache = click.option(
    "--cache",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(".cache"),
    show_default=True,
    help="Folder for what need not be computed twice; safe to delete.",
)


class _Lexicon(click.Group):
    """Turns the faults of the surroundings into one line and exit code 2."""

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except (SchemaError, MathUnavailable) as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=_Lexicon, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="lexicon")
def main() -> None:
    """Validate the glossary and build its website."""


@main.command()
@_glossary
@_cache
@click.option(
    "--format",
    "format_name",
    type=click.Choice(list(report.FORMATS)),
    default="text",
    show_default=True,
    help="How faults are printed.",
)
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
def check(folder: Path, cache: Path, format_name: str, strict: bool) -> None:
    """Report all faults of all term files in one run. Exit code 1 if there are any."""
    analysis = analyse(folder, MathRenderer(cache), folder.as_posix())
    render: Callable[..., str] = report.FORMATS[format_name]
    terms = len(analysis.glossary.folders)
    if format_name == "text":
        click.echo(render(analysis.diagnostics, terms, colour=sys.stdout.isatty()))
    else:
        click.echo(render(analysis.diagnostics, terms))
    if analysis.fails(strict):
        raise SystemExit(FAULTS)


@main.command()
@_glossary
@_cache
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("site"),
    show_default=True,
    help="Folder of the finished site; replaced in one step.",
)
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
def build(folder: Path, cache: Path, output: Path, strict: bool) -> None:
    """Check the glossary and build the site. On any fault the previous site stays as it is."""
    from lexicon import build as building

    progress = Progress(sys.stderr)
    try:
        summary = building.build(building.Project(Path.cwd(), folder, cache), output, strict, progress)
    except building.BuildFailed as failure:
        progress.close()
        click.echo(failure.report, err=True)
        raise SystemExit(FAULTS) from None
    progress.close()
    click.echo(str(summary))


@main.command()
@_glossary
@_cache
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
def serve(folder: Path, cache: Path, host: str, port: int) -> None:
    """Build the site, serve it, and reload the browser when a term file changes."""
    from lexicon import build as building
    from lexicon import serve as serving

    serving.serve(building.Project(Path.cwd(), folder, cache), host, port)


cli_authoring.register(main)
