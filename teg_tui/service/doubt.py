"""What is known of a batch whose submission is uncertain, for whoever has to live with it."""

from __future__ import annotations

from datetime import datetime, timedelta

from teg_tui.service.context import Context
from teg_tui.service.submission import LONGEST_GAP, QUIET_SECONDS
from teg_tui.service.views import BatchState, Doubt
from teg_tui.store.records import BatchRecord

_JITTER = 1.1
"""A pause between two looks may be a tenth longer."""


def doubt(context: Context, batch: BatchRecord) -> Doubt | None:
    """The doubt about a batch; None where there is none."""
    if batch.state != BatchState.UNCERTAIN:
        return None
    endpoint = context.endpoint
    elsewhere = batch.endpoint != endpoint.base_url
    other_key = not elsewhere and batch.key_mark != context.key_mark()
    left = timedelta(seconds=max(0.0, QUIET_SECONDS - batch.quiet_seconds))
    unanswered = batch.tries > 0
    open_ended = unanswered or elsewhere or other_key or batch.asks or bool(batch.candidates)
    return Doubt(
        sent_at=batch.submitted_at,
        looked_at=batch.listed_at,
        settles_at=None if open_ended else _settles_at(context, batch, left),
        left=left,
        candidates=tuple(sorted(batch.candidates.items())),
        not_ours=len(batch.not_ours),
        unanswered=unanswered,
        asks=batch.asks,
        endpoint_now=endpoint.name if elsewhere else "",
        other_key=other_key,
        canceled=context.is_canceled(batch),
    )


def _settles_at(context: Context, batch: BatchRecord, left: timedelta) -> datetime | None:
    """When enough lists have been read, one after each pause; a pause counts so much at most."""
    begin = batch.listed_at or batch.next_at
    if begin is None:
        return None
    pause = context.workspace.config.poll_seconds * _JITTER
    return begin + left * max(1.0, pause / LONGEST_GAP) + timedelta(seconds=pause)
