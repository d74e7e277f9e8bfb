"""`retrieve` and `cancel`: one batch or run, named by whoever types it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from teg_tui.commands import output, telling
from teg_tui.commands.asking import ask
from teg_tui.commands.carrying_out import say_outcome
from teg_tui.commands.runs import exit_code, run_line
from teg_tui.commands.scores import as_json
from teg_tui.errors import TegError

if TYPE_CHECKING:
    from teg_tui.service.service import Service
    from teg_tui.service.views import RunView


@click.command(short_help="Fetch and file the results of a batch.")
@click.argument("batch_id", metavar="ID")
@as_json
@click.pass_obj
def retrieve(start: Path, batch_id: str, json: bool) -> int:
    """Fetch, check, file and commit the results of the batch with that id at Anthropic.

    \b
    teg-tui retrieve msgbatch_01AbC

    It may be one that this workspace does not know: sent from another computer, or by the old
    scripts. Its custom_ids tell which reports it holds (TEG17_R4_story_notes, TEG17_R4_narrative,
    TEG17_main_report ...). A report that was changed by hand is kept in .teg-tui/replaced/ first.
    """
    return fetch(start, batch_id, json=json)


def fetch(start: Path, batch_id: str, *, json: bool = False) -> int:
    """Fetch a batch and tell what became of its run; the exit code."""

    async def collect(service: Service) -> int:
        run = await service.retrieve(batch_id)
        output.say(run_line(run))
        for batch in run.batches:
            if batch.note:
                output.note(f"{batch.kind_title}: {batch.note}")
        if run.finished_at is not None:
            await say_outcome(service, run)
        else:
            output.say("Go on with: teg-tui watch")
        if json:
            await telling.say_runs(service, [run])
        return exit_code([run])

    with output.for_a_program(json):
        return ask(start, collect, online=True)


@click.command(short_help="Stop a run or a batch.")
@click.argument("named", metavar="ID")
@as_json
@click.pass_obj
def cancel(start: Path, named: str, json: bool) -> None:
    """Stop a run, by its number or by the id of one of its batches (see: teg-tui batches).

    \b
    teg-tui cancel 3
    teg-tui cancel msgbatch_01AbC

    What has been written is kept, and so is what had finished when Anthropic stopped; that much is
    billed. A batch that this workspace does not know is stopped at Anthropic.
    """

    async def stop(service: Service) -> None:
        if not named.isdigit():
            run = await service.cancel_batch(named)
        else:
            run = await service.cancel(int(named))
        if run is None:
            output.say(f"{named} is being stopped. When it has: teg-tui retrieve {named}")
        else:
            run = await _stopped(service, run)
        if json:
            await telling.say_runs(service, [run] if run else [])

    with output.for_a_program(json):
        ask(start, stop, online=True)


async def _stopped(service: Service, run: RunView) -> RunView:
    """Have a run's batches stopped as far as it goes now; the run then."""
    if run.finished_at is not None:
        raise TegError(f"run {run.number} is over already: {run_line(run)}")
    await service.tick()
    run = next(its for its in await service.runs() if its.number == run.number)
    output.say(run_line(run))
    if run.finished_at is None:
        output.say("What had finished is still to be collected: teg-tui watch")
    return run
