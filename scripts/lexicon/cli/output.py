"""What the commands print: text that may hold words of contributors, and JSON and workflow commands as they are."""

from __future__ import annotations

import click

from lexicon.text import begins_no_command, printable_lines


def say(text: str, *, error: bool = False) -> None:
    """Print lines in which nothing is hidden and nothing commands a terminal or a CI runner."""
    click.echo(printable_lines(text), err=error)


def say_styled(line: str) -> None:
    """Print a line with colours, whose words are printable by themselves."""
    plain = click.unstyle(line)
    click.echo(line if begins_no_command(plain) == plain else begins_no_command(plain))
