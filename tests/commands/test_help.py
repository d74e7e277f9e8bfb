"""Help that is good enough to be the documentation, on a narrow terminal too."""

from __future__ import annotations

import click
import pytest

from teg_tui.cli import cli

WIDTH = 80


def help_of(name: str) -> list[str]:
    context = click.Context(cli.commands[name], info_name=f"teg-tui {name}", terminal_width=WIDTH)
    return cli.commands[name].get_help(context).splitlines()


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_shows_how_it_is_typed(name: str) -> None:
    examples = [line for line in help_of(name) if f"teg-tui {name}" in line]
    assert len(examples) > 1  # the usage line is the first


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_no_line_is_wider_than_a_terminal(name: str) -> None:
    assert max(map(len, help_of(name))) <= WIDTH


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_option_says_what_it_does(name: str) -> None:
    for parameter in cli.commands[name].params:
        assert not isinstance(parameter, click.Option) or parameter.help
