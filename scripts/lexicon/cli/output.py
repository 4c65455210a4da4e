"""Printing of reports that contain contributed text."""

from __future__ import annotations

import click

from lexicon.text import begins_no_command, printable_lines


def say(text: str, *, error: bool = False) -> None:
    """Print text with control characters and workflow commands made harmless."""
    click.echo(printable_lines(text), err=error)


def say_styled(line: str) -> None:
    """Print a line with ANSI colours; its words must already be safe to print."""
    plain = click.unstyle(line)
    click.echo(line if begins_no_command(plain) == plain else begins_no_command(plain))
