"""Batches at Anthropic: asked after, canceled, told apart from those that are not there yet."""

from __future__ import annotations

from datetime import timedelta

from teg_tui.service import collection
from teg_tui.service import endpoint as endpoints
from teg_tui.service.answers import DefiniteNo, GatewayError, NotVisibleYet, TryLater
from teg_tui.service.context import Context, log
from teg_tui.service.reasons import NO_LONGER_KEPT, SENT_TO
from teg_tui.service.submission import observe
from teg_tui.service.views import BatchState
from teg_tui.store.records import BatchRecord

_MAY_BE_INVISIBLE = timedelta(minutes=15)
"""For how long after its making a batch that is not found is not worth a word."""


async def poll(context: Context, batch: BatchRecord) -> None:
    """Ask how a batch is doing."""
    if not _reachable(context, batch):
        return
    try:
        remote = await context.gateway.retrieve(batch.batch_id or "")
    except NotVisibleYet as error:
        _not_found(context, batch, error)
        return
    except GatewayError as error:
        context.postpone(batch, error)
        return
    context.answered()
    observe(context, batch, remote)
    if remote.archived_at is not None:
        await collection.take_what_came(context, batch, NO_LONGER_KEPT)


async def cancel(context: Context, batch: BatchRecord) -> None:
    """Ask for a batch to be stopped; what has finished of it is collected as ever."""
    if not _reachable(context, batch):
        return
    try:
        remote = await context.gateway.cancel(batch.batch_id or "")
    except DefiniteNo as refusal:
        log.info("batch %d can't be canceled: %s", batch.number, refusal.reason)
        context.batches.change(batch.number, cancel_sent=True, next_at=context.now())
    except NotVisibleYet as error:
        _not_found(context, batch, error)
    except GatewayError as error:
        context.postpone(batch, error)
    else:
        context.answered()
        context.batches.change(batch.number, cancel_sent=True)
        observe(context, batch, remote)


def _reachable(context: Context, batch: BatchRecord) -> bool:
    """Whether it may be asked for here; elsewhere than where it was sent it never is."""
    if batch.endpoint == context.endpoint.base_url:
        return True
    name = endpoints.name_of(batch.endpoint)
    if context.is_canceled(batch):
        reason = f"canceled; it was sent to {name} and may be billed there"
        context.batches.give_up(
            batch, BatchState.REJECTED, reason, context.now(), may_be_billed=True
        )
    else:
        note = f"{SENT_TO}{name}: only there can it be asked for"
        context.batches.change(batch.number, note=note, next_at=context.next_poll())
    return False


def _not_found(context: Context, batch: BatchRecord, error: NotVisibleYet) -> None:
    """Soon after it was made that means nothing; later it is shown, and asked again."""
    context.answered()
    made = batch.submitted_at or batch.created_at
    if context.now() - made < _MAY_BE_INVISIBLE:
        context.batches.change(batch.number, note="not visible yet", next_at=context.next_poll())
    elif context.is_canceled(batch):
        reason = f"canceled; {context.endpoint.name} does not know it (any more)"
        context.batches.give_up(
            batch, BatchState.REJECTED, reason, context.now(), may_be_billed=True
        )
    else:
        note = f"{context.endpoint.name} does not know it (any more) with this API key"
        context.postpone(batch, TryLater(error.reason), note)
