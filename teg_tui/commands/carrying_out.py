"""From an order to written reports: quoted, agreed to, begun, followed to its end, told."""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from teg_tui.commands import output, plans, progress, telling
from teg_tui.commands.asking import FAILED, ask
from teg_tui.commands.money import say_estimate
from teg_tui.commands.runs import exit_code, run_line
from teg_tui.errors import BudgetError, DataError, TegError
from teg_tui.outside_text import one_line

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Sequence

    from teg_tui.commands.orders import Manner, Order
    from teg_tui.costs.advice import Via
    from teg_tui.reports.plan import Selection
    from teg_tui.service.service import Service
    from teg_tui.service.views import Event, Quote, RunView, Status

MANY = 10
"""Reports above which real time at full price is agreed to first, whatever it costs."""


def carry_out(start: Path, order: Order, manner: Manner) -> int:
    """Write what is ordered; the exit code."""

    async def write(service: Service) -> int:
        runs: Sequence[RunView] = ()
        code = 0
        quote = await _quoted(service, order, manner.via, may_ask=manner.may_ask)
        if quote.plan.reports:
            if not quote.refusal:
                _agree(quote, await service.status(), manner)
            code, runs = await _begin(service, quote, manner)
        if manner.json:
            await telling.say_runs(service, runs)
        return code

    with output.for_a_program(manner.json):
        return ask(start, write, online=True)


def rehearse(start: Path, order: Order, manner: Manner) -> int:
    """Say what would be done and what it would cost; touches nothing."""

    async def say(service: Service) -> int:
        quote = await _quoted(service, order, manner.via, may_ask=False)
        plans.say_files(quote.plan, quote.writes)
        agreed_to = consent(quote, await service.status(), manner.via)
        if manner.json:
            output.say_json(telling.plan_json(quote, manner.via, agreed_to))
        for obstacle in (quote.refusal, agreed_to) if quote.plan.reports else ():
            if obstacle:
                output.note(f"before anything is sent: {obstacle}")
        output.say("Nothing was sent and nothing was touched: this was a dry run.")
        return 0

    with output.for_a_program(manner.json):
        return ask(start, say, dry=True)


async def _quoted(service: Service, order: Order, via: Via, *, may_ask: bool) -> Quote:
    """The plan with its cost, said; without reports where all that is named is up to date."""
    catalogue = await service.catalogue()
    quote = await service.quote(order.selection(catalogue), via=via)
    if quote.plan.missing_needs:
        missing = plans.named(quote.plan.missing_needs, catalogue)
        if not may_ask:
            raise DataError(
                f"what the reports are written from is missing: {missing}", way_out=order.notes_too
            )
        if not output.confirm(one_line(f"Missing: {missing}. Write that first?")):
            raise DataError("nothing was sent", way_out=order.notes_too)
        with_notes = replace(quote.plan.selection, with_missing_notes=True)
        quote = await service.quote(with_notes, via=via)
    plans.note_left_out(quote.plan)
    if not quote.plan.reports:
        if order.skip_fresh and not quote.plan.skipped and not quote.plan.waits_for:
            output.say("Nothing to write: all of it is up to date.")
            return quote
        raise DataError(quote.refusal or "there is nothing to write")
    plans.say_plan(quote.plan, catalogue)
    say_estimate(quote.estimate, quote.advice)
    return quote


def consent(quote: Quote, status: Status, via: Via) -> str:
    """What must be agreed to before it is sent, in words; empty for nothing."""
    from teg_tui.costs.advice import Via, about, dollars

    if status.pretend:
        return ""
    estimate, reports = quote.estimate, len(quote.plan.reports)
    money = estimate.batch if via is Via.BATCH else estimate.standard
    if money is None or estimate.batch is None:
        return "no price is known for its model"
    if via is Via.REALTIME and reports > MANY:
        return (
            f"{reports} reports in real time are likely to cost {about(money.likely)},"
            f" by batch (--use-batch) {about(estimate.batch.likely)}"
        )
    if money.likely > status.confirm_above:
        limit = dollars(status.confirm_above)
        return f"it is likely to cost {dollars(money.likely)}, more than {limit}"
    return ""


def _agree(quote: Quote, status: Status, manner: Manner) -> None:
    """Have the cost agreed to where that is needed. Raises BudgetError where it is not."""
    question = consent(quote, status, manner.via)
    if not question or manner.yes:
        return
    if not manner.may_ask:
        raise BudgetError(question, way_out="Agree to it beforehand with --yes")
    if not output.confirm(f"{question[0].upper()}{question[1:]}. Send it?"):
        raise BudgetError("nothing was sent")


async def _begin(service: Service, quote: Quote, manner: Manner) -> tuple[int, Sequence[RunView]]:
    """Run after run: one, or in real time with pauses one a tournament. Exit code and runs."""
    import asyncio

    ended: list[RunView] = []
    for selection in _parts(quote, manner):
        if ended:
            await asyncio.sleep(manner.pause)
        run = await service.start(selection, manner.via)
        if manner.submit_only:
            return await _submit(service, run)
        done = await follow_through(service, run, stop_on_error=manner.stop_on_error)
        ended += done
        _say_what_batch_costs(quote, done[0])
        if manner.stop_on_error and exit_code(ended):
            break
    return exit_code(ended), ended


def _say_what_batch_costs(quote: Quote, run: RunView) -> None:
    """What the same would have been by batch, by the two prices of the estimate."""
    from teg_tui.costs.advice import Via, about

    standard, batch = quote.estimate.standard, quote.estimate.batch
    if run.via is Via.REALTIME and run.actual_usd and standard and standard.likely and batch:
        share = batch.likely / standard.likely
        output.say(f"By batch (--use-batch): {about(run.actual_usd * share)}.")


def _parts(quote: Quote, manner: Manner) -> Iterator[Selection]:
    from teg_tui.costs.advice import Via

    selection = quote.plan.agreed
    if not manner.pause or manner.via is Via.BATCH:
        yield selection
        return
    for teg in sorted({key.teg for key in quote.plan.reports}):
        cells = frozenset(cell for cell in selection.cells if cell.teg == teg)
        yield replace(selection, cells=cells)


async def _submit(service: Service, run: RunView) -> tuple[int, Sequence[RunView]]:
    """Send the first wave and leave the rest to whoever watches. Exit code and run."""
    mine = await service.tick()
    run = next(its for its in await service.runs() if its.number == run.number)
    if run.finished_at is not None:
        await say_outcome(service, run)
        return exit_code([run]), [run]
    output.say(run_line(run))
    if not mine:
        output.say("Another teg-tui works on this tour: it sends them.")
    for batch in run.batches:
        if batch.batch_id:
            output.say(f"{batch.kind_title}: {batch.batch_id}")
        if batch.note:
            output.note(f"{batch.kind_title}: {batch.note}")
    output.say("Go on with: teg-tui watch")
    unsent = [b for b in run.batches if b.wave == run.wave and b.state.value == "prepared"]
    unwell = FAILED if mine and unsent and not run.waiting else 0
    return exit_code([run]) or unwell, [run]


async def follow_through(
    service: Service, run: RunView, *, stop_on_error: bool = False
) -> list[RunView]:
    """A run and its corrections, each followed to its end and told; one that waits for a person
    is told, and left to him."""
    ended: list[RunView] = []
    following: RunView | None = run
    # One watch for all: to stop it in between would break off whatever is just being sent.
    async with aclosing(service.watch()) as events:
        while following is not None:
            done = await _follow(service, events, following, stop_on_error=stop_on_error)
            ended.append(done)
            if done.finished_at is None:
                output.note(f"{done.title}: {done.waiting}")
                break
            await say_outcome(service, done)
            runs = await service.runs()
            following = next((its for its in runs if its.corrects == done.number), None)
            if following is not None:
                output.say(f"{following.title}:")
    return ended


async def _follow(
    service: Service, events: AsyncIterator[Event], run: RunView, *, stop_on_error: bool
) -> RunView:
    """A run at its end, or a correction as soon as it waits for a person.

    With `stop_on_error` it is canceled as soon as one of its reports has failed or is held.
    """
    import asyncio

    from teg_tui.service.views import Notice, RunsChanged, StatusChanged, Writing

    number, told_to_stop, trouble = run.number, False, ""
    try:
        with progress.shown() as tell:
            if _is_over(run):
                tell(run)
                return run
            async for event in events:
                if isinstance(event, Notice) or (
                    isinstance(event, Writing) and event.run == number
                ):
                    tell(event)
                if isinstance(event, StatusChanged) and event.status.trouble != trouble:
                    trouble = event.status.trouble
                    output.note(trouble or "all is well again")
                if not isinstance(event, RunsChanged):
                    continue
                run = next(its for its in event.runs if its.number == number)
                tell(run)
                if _is_over(run):
                    return run
                if stop_on_error and not told_to_stop and (run.failed or run.held):
                    await service.cancel(number)
                    told_to_stop = True
    except asyncio.CancelledError:
        way_on = "watch" if run.via == "batch" else f"retry {number}"
        output.note(f"Run {number} is not over; what is written is kept. Go on: teg-tui {way_on}")
        raise
    raise TegError("the work was broken off", way_out="Go on with: teg-tui watch")


def _is_over(run: RunView) -> bool:
    """Whether nothing more comes of a run by itself."""
    return run.finished_at is not None or bool(run.waiting and run.corrects is not None)


async def say_outcome(service: Service, run: RunView) -> None:
    """What became of each report of a run, and what it cost."""
    catalogue = await service.catalogue()
    alike: dict[tuple[str, str], list[str]] = {}
    for report in await service.outcomes(run.number):
        status = catalogue.reports.get(report.key)
        path = status.path if status else report.path
        name = path or plans.named([report.key], catalogue)
        alike.setdefault((report.outcome.value, report.reason), []).append(name)
    for (outcome, reason), names in alike.items():
        _say_alike(outcome, reason, names)
    noun = "report" if run.filed == 1 else "reports"
    stopped = f", {run.canceled} cancelled" if run.canceled else ""
    failed = run.failed - run.canceled
    output.say(f"{run.filed} {noun} written, {run.held} held, {failed} failed{stopped}")
    _say_cost(run)
    if (run.held or run.failed) and not any(
        its.corrects == run.number for its in await service.runs()
    ):
        output.say(f"Send again what did not come: teg-tui retry {run.number}")


def _say_alike(outcome: str, reason: str, names: Sequence[str]) -> None:
    """A line a report; a reason that many have in common, as when a batch is refused, once."""
    if reason and len(names) > 1:
        output.say(f"{outcome}: {len(names)} reports ({reason}):")
        names = [f"  {name}" for name in names]
    else:
        why = f" ({reason})" if reason else ""
        names = [f"{outcome}: {name}{why}" for name in names]
    for line in names:
        output.say(line)


def _say_cost(run: RunView) -> None:
    from teg_tui.costs.advice import dollars

    if run.actual_usd is not None and run.pretend:
        output.say(f"It would have cost {dollars(run.actual_usd)}; here it was pretend.")
    elif run.actual_usd is not None:
        expected = f", estimated {dollars(run.estimated.likely)}" if run.estimated else ""
        output.say(f"Cost: {dollars(run.actual_usd)}{expected}")
    if run.in_doubt_usd:
        output.say(f"{dollars(run.in_doubt_usd)} more may have been billed: see the console")
