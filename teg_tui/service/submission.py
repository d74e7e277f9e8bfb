"""Sending a batch, the one step that costs money and can't be repeated blindly.

    prepared -> submitting -> in_progress          the answer came
                           -> rejected             a definite no
                           -> prepared             nothing left this computer, or 429
                           -> uncertain            anything else, a kill included

What is uncertain is settled by looking: batches younger than the one that was the account's
newest right before, with as many requests, are candidates, and the custom_ids in a candidate's
results prove or disprove it. Only when good listings over half an hour, with the same key, have
shown no candidate, and what was disproved then is so once more, is the batch sent again. That the
list shows a batch within that time is an assumption.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from teg_tui.clock import by
from teg_tui.errors import StoreError
from teg_tui.service import batch_files, fetching
from teg_tui.service import endpoint as endpoints
from teg_tui.service.answers import DefiniteNo, GatewayError, NotVisibleYet, TryLater
from teg_tui.service.context import Context, log
from teg_tui.service.gateway import RemoteBatch
from teg_tui.service.reasons import PREPARED_AGAIN, SENT_AGAIN
from teg_tui.service.views import BatchState
from teg_tui.store.files import inside, read_bytes
from teg_tui.store.records import BatchRecord

LOST = ""
"""In place of the account's newest batch at that time, where nobody remembers it."""
QUIET_SECONDS = 1800.0
"""For how long listings must have shown no candidate before a batch is sent again."""
LONGEST_GAP = 600.0
"""What one pause between two listings can count: a clock that jumped proves nothing."""
_CLOCKS_DIFFER = timedelta(days=1)
"""By less than that, this computer's and Anthropic's."""
_ENOUGH_TRIES = 5
"""Failed looks in a row after which a canceled run waits no longer."""
_WAY_OUT = "cancel the run and retry what is missing"
_LOST = f"it never reached {{name}}{SENT_AGAIN}"


async def submit(context: Context, batch: BatchRecord) -> None:
    """Send a prepared batch, once."""
    requests = _request_lines(context, batch)
    if requests is None:
        reason = f"{batch.request_file} was changed or removed{PREPARED_AGAIN}"
        context.batches.send_again(batch, BatchState.REJECTED, reason, context.now())
        return
    sent = batch_files.sent_as(context, batch, [request["custom_id"] for request in requests])
    if sent is not None:
        log.warning("batch %d was sent before, as %s: it goes on", batch.number, sent)
        context.batches.change(
            batch.number, state=BatchState.IN_PROGRESS, batch_id=sent, next_at=context.now()
        )
        return
    try:
        newest = await context.gateway.newest()
    except DefiniteNo as refusal:
        _reject(context, batch, refusal)
        return
    except GatewayError as error:
        context.postpone(batch, error)
        return
    context.answered()
    context.batches.change(
        batch.number,
        state=BatchState.SUBMITTING,
        before_id=newest,
        endpoint=context.endpoint.base_url,
        pretend=context.endpoint.pretend,
        key_mark=context.key_mark(),
        submitted_at=context.now(),
        listed_at=None,
        quiet_seconds=0.0,
        candidates={},
        note="",
    )
    log.info("batch %d: sending %d requests", batch.number, len(requests))
    try:
        remote = await context.gateway.create(requests)
    except DefiniteNo as refusal:
        _reject(context, batch, refusal)
    except TryLater as error:
        context.batches.change(batch.number, state=BatchState.PREPARED, submitted_at=None)
        context.postpone(batch, error)
    except GatewayError as error:
        _doubt(context, batch, f"no clear answer when it was sent ({error.reason})")
    else:
        context.answered()
        adopt(context, batch, remote)


def adopt(context: Context, batch: BatchRecord, remote: RemoteBatch) -> None:
    """A batch is there, and it is ours."""
    with context.ledger.transaction():  # with half of it known it would be looked for in vain
        context.batches.change(batch.number, batch_id=remote.batch_id, created_at=remote.created_at)
        observe(context, batch, remote)
    with suppress(StoreError):  # the ledger knows it, and may never be lost
        requests = context.batches.requests(batch.number)
        batch_files.write_info(context, context.batches.get(batch.number), requests)
    log.info("batch %d is %s", batch.number, remote.batch_id)


def observe(context: Context, batch: BatchRecord, remote: RemoteBatch) -> None:
    """Note how a batch is doing."""
    states = {
        "in_progress": BatchState.IN_PROGRESS,
        "canceling": BatchState.CANCELING,
        "ended": BatchState.ENDED,
    }
    state = states.get(remote.status)
    ended = state is BatchState.ENDED
    context.batches.change(
        batch.number,
        state=state or BatchState.IN_PROGRESS,
        counts=remote.counts,
        expires_at=remote.expires_at,
        ended_at=(remote.ended_at or context.now()) if ended else None,
        results_url=remote.results_url,
        next_at=context.now() if ended else context.next_poll(),
        tries=0,
        note="" if state else f"in a state we do not know ({remote.status[:40]!r})",
    )


def doubt_interrupted(context: Context) -> None:
    """What was being sent when a process died is uncertain; only the lock's holder may ask."""
    for batch in context.batches.in_state(BatchState.SUBMITTING):
        if batch.batch_id is not None:  # an earlier version noted that by itself
            context.batches.change(
                batch.number, state=BatchState.IN_PROGRESS, next_at=context.now()
            )
            continue
        _doubt(context, batch, "we were interrupted while it was being sent")


async def reconcile(context: Context, batch: BatchRecord) -> None:
    """Find out what became of an uncertain submission."""
    if batch.endpoint != context.endpoint.base_url:
        name = endpoints.name_of(batch.endpoint)
        _ask(context, batch, f"it was being sent to {name}: only there can it be looked for")
        return
    try:
        listed = await _listed(context, batch)
        quiet = _quiet_seconds(context, batch)
        search = await _find(context, batch, listed, anew=quiet >= QUIET_SECONDS)
    except GatewayError as error:
        if batch.tries >= _ENOUGH_TRIES and context.is_canceled(batch):
            _ask(context, batch, context.complaint(error))
        else:
            context.postpone(batch, error)
        return
    context.answered()
    if dict(batch.candidates) != search.candidates:
        context.batches.change(batch.number, candidates=search.candidates)
    if search.found is not None:
        context.tell("information", f"Batch {batch.number} had been made after all: it goes on")
        adopt(context, batch, search.found)
    elif search.question:
        context.batches.change(batch.number, listed_at=None, quiet_seconds=0.0)
        (_wait if search.answers_itself else _ask)(context, batch, search.question)
    elif batch.key_mark != context.key_mark():
        _ask(
            context,
            batch,
            "it was being sent with another API key, whose account alone can tell whether it was"
            f" made: use that key again, or {_WAY_OUT}",
        )
    else:
        _keep_looking(context, batch, quiet)


async def _listed(context: Context, batch: BatchRecord) -> list[RemoteBatch]:
    try:
        return await context.gateway.created_since(batch.before_id)
    except (DefiniteNo, NotVisibleYet):
        if batch.before_id is None:
            raise
        # The batch we remembered has been deleted meanwhile: look through all there are.
        return await context.gateway.created_since(None)


@dataclass
class _Search:
    """What came of a look for a batch; without batch and question no candidate is left."""

    found: RemoteBatch | None = None
    """The batch that is ours."""
    question: str = ""
    """Why that can't be said yet, in words."""
    answers_itself: bool = True
    """Whether it will show by itself."""
    candidates: dict[str, datetime] = field(default_factory=dict)
    """Batches that may be it, by id, and when each ends at the latest."""


async def _find(
    context: Context, batch: BatchRecord, listed: list[RemoteBatch], *, anew: bool
) -> _Search:
    """Look among the batches made since for the one that is ours.

    `anew` reads again what was disproved before: where an odd row had taken the place of ours, to
    trust it for good would be to pay twice.
    """
    ids = {request.custom_id for request in context.batches.requests(batch.number)}
    own, not_ours = context.batches.own_ids(), list(batch.not_ours)
    search = _Search()
    for candidate in listed:
        disproved = candidate.batch_id in not_ours
        if candidate.batch_id in own:
            continue
        if disproved and (candidate.archived_at is not None or not anew):
            continue
        if candidate.total != len(ids) or _is_far_older(candidate, batch):
            continue
        if candidate.archived_at is not None:
            search.candidates[candidate.batch_id] = candidate.expires_at
            search.question = (
                f"{candidate.batch_id} may be it, but its results are no longer kept: look at it"
                f" in the Anthropic console, then {_WAY_OUT}"
            )
            search.answers_itself = False
        elif candidate.status != "ended":
            search.candidates[candidate.batch_id] = candidate.expires_at
            search.question = (
                f"a batch of {len(ids)} requests made at that time is still running:"
                " whether it is ours shows when it ends"
            )
        else:
            async with context.gateway.results(candidate.batch_id) as chunks:
                ours = await fetching.holds_any(chunks, ids, candidate.total)
            if ours:
                return _Search(candidate)
            if not disproved:
                not_ours.append(candidate.batch_id)
                context.batches.change(batch.number, not_ours=not_ours)
    return search


def _is_far_older(candidate: RemoteBatch, batch: BatchRecord) -> bool:
    """Whether the days tell, where nothing else does: the ledger was lost meanwhile."""
    if batch.before_id != LOST or batch.submitted_at is None:
        return False
    return candidate.created_at < batch.submitted_at - _CLOCKS_DIFFER


def _quiet_seconds(context: Context, batch: BatchRecord) -> float:
    """For how long listings have shown no candidate, should this one show none either."""
    if batch.listed_at is None:
        return batch.quiet_seconds
    gap = (context.now() - batch.listed_at).total_seconds()
    return batch.quiet_seconds + min(max(0.0, gap), LONGEST_GAP)


def _keep_looking(context: Context, batch: BatchRecord, quiet: float) -> None:
    """Another good listing without a candidate; after half an hour of them, send again."""
    now = context.now()
    context.batches.change(batch.number, listed_at=now, quiet_seconds=quiet)
    if quiet >= QUIET_SECONDS:
        if context.is_canceled(batch):
            context.batches.give_up(batch, BatchState.REJECTED, "canceled; it was never made", now)
            return
        reason = _LOST.format(name=context.endpoint.name)
        context.batches.send_again(batch, BatchState.REJECTED, reason, now)
        context.tell("warning", f"Batch {batch.number} is not in the account's list: sent again")
        return
    left = timedelta(seconds=QUIET_SECONDS - quiet)
    then = by(now + left, now)
    _wait(
        context,
        batch,
        "no clear answer when it was sent; it is not in the account's list so far."
        f" If it does not turn up by {then} it is sent again",
    )


def _wait(context: Context, batch: BatchRecord, note: str, *, asks: bool = False) -> None:
    then = context.next_poll()
    context.batches.change(batch.number, note=note, next_at=then, tries=0, asks=asks)


def _ask(context: Context, batch: BatchRecord, note: str) -> None:
    """Only the user can settle it; a run that he has canceled is over then."""
    if context.is_canceled(batch):
        reason = f"canceled; it may have been billed ({note})"
        context.batches.give_up(
            batch, BatchState.REJECTED, reason, context.now(), may_be_billed=True
        )
    else:
        if not batch.asks:
            words = f"Run {batch.run} needs you: whether its batch was made is uncertain ({note})"
            context.tell("warning", words, calls=True)
        _wait(context, batch, note, asks=True)


def _doubt(context: Context, batch: BatchRecord, note: str) -> None:
    log.warning("batch %d is uncertain: %s", batch.number, note)
    words = f"{note}: looking whether it was made"
    context.batches.change(
        batch.number, state=BatchState.UNCERTAIN, note=words, next_at=context.now(), tries=0
    )


def _reject(context: Context, batch: BatchRecord, refusal: DefiniteNo) -> None:
    reason = context.complaint(refusal)
    context.batches.give_up(batch, BatchState.REJECTED, reason, context.now())
    context.tell("error", f"Batch {batch.number} was not accepted: {reason}", calls=True)


def _request_lines(context: Context, batch: BatchRecord) -> list[dict[str, Any]] | None:
    """The requests as they stand in the file; None where it is not the file we wrote."""
    data = read_bytes(inside(context.root, batch.request_file)) or b""
    wanted = [request.custom_id for request in context.batches.requests(batch.number)]
    try:
        found = [json.loads(line) for line in data.split(b"\n") if line]
        ids = [request["custom_id"] for request in found]
    except (ValueError, KeyError, TypeError):
        return None
    return found if ids == wanted else None
