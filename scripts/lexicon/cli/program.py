"""The command `lexicon`: arguments, progress and exit codes."""

from __future__ import annotations

import errno
import os
import sys

import click

from lexicon import __version__
from lexicon.cli import authoring_commands, check_commands, options, site_commands
from lexicon.diagnostics import report_text, wants_colour
from lexicon.glossary import SchemaError
from lexicon.text import LexiconError, describe_os_error

EXIT_USAGE = 2
"""Exit code where nothing was done because of what was asked for, or of the surroundings, as click has it."""
EXIT_INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""


class CommandError(click.ClickException):
    """One line on standard error."""

    exit_code = EXIT_USAGE


class _Lexicon(click.Group):
    """Turns the faults of the surroundings into one line and exit code 2."""

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except OSError as error:
            if error.errno == errno.EPIPE:  # who read our output has seen enough, which click knows how to take
                raise
            raise CommandError(describe_os_error(error)) from error
        except SchemaError as error:
            click.echo(report_text(error.diagnostics, colour=wants_colour(sys.stderr)), err=True)
            raise SystemExit(options.EXIT_FAULTS) from None
        except LexiconError as error:
            raise CommandError(" ".join(str(error).split())) from error
        except KeyboardInterrupt:
            click.echo("interrupted", err=True)
            raise SystemExit(EXIT_INTERRUPTED) from None


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


for _command in (*site_commands.COMMANDS, *check_commands.COMMANDS, *authoring_commands.COMMANDS):
    main.add_command(_command)
