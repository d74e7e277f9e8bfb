"""`notify`: who is called when a run ends or needs a person; and the bell of a terminal."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from teg_tui.commands import output
from teg_tui.commands.asking import FAILED
from teg_tui.errors import TegError
from teg_tui.outside_text import one_line

if TYPE_CHECKING:
    from teg_tui.service.views import Notice

TEXT = "This is a test. When a run ends or needs you, it is said here."


@click.command(short_help="Call you as the end of a run will: a test.")
@click.option("--test", is_flag=True, help="Send a test through every channel.")
@click.pass_obj
def notify(start: Path, test: bool) -> int:
    """Say which channels are set up for calling you when a run ends or needs you.

    \b
    teg-tui notify --test

    They are addresses of the apprise package (phone, mail, chat: see its documentation), as
    notify.urls in teg.toml, or in the environment variable TEG_NOTIFY_URLS, separated by spaces:
    that is the place for those that hold a password or token, because teg.toml is committed. No
    part of an address is ever shown. With --test each of them gets a message, and what came of it
    is told; the exit code is 1 if one did not take it.
    """
    from teg_tui import workspace
    from teg_tui.service import calling

    found = workspace.find(start)
    urls = calling.addresses(found.config.notify)
    if not urls:
        raise TegError(
            "no channel is set up",
            way_out=f"Set notify.urls in teg.toml, or {calling.ENVIRONMENT} in the environment",
        )
    if not test:
        for name in calling.names(urls):
            output.say(name)
        output.say("Try them with: teg-tui notify --test")
        return 0
    failed = False
    for delivery in calling.deliver(urls, f"teg-tui: {one_line(found.root.name)}", TEXT):
        output.say(f"{delivery.channel}: {delivery.problem or 'taken'}")
        failed = failed or bool(delivery.problem)
    if failed:
        output.note("Why, apprise's own command says: apprise -v -b test ADDRESS")
    return FAILED if failed else 0


def ring(notice: Notice, terminal: IO[str] | None = None) -> None:
    """Ring the bell of the terminal that we print on, if it is one and the notice is worth it.

    `terminal` is what to write to while something stands in for standard output.
    """
    from teg_tui.service import bell

    terminal = terminal or sys.stdout
    if notice.rings and terminal.isatty():
        terminal.write(bell.ring(f"teg-tui: {notice.text}", os.environ))
        terminal.flush()
