"""`batches`, `watch` and `retry`: what is under way, without a screen."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from teg_tui.commands import explained, output
from teg_tui.commands.asking import FAILED, UNCERTAIN, ask
from teg_tui.commands.money import say_estimate
from teg_tui.commands.notify import ring
from teg_tui.commands.scores import as_json
from teg_tui.errors import TegError

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

    from teg_tui.service.service import Service
    from teg_tui.service.views import BatchView, Event, Notice, RunView


@click.command(short_help="Every batch and what became of it.")
@as_json
@click.pass_obj
def batches(start: Path, json: bool) -> None:
    """Print every batch of this workspace, newest first.

    \b
    teg-tui batches
    teg-tui batches --json

    A cost with ~ before it is the estimate; one marked as pretend is a simulator's. What is not
    settled is explained below: what is known, what it waits for, when it settles, what can be done.
    """

    from teg_tui.service import explaining

    async def runs(service: Service) -> tuple[tuple[RunView, ...], datetime]:
        return await service.runs(), service.context.now()

    known, now = ask(start, runs)
    unsettled = explaining.troubles(known, now)
    found = [batch for run in known for batch in run.batches]
    found.sort(key=lambda batch: (batch.created_at, batch.number), reverse=True)
    if json:
        told = [explained.as_json(trouble) for trouble in unsettled]
        output.say_json({"batches": [batch_json(batch) for batch in found], "troubles": told})
    elif found:
        headers = [">#", ">Run", "Wave", "Kind", ">Reports", "State", "Began", ">Cost", "Note"]
        output.table(headers, [_line(batch) for batch in found])
    else:
        output.say("No batches yet.")
    if not json:
        explained.say(unsettled, known)


@click.command(short_help="Go on with what is under way.")
@click.option("--once", is_flag=True, help="Do all that can be done now, then leave.")
@click.pass_obj
def watch(start: Path, once: bool) -> int:
    """Poll batches, file and commit what came back, start next waves; until Ctrl-C.

    \b
    teg-tui watch                     in tmux, or as a service
    teg-tui watch --once              from cron

    With --once the exit code says how it stands: 1 some reports of the runs under way failed or
    are held, 4 a submission is uncertain. Another process on the same workspace is no
    trouble: one of them does the work.
    """
    return ask(start, _tick_once if once else _watch, online=True)


@click.command(short_help="Send again what failed, expired or was cut.")
@click.argument("run", type=int, required=False)
@click.option("--yes", is_flag=True, help="Agree to the cost beforehand.")
@as_json
@click.pass_obj
def retry(start: Path, run: int | None, yes: bool, json: bool) -> int:
    """Send again only what failed, expired or was cut in a run; the newest such one by default.

    \b
    teg-tui retry                     of the newest run in which something did
    teg-tui retry 3 --yes             of run 3, the cost agreed to

    They go as batches. What was cut off may be twice as long the next time.
    """
    from teg_tui.commands import telling
    from teg_tui.commands.carrying_out import say_outcome

    async def again(service: Service) -> int:
        number = run if run is not None else await _newest_to_retry(service)
        quote = await service.retry_quote(number)
        say_estimate(quote.estimate, quote.advice)
        if not quote.refusal and not yes:
            _agree(quote.ask)
        begun = await service.retry(number)
        await service.tick()
        sent = next(its for its in await service.runs() if its.number == begun.number)
        if sent.finished_at is not None:
            await say_outcome(service, sent)
        else:
            output.say(f"Run {sent.number} is under way: {sent.title}. See: teg-tui watch")
        if json:
            await telling.say_runs(service, [sent])
        return exit_code([sent])

    with output.for_a_program(json):
        return ask(start, again, online=True)


def batch_json(batch: BatchView) -> dict[str, Any]:
    """The public shape of a batch."""
    outcomes = [request.outcome.value for request in batch.requests]
    estimated = batch.estimated.likely if batch.estimated else None
    return {
        "number": batch.number,
        "run": batch.run,
        "wave": batch.wave,
        "kind": batch.kind,
        "id": batch.batch_id,
        "endpoint": batch.endpoint,
        "pretend": batch.pretend,
        "state": batch.state.value,
        "note": batch.note,
        "created_at": iso(batch.created_at),
        "ended_at": iso(batch.ended_at),
        "expires_at": iso(batch.expires_at),
        "requests": len(outcomes),
        "filed": outcomes.count("filed"),
        "held": outcomes.count("held"),
        "failed": outcomes.count("failed"),
        "usd": {"estimated": usd(estimated), "actual": usd(batch.actual_usd)},
    }


def exit_code(runs: Iterable[RunView]) -> int:
    """What a script should know: something uncertain, something failed or held, or all well."""
    runs = list(runs)
    in_doubt = any(run.in_doubt_usd for run in runs)
    if in_doubt or any(b.state.value == "uncertain" for run in runs for b in run.batches):
        return UNCERTAIN
    return FAILED if any(run.failed or run.held > _corrected(run, runs) for run in runs) else 0


def _corrected(run: RunView, runs: Sequence[RunView]) -> int:
    """How many held reports of a run another was to correct: that one tells what came of it."""
    return sum(its.reports for its in runs if its.corrects == run.number and its.finished_at)


async def _tick_once(service: Service) -> int:
    open_before = {run.number for run in await service.runs() if run.finished_at is None}
    await service.look_now()
    touched = [run for run in await service.runs() if run.number in open_before]
    for run in touched:
        output.say(run_line(run))
    return exit_code(touched)


async def _watch(service: Service) -> int:
    from teg_tui.service.views import Notice

    watcher = Watcher(service.context.now)
    async for event in service.watch():
        for line in watcher.lines(event):
            output.say(line)
        if isinstance(event, Notice):
            ring(event)
    return 0


class Watcher:
    """Whoever reads what `watch` prints: is told what is new, however often it is looked after.

    A night of polls in which nothing happens is no line at all.
    """

    def __init__(self, now: Callable[[], datetime] | None = None) -> None:
        """`now` tells the time; the real one where it is not given."""
        from teg_tui.clock import SystemClock

        self._now = now or SystemClock().now
        self._runs: dict[int, str] = {}
        self._trouble = ""

    def lines(self, event: Event) -> Iterator[str]:
        """What is new in an event, with the time of day."""
        now = f"{self._now().astimezone():%H:%M:%S}"
        yield from (f"{now} {line}" for line in self._news(event))

    def _news(self, event: Event) -> Iterator[str]:
        from teg_tui.service.views import Notice, RunsChanged, StatusChanged

        if isinstance(event, Notice):
            yield notice_line(event)
        elif isinstance(event, RunsChanged):
            for run in event.runs:
                line = run_line(run)
                if run.finished_at is None and self._runs.get(run.number) != line:
                    self._runs[run.number] = line
                    yield line
        elif isinstance(event, StatusChanged):
            trouble = event.status.trouble
            if bool(trouble) != bool(self._trouble):
                yield trouble or "all is well again"
            self._trouble = trouble


def notice_line(notice: Notice) -> str:
    """A notice in one line."""
    loud = "" if notice.severity.value == "information" else f"{notice.severity.value}: "
    return f"{loud}{notice.text}"


def run_line(run: RunView) -> str:
    """A run in one line."""
    parts = [f"run {run.number} ({run.title}): {run.filed} of {run.reports} reports written"]
    ends = (run.held, "held"), (run.failed - run.canceled, "failed"), (run.canceled, "cancelled")
    parts += [f"{count} {word}" for count, word in ends if count]
    return ", ".join([*parts, *filter(None, [stage(run)])])


def stage(run: RunView) -> str:
    """What a run is at; empty when it is over."""
    parts = []
    if run.finished_at is None:
        parts.append(f"wave {run.wave} of {run.waves}")
        parts += [_batch_words(batch) for batch in run.batches if batch.wave == run.wave]
    if run.waiting:
        parts.append(run.waiting)
    return ", ".join(parts)


def _batch_words(batch: BatchView) -> str:
    """What a batch is at, and what keeps it there."""
    words = f"{batch.kind_title} {batch.state.value.replace('_', ' ')}"
    return f"{words} ({batch.note})" if batch.note else words


async def _newest_to_retry(service: Service) -> int:
    """The newest run with reports to send again: others may have brought what failed in one."""
    runs = await service.runs()
    for run in sorted(runs, key=lambda run: run.number, reverse=True):
        unfinished = run.failed or run.held > _corrected(run, runs)
        if unfinished and not run.imported and (await service.retry_quote(run.number)).plan.reports:
            return run.number
    raise TegError("nothing has failed, expired or been cut: there is nothing to retry")


def _agree(question: str) -> None:
    """Ask where there is somebody to ask; otherwise nothing is spent unasked."""
    if not sys.stdin.isatty():
        raise TegError("nothing is sent unasked", way_out="Agree beforehand with --yes")
    if not output.confirm(question or "Send them?"):
        raise TegError("nothing was sent")


def _line(batch: BatchView) -> list[str]:
    from teg_tui.costs.advice import dollars

    cost = batch.actual_usd
    to_come = any(request.outcome.value == "open" for request in batch.requests)
    if cost is None and batch.estimated and to_come:
        cost = batch.estimated.likely
    shown = "" if cost is None else ("~" if batch.actual_usd is None else "") + dollars(cost)
    return [
        str(batch.number),
        str(batch.run),
        str(batch.wave),
        batch.kind_title,
        str(len(batch.requests)),
        batch.state.value.replace("_", " "),
        f"{batch.created_at.astimezone():%Y-%m-%d %H:%M}",
        f"{shown} pretend" if batch.pretend and shown else shown,
        batch.note,
    ]


def iso(moment: datetime | None) -> str | None:
    """A time as JSON has it."""
    return None if moment is None else moment.isoformat()


def usd(amount: Decimal | None) -> float | None:
    """Money as JSON has it: US dollars."""
    return None if amount is None else round(float(amount), 6)
