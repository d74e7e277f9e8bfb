"""Runs: wave after wave, each begun when the one before is collected, with nobody there."""

from __future__ import annotations

from teg_tui.costs.advice import Via
from teg_tui.errors import TegError
from teg_tui.service import (
    abandoned,
    collection,
    committing,
    correcting,
    inflight,
    logfile,
    preparation,
    pricing,
    submission,
)
from teg_tui.service.answers import TryLater
from teg_tui.service.context import Context, log
from teg_tui.service.pace import is_due
from teg_tui.service.reasons import CANCELED, WAITS_FOR_RUN
from teg_tui.service.views import BatchState, Outcome
from teg_tui.store.ledger_file import LedgerError
from teg_tui.store.records import BatchRecord, RunRecord

_AT_WORK = (
    BatchState.SUBMITTING,
    BatchState.UNCERTAIN,
    BatchState.IN_PROGRESS,
    BatchState.CANCELING,
    BatchState.ENDED,
)
_MOST_PASSES = 100


async def tick(context: Context) -> None:
    """Do all that can be done now. Only the lock's holder may call it, one call at a time.

    What one step makes possible the next pass does; it ends when nothing changes any more.
    """
    submission.doubt_interrupted(context)
    for _ in range(_MOST_PASSES):
        before = context.ledger.change_mark
        await _pass(context)
        if context.ledger.change_mark == before:
            return


async def _pass(context: Context) -> None:
    """Look after every batch, commit and run once; what troubles one of them stops no other."""
    for batch in context.batches.in_state(*_AT_WORK):
        try:
            await _attend(context, batch)
        except LedgerError:
            raise  # the ledger itself: nothing can be noted down
        except Exception as error:
            words = words_of(error)
            context.disk.failed(context.now(), error)
            context.postpone(batch, TryLater(words), words)
    _correct(context)
    await committing.commit_pending(context)
    for run in context.runs.open_runs():
        try:
            await _advance(context, run)
        except LedgerError:
            raise
        except Exception as error:
            context.disk.failed(context.now(), error)
            _hold_up(context, run, words_of(error))


def _correct(context: Context) -> None:
    """Begin what corrections are due: runs of their own, which no other waits for."""
    try:
        correcting.begin_due(context, lambda owner: abandoned.is_gone(context, owner))
    except LedgerError:
        raise
    except Exception as error:
        log.warning("corrections can't be begun yet: %s", words_of(error))


def words_of(error: Exception) -> str:
    """What stopped a step; a mistake of ours is one line for the user and the rest for the log."""
    if isinstance(error, TegError):
        return str(error)
    log.exception("a mistake in teg-tui")
    return f"a mistake in teg-tui ({type(error).__name__}): see {logfile.NAME}"


async def _attend(context: Context, batch: BatchRecord) -> None:
    """Whatever one batch needs now."""
    canceled = context.is_canceled(batch)
    if canceled and batch.state == BatchState.ENDED and batch.tries:
        await collection.collect_in_part(context, batch)
        return
    may_ask = context.network.may_ask(context.now())
    if canceled and batch.state == BatchState.IN_PROGRESS and not batch.cancel_sent and may_ask:
        await inflight.cancel(context, batch)
        return
    if not is_due(batch.next_at, context.now()):
        return
    if batch.state == BatchState.ENDED:
        await collection.collect(context, batch)
    elif not may_ask:
        return
    elif batch.state == BatchState.UNCERTAIN:
        await submission.reconcile(context, batch)
    elif batch.state in (BatchState.IN_PROGRESS, BatchState.CANCELING):
        await inflight.poll(context, batch)


async def _advance(context: Context, run: RunRecord) -> None:
    """Begin the wave that is due, send what is prepared, or end the run."""
    if run.via == Via.REALTIME:
        await _follow(context, run)
        return
    if run.cancel:
        _stop(context, run)
    wave = _wave(context, run)
    if wave is None:
        _finish(context, run)
        return
    if run.cancel:
        return
    preparation.drop_unknown(context, run.number, wave)
    waiting = held_up(context, run, wave)
    _hold_up(context, run, waiting)
    if waiting:
        return
    await preparation.prepare(context, run, wave)
    for batch in context.batches.of_run(run.number):
        if batch.state != BatchState.PREPARED or not batch.ready:
            continue
        now = context.now()
        if is_due(batch.next_at, now) and context.network.may_ask(now):
            await submission.submit(context, batch)


async def _follow(context: Context, run: RunRecord) -> None:
    """A run in real time is its owner's; it is ended here, and settled where its owner died."""
    writing = any(b.state == BatchState.WRITING for b in context.batches.of_run(run.number))
    if writing or context.runs.open_wave(run.number) is not None:
        await abandoned.settle_if_abandoned(context, run)
    elif not _commits_next(context, run):
        _finish(context, run)


def _commits_next(context: Context, run: RunRecord) -> bool:
    """Whether the next pass commits what a run has just written: who waits for its end may leave
    the program then, and what is being committed would be broken off."""
    untried = {commit.batch for commit in context.ledger.pending_commits() if not commit.trouble}
    its_own = {batch.number for batch in context.batches.of_run(run.number)}
    return bool(untried & its_own) and context.git_patience.may_ask(context.now())


def _wave(context: Context, run: RunRecord) -> int | None:
    """The wave under way: the first with anything open; None where all is settled."""
    at_work = [b.wave for b in context.batches.of_run(run.number) if b.state in _AT_WORK]
    first = context.runs.open_wave(run.number)
    return min(at_work if first is None else [first, *at_work], default=None)


def held_up(context: Context, run: RunRecord, wave: int) -> str:
    """Why nothing of this wave can be begun or sent now, in words; empty where it can."""
    unprepared = context.runs.unprepared(run.number, wave)
    unsent = any(
        batch.state == BatchState.PREPARED and batch.ready
        for batch in context.batches.of_run(run.number)
    )
    if not unprepared and not unsent:
        return ""
    if run.pretend != context.endpoint.pretend:
        begun, now = ("a simulator", "Anthropic") if run.pretend else ("Anthropic", "a simulator")
        return f"was begun with {begun} and would go on with {now}: change base_url back or cancel"
    if not context.endpoint.has_key:
        return "there is no API key: set ANTHROPIC_API_KEY and start again"
    writes = unprepared if not run.is_correction else ()
    needed = {need for report in writes for need in context.material.needs_of(report.key)}
    others = {run for key, run in context.runs.waits(run.number).items() if key in needed}
    if others:
        return WAITS_FOR_RUN + ", ".join(map(str, sorted(others)))
    if unprepared and run.is_correction:
        return correcting.held_up(context, run, unprepared)
    if unprepared:
        larger = {r.key: r.max_tokens for r in unprepared if r.max_tokens is not None}
        ahead = pricing.quote(context, [[r.key for r in unprepared]], larger)
        return pricing.over_cap(context, pricing.price(ahead, Via(run.via)), run=run.number)
    return ""


def _hold_up(context: Context, run: RunRecord, why: str) -> None:
    """Note what a run waits for; the first time that is a person, call one."""
    for_others = not run.waiting or run.waiting.startswith(WAITS_FOR_RUN)
    if why and for_others and not why.startswith(WAITS_FOR_RUN):
        context.tell("warning", f"Run {run.number} ({run.title}) needs you: {why}", calls=True)
    context.runs.set_waiting(run.number, why)


def _stop(context: Context, run: RunRecord) -> None:
    """Of a canceled run, give up whatever has not been sent."""
    for batch in context.batches.of_run(run.number):
        if batch.state == BatchState.PREPARED:
            context.batches.give_up(batch, BatchState.REJECTED, CANCELED, context.now())
    context.runs.give_up_unprepared(run.number, CANCELED)


def _finish(context: Context, run: RunRecord) -> None:
    counts, canceled = context.runs.outcomes(run.number), context.canceled(run.number)
    filed, held, failed = (counts.get(o, 0) for o in (Outcome.FILED, Outcome.HELD, Outcome.FAILED))
    ends = (
        (filed, "filed"),
        (held, "held"),
        (failed - canceled, "failed"),
        (canceled, "cancelled"),
    )
    words = [f"{count} {end}" for count, end in ends if count]
    with context.ledger.transaction():
        context.runs.finish(run.number, context.now())
        smooth = not counts.keys() - {Outcome.FILED}
        told = ", ".join(words) or "nothing to do"
        if corrections := context.runs.corrections_of(run.number):
            told += f"; run {', '.join(map(str, corrections))} corrects what was false"
        context.tell(
            "information" if smooth else "warning",
            f"Run {run.number} is finished ({run.title}): {told}",
            calls=True,
        )
