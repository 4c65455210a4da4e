"""What the commands say of themselves."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner
from lexicon.cli import main

CONTEXT = click.Context(main, info_name="lexicon")
COMMANDS = main.list_commands(CONTEXT)


def test_there_are_commands_each_with_a_sentence_that_fits_its_line() -> None:
    listed = CliRunner().invoke(main, ["--help"]).output.split("Commands:\n")[1].splitlines()
    assert [line.split()[0] for line in listed] == COMMANDS
    assert len(COMMANDS) >= 13
    assert [line for line in listed if not line.endswith(".") or line.endswith("...")] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_explained(name: str) -> None:
    command = main.get_command(CONTEXT, name)
    assert command is not None
    options = [option for option in command.params if isinstance(option, click.Option)]
    assert [option.name for option in options if not option.help] == []
