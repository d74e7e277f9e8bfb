"""One commit a collected batch, now or as soon as git can."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from teg_tui.reports.provenance import Provenance
from teg_tui.service.context import Context, log
from teg_tui.service.views import Outcome
from teg_tui.store import trailers
from teg_tui.store.commits import CommitResult
from teg_tui.store.files import FileScanner
from teg_tui.store.gittrouble import TroubleKind
from teg_tui.store.records import BatchRecord, RequestRecord

_WHILE_LOCKED = (0.3, 1.0, 2.0)
"""Seconds to wait, one after the other, while another git has the repository's lock."""
_FINAL = frozenset({TroubleKind.EDITED, TroubleKind.VANISHED})
"""Left to whoever edited or removed the file: asking again would change nothing."""


def provenance_of(batch: BatchRecord, request: RequestRecord) -> Provenance:
    """How a filed request's report came to be."""
    cached = request.cache_write_tokens + request.cache_read_tokens
    return Provenance(
        key=request.key,
        recipe=request.recipe,
        blob=request.blob,
        batch_id=batch.batch_id,
        input_tokens=request.input_tokens + cached,
        output_tokens=request.output_tokens,
        cost_usd=request.cost_usd,
        pretend=batch.pretend,
        written_at=request.settled_at or batch.created_at,
        claims=request.claims,
    )


async def commit_pending(context: Context) -> bool:
    """Make the commits that are due; whether any is off the list."""
    progress = False
    for pending in context.ledger.pending_commits():
        if not context.workspace.config.git.commit:
            context.ledger.commit_made(pending.batch, "")
            progress = True
            continue
        if not context.git_patience.may_ask(context.now()):
            break
        batch = context.batches.get(pending.batch)
        filed = [r for r in context.batches.requests(batch.number) if r.outcome == Outcome.FILED]
        result = await asyncio.to_thread(_commit, context, batch, filed)
        progress = _note(context, batch, filed, result, pending.trouble) or progress
    return progress


async def commit_patiently(
    context: Context,
    paths: Sequence[str],
    message: str,
    lines: Sequence[str],
    filed: Mapping[str, str],
) -> CommitResult:
    """Commit files whose blobs are `filed`; asked again while another git is busy."""
    for pause in (*_WHILE_LOCKED, None):
        result = await asyncio.to_thread(context.commits.commit, paths, message, lines, filed=filed)
        locked = result.trouble is not None and result.trouble.kind is TroubleKind.LOCKED
        if pause is None or not locked:
            break
        await context.clock.sleep(pause)
    return result


async def commit_now(
    context: Context, paths: Sequence[str], message: str, lines: Sequence[str] = ()
) -> CommitResult:
    """Commit files as they are, unless none is wanted; asked again while another git is busy.

    What git refuses is told as a notice: the files are there, and are the user's to commit.
    """
    if not context.workspace.config.git.commit:
        return CommitResult()
    filed = await asyncio.to_thread(FileScanner(context.root).scan, paths)
    result = await commit_patiently(context, paths, message, lines, filed)
    if result.trouble is not None:
        context.tell("warning", f"Not committed: {result.trouble}")
    return result


def _commit(context: Context, batch: BatchRecord, filed: Sequence[RequestRecord]) -> CommitResult:
    return context.commits.commit(
        [request.path for request in filed],
        _message(context.workspace.config.event, batch, filed),
        [trailers.to_line(provenance_of(batch, r), r.path) for r in filed],
        filed={request.path: request.blob for request in filed},
    )


def _note(
    context: Context,
    batch: BatchRecord,
    filed: Sequence[RequestRecord],
    result: CommitResult,
    known_trouble: str,
) -> bool:
    """Remember what git made of it; whether that settles the matter."""
    with context.ledger.transaction():
        for request in filed:
            blob = result.blobs.get(request.path, request.blob)
            if blob != request.blob:  # a hook made other bytes of it
                context.ledger.know_blob(request.path, blob)
                context.ledger.reformatted(request.key, request.blob, blob)
        trouble = result.trouble
        settled = trouble is None or trouble.kind in _FINAL
        if settled:
            context.ledger.commit_made(batch.number, result.sha or "")
    if trouble is None:
        context.git_patience.answered()
        log.info("batch %d committed: %s", batch.number, result.sha or "nothing left to commit")
        return True
    if trouble.kind is TroubleKind.STOPPED:
        return False
    if not settled:
        context.git_patience.failed(context.now(), str(trouble))
        context.ledger.commit_failed(batch.number, str(trouble))
    if str(trouble) != known_trouble:
        later = "" if settled else ". The reports are filed, and it is tried again"
        context.tell("warning", f"Not committed: {trouble}{later}", calls=True)
    return settled


def _message(event: str, batch: BatchRecord, filed: Sequence[RequestRecord]) -> str:
    """A subject that says what was written, and a body that says how."""
    tegs = sorted({request.key.teg for request in filed})
    if len(filed) == 1:
        key = filed[0].key
        what = f"{key.teg}" if key.round is None else f"{key.teg} R{key.round}"
    else:
        span = f"{tegs[0]}-{tegs[-1]}" if len(tegs) > 1 else f"{tegs[0]}"
        what = f"{span} ({len(filed)} reports)"
    pretend = " (simulated)" if batch.pretend else ""
    way = "In real time" if batch.batch_id is None else f"Batch {batch.batch_id}"
    return f"{batch.title}: {event} {what}{pretend}\n\n{way}"
