"""The command line: `teg-tui` opens the app, `teg-tui COMMAND` does without a screen.

Importing this module loads click and nothing heavier; every command imports what it needs when
it is called. Exit codes: 0 done, 1 some reports failed or are held, 2 usage or data, 3 budget
refused, 4 uncertain, 70 a mistake of ours.
"""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import Any

import click

from teg_tui import __version__, leaving
from teg_tui.commands import (
    checking,
    completion,
    costs,
    doctor,
    fetching,
    importing,
    models,
    money,
    notify,
    publishing,
    refreshing,
    runs,
    scores,
    screen,
    setup,
    variants,
    writing,
)
from teg_tui.errors import TegError

INTERRUPTED = 130
PIPE_CLOSED = 141


class Commands(click.Group):
    """The group of all commands; knows a reader that has left from a failure."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run what was asked for; click itself would leave with 1, "some reports failed"."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            # Python flushes once more at its end, and would complain about it.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(PIPE_CLOSED)
        except (click.ClickException, click.exceptions.Exit, click.Abort, TegError):
            raise
        except Exception as error:
            if isinstance(error, OSError) and leaving.let_go_of_dead_terminal():
                ctx.exit(leaving.HUNG_UP)
            ctx.exit(_crashed(ctx, error))
        return result


def _crashed(ctx: click.Context, error: Exception) -> int:
    """Write down a mistake of ours, and say so in one message; the exit code."""
    from teg_tui.outside_text import visible
    from teg_tui.service import crash

    command = f"teg-tui {ctx.invoked_subcommand or ''}".rstrip()
    said = crash.keep(error, ctx.params["start"], command)
    click.echo(f"teg-tui: {visible(str(said))}", err=True)
    return crash.EXIT_CODE


@click.group(
    cls=Commands,
    invoke_without_command=True,
    epilog="Exit codes: 0 done, 1 some reports failed or are held, 2 usage or data, 3 refused by"
    " the budget, 4 a submission whose outcome is uncertain, 70 a mistake of ours.",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, message="teg-tui %(version)s")
@click.option(
    "-C",
    "start",
    metavar="DIR",
    default=".",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The tour's folder, or one inside it; otherwise the one you stand in.",
)
@click.pass_context
def cli(context: click.Context, start: Path) -> int | None:
    """Write up a golf tour with Claude: pick rounds on a grid, see the cost, read the reports.

    Without a command the app opens. Its work can be done without a screen, too.
    """
    context.obj = start
    return screen.open_app(start) if context.invoked_subcommand is None else None


for command in (
    setup.init,
    scores.standings,
    scores.facts,
    checking.check,
    setup.prompts,
    money.estimate,
    costs.costs,
    models.models,
    writing.rounds,
    writing.tournaments,
    variants.compare,
    variants.keep,
    publishing.publish,
    refreshing.refresh,
    runs.batches,
    runs.watch,
    runs.retry,
    notify.notify,
    fetching.retrieve,
    fetching.cancel,
    importing.import_,
    doctor.doctor,
    setup.simulator,
    setup.demo,
    completion.completion,
):
    cli.add_command(command)


def _misused(error: click.ClickException) -> int:
    """Show what was wrong with the command; it quotes arguments, names of files among them."""
    from teg_tui.outside_text import visible

    said = io.StringIO()
    error.show(said)
    click.echo(visible(said.getvalue()), err=True, nl=False)
    return error.exit_code


def main() -> int:
    """The console script: every error is one message, every end an exit code."""
    if sys.platform == "win32":
        click.echo("teg-tui runs on Linux and macOS; on Windows run it inside WSL.", err=True)
        return TegError.exit_code
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        code = cli.main(standalone_mode=False)
    except click.ClickException as error:
        return _misused(error)
    except click.Abort:
        return INTERRUPTED
    except TegError as error:
        from teg_tui.outside_text import visible

        click.echo(f"teg-tui: {visible(str(error))}", err=True)
        return error.exit_code
    return code or 0
