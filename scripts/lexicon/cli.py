"""The command `lexicon`: arguments, progress and exit codes."""

from __future__ import annotations

import errno
import gc
import os
import sys
from contextlib import closing
from pathlib import Path

import click

from lexicon import __version__, cli_options, trouble, uptodate
from lexicon.progress import Progress

WRONG_USAGE = 2
"""Exit code where nothing was done because of what was asked for, or of the surroundings, as click has it."""
INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""


class Refusal(click.ClickException):
    """One line on standard error."""

    exit_code = WRONG_USAGE


class _Lexicon(click.Group):
    """Turns the faults of the surroundings into one line and exit code 2; loads commands when they are wanted."""

    def list_commands(self, context: click.Context) -> list[str]:
        self._load()
        return super().list_commands(context)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in self.commands:
            self._load()
        return super().get_command(context, name)

    def _load(self) -> None:
        """Add the commands of other modules: they import much that a build which finds nothing to do does without."""
        from lexicon import cli_authoring, cli_check, cli_offline

        cli_check.register(self)
        cli_offline.register(self)
        cli_authoring.register(self)

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except OSError as error:
            if error.errno == errno.EPIPE:  # who read our output has seen enough, which click knows how to take
                raise
            raise Refusal(trouble.told(error)) from error
        except trouble.Told as error:
            raise Refusal(" ".join(str(error).split())) from error
        except KeyboardInterrupt:
            click.echo("interrupted", err=True)
            raise SystemExit(INTERRUPTED) from None


def run() -> None:
    """The program: a process that ends at once, for Python would first take apart all that it holds of a glossary."""
    try:
        main(prog_name="lexicon")
    except SystemExit as end:
        if isinstance(end.code, int):
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(end.code)
        raise


@click.group(cls=_Lexicon, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="lexicon")
def main() -> None:
    """Validate the glossary and build its website."""


@main.command()
@cli_options.glossary
@cli_options.cache
@click.option(
    "--output",
    type=click.Path(readable=False, path_type=Path),
    default=Path("site"),
    show_default=True,
    help="Folder of the finished site; replaced in one step.",
)
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
@click.option("--gzip", is_flag=True, help="Write compressed copies beside the files, for nginx's gzip_static.")
def build(folder: Path, cache: Path, output: Path, strict: bool, gzip: bool) -> None:
    """Check the glossary and build the site.

    If there are errors, or with --strict warnings, the previous site stays as it is, and the exit code is 1.
    """
    stamp = uptodate.Stamp(Path.cwd(), folder, cache, output, strict, gzip)
    if said := stamp.summary():
        click.echo(f"{said}; up to date")
        return
    gc.disable()  # there is no garbage to speak of, and looking for it takes a third of the time
    from lexicon import build as building
    from lexicon.project import BuildFailed, Project

    try:
        with closing(Progress(sys.stderr)) as progress:
            summary = building.build(Project(Path.cwd(), folder, cache), output, strict, progress, gzip)
    except BuildFailed as failure:
        click.echo(str(failure), err=True)
        raise SystemExit(cli_options.FAULTS) from None
    stamp.keep(str(summary))
    click.echo(str(summary))


@main.command("search")
@cli_options.glossary
@cli_options.cache
@click.argument("words", nargs=-1, required=True)
@click.option("--lang", help="Language of the results, by its id in schema.yml; the source language if not given.")
def find(folder: Path, cache: Path, words: tuple[str, ...], lang: str | None) -> None:
    """Find terms by any of their names, as the search box does."""
    gc.disable()  # as for a build
    from lexicon import search
    from lexicon.analysis import analyse
    from lexicon.authoring.refusal import require
    from lexicon.math import MathRenderer
    from lexicon.memory import Memory

    analysis = analyse(folder, MathRenderer(cache), folder.as_posix(), Memory(cache))
    schema = analysis.glossary.schema
    language = schema.source_language.id if lang is None else lang
    require("language", language, [known.id for known in schema.languages])
    [results] = search.query(search.index(analysis.glossary, analysis.graph, language), [" ".join(words)])
    for line in search.lines(results, lambda text: click.style(text, bold=True)):
        click.echo(line)
    if not results:
        click.echo("nothing found", err=True)


@main.command()
@cli_options.glossary
@cli_options.cache
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Port to listen on.")
def serve(folder: Path, cache: Path, host: str, port: int) -> None:
    """Build the site, serve it, and reload the browser on changes."""
    from lexicon import serve as serving
    from lexicon.project import Project

    serving.serve(Project(Path.cwd(), folder, cache), host, port)
