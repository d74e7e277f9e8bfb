"""The demonstration without a screen: two tournaments written up by batch, from start to commit."""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from teg_tui.commands import output
from teg_tui.commands.asking import ask
from teg_tui.commands.money import say_estimate
from teg_tui.commands.runs import event_lines, exit_code
from teg_tui.costs.advice import Via, dollars
from teg_tui.errors import TegError
from teg_tui.reports.key import CellKey
from teg_tui.reports.plan import Mode, Selection
from teg_tui.reports.state import State
from teg_tui.store.git import Git
from teg_tui.workspace import Workspace

if TYPE_CHECKING:
    from teg_tui.reports.state import Catalogue, Row
    from teg_tui.service.service import Service
    from teg_tui.service.views import RunView

TOURNAMENTS = 2


@dataclass(frozen=True)
class Done:
    """The run at its end."""

    run: RunView
    reports: tuple[tuple[str, str], ...]
    """Each report's file, and what became of it, in the order of writing."""


def run(found: Workspace) -> int:
    """Write up the newest finished tournaments; returns the exit code."""
    git = Git(found.root)
    before = git.ask("rev-parse", "HEAD").out.decode().strip()
    done = ask(found.root, _write_up, online=True)
    output.say()
    for path, became in done.reports:
        output.say(f"{became}: {path}")
    output.say(f"{done.run.filed} reports written, {done.run.held} held, {done.run.failed} failed")
    if done.run.actual_usd is not None:
        output.say(f"It would have cost {dollars(done.run.actual_usd)}; here it was pretend.")
    log = git.ask("log", "--reverse", "--format=%h %s", f"{before}..HEAD")
    output.say(f"Commits:\n{log.out.decode(errors='replace').rstrip()}")
    return exit_code([done.run])


async def _write_up(service: Service) -> Done:
    selection = Selection(_cells(await service.catalogue()), Mode.FULL)
    quote = await service.quote(selection, can_wait=True)
    if quote.refusal:
        raise TegError(quote.refusal)
    say_estimate(quote.estimate, quote.advice)
    started = await service.start(selection, Via.BATCH)
    async with aclosing(service.watch()) as events:
        async for event in events:
            for line in event_lines(event):
                output.say(line)
            for current in await service.runs():
                if current.number == started.number and current.finished_at is not None:
                    return _done(await service.catalogue(), current)
    raise TegError("the work was broken off", way_out="Go on with: teg-tui watch")


def _done(catalogue: Catalogue, run: RunView) -> Done:
    requests = [request for batch in run.batches for request in batch.requests]
    return Done(
        run,
        tuple(
            (
                catalogue.reports[request.key].path,
                f"{request.outcome.value} {request.reason}".strip(),
            )
            for request in requests
        ),
    )


def _cells(catalogue: Catalogue) -> frozenset[CellKey]:
    """Every cell of the newest tournaments that are over."""
    over = [row for row in catalogue.rows if _is_over(row)][:TOURNAMENTS]
    return frozenset(cell.key for row in over for cell in (*row.rounds, row.tournament))


def _is_over(row: Row) -> bool:
    return all(cell.state > State.INCOMPLETE for cell in (*row.rounds, row.tournament))
