"""The entry point of `lexicon`, and the exit codes of errors."""

from __future__ import annotations

import errno
import os
import sys

import click

from lexicon import __version__
from lexicon.cli import authoring_commands, check_commands, options, site_commands
from lexicon.diagnostics import report_text, wants_colour
from lexicon.glossary import SchemaError
from lexicon.text import LexiconError, describe_os_error, visible

EXIT_USAGE = 2
"""Exit code if a command could not run because of its arguments or environment, as in click."""
EXIT_INTERRUPTED = 130
"""Exit code after Ctrl-C, as in shells."""


class CommandError(click.ClickException):
    """An error printed in one line on standard error."""

    exit_code = EXIT_USAGE


class _Lexicon(click.Group):
    """The command group; it turns errors into one line and exit code 2, and faults of the schema into a report."""

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except OSError as error:
            if error.errno == errno.EPIPE:  # the reader closed the pipe, which click handles
                raise
            raise CommandError(visible(describe_os_error(error))) from error
        except SchemaError as error:
            click.echo(report_text(error.diagnostics, colour=wants_colour(sys.stderr)), err=True)
            raise SystemExit(options.EXIT_FAULTS) from None
        except LexiconError as error:
            raise CommandError(visible(" ".join(str(error).split()))) from error
        except KeyboardInterrupt:
            click.echo("interrupted", err=True)
            raise SystemExit(EXIT_INTERRUPTED) from None


def run() -> None:
    """Run the program and end the process at once: freeing a large glossary at exit would take noticeable time."""
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


for _command in (*site_commands.COMMANDS, *check_commands.COMMANDS, *authoring_commands.COMMANDS):
    main.add_command(_command)
