"""The command `lexicon`: arguments, progress and exit codes."""

from __future__ import annotations

import errno
import sys
from pathlib import Path

import click

from lexicon import __version__, cli_authoring, cli_check, search, trouble
from lexicon.analysis import analyse
from lexicon.cli_check import FAULTS
from lexicon.math import MathRenderer, MathUnavailable
from lexicon.progress import Progress
from lexicon.schema import SchemaError

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""

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
        except (SchemaError, MathUnavailable, search.SearchUnavailable) as error:
            raise cli_authoring.Refusal(str(error)) from error
        except OSError as error:
            if error.errno == errno.EPIPE:  # who read our output has seen enough, which click knows how to take
                raise
            raise cli_authoring.Refusal(trouble.told(error)) from error
        except KeyboardInterrupt:
            click.echo("interrupted", err=True)
            raise SystemExit(INTERRUPTED) from None


@click.group(cls=_Lexicon, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="lexicon")
def main() -> None:
    """Validate the glossary and build its website."""


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
    finally:
        progress.close()
    click.echo(str(summary))


@main.command("search")
@_glossary
@_cache
@click.argument("words", nargs=-1, required=True)
@click.option("--lang", "language", type=click.Choice(["en", "zh"]), default="en", show_default=True)
def find(folder: Path, cache: Path, words: tuple[str, ...], language: str) -> None:
    """Find terms by WORDS as the site's search box does."""
    analysis = analyse(folder, MathRenderer(cache), folder.as_posix())
    [results] = search.query(search.index(analysis.glossary, analysis.graph, language), [" ".join(words)])
    for line in search.lines(results, lambda text: click.style(text, bold=True)):
        click.echo(line)


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


cli_check.register(main)
cli_authoring.register(main)
