"""Runs in real time whose process is gone, however it went.

Whoever carries out such runs holds a lock on a file of its own, which the kernel releases when it
dies. What it had kept of finished answers is filed; what it was having written may have been
billed and is left to the user; what it had not begun was not sent.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from teg_tui.service import batch_files, collection
from teg_tui.service.context import Context
from teg_tui.service.reasons import CANCELED, MAY_BE_BILLED, NOT_SENT
from teg_tui.service.views import BatchState, Outcome
from teg_tui.store.files import inside
from teg_tui.store.lock import WorkspaceLock
from teg_tui.store.records import BatchRecord, RunRecord

BROKEN_OFF = f"broken off while it was being written: {MAY_BE_BILLED}"


def lock_file(context: Context, owner: int) -> Path:
    """What the owner of runs in real time keeps locked while it lives."""
    return context.workspace.private / f"realtime-{owner}.lock"


def is_gone(context: Context, owner: int) -> bool:
    """Whether an owner of runs in real time has left or died; what it had locked is put away."""
    path = lock_file(context, owner)
    if not path.exists():
        return True
    lock = WorkspaceLock(path)
    if not lock.try_acquire():
        return False
    path.unlink(missing_ok=True)
    lock.release()
    return True


async def settle_if_abandoned(context: Context, run: RunRecord) -> None:
    """Settle what a run has open, where its owner is no more."""
    path = lock_file(context, run.owner)
    lock = WorkspaceLock(path)
    if not lock.try_acquire():
        return
    try:
        await settle(context, run)
        path.unlink(missing_ok=True)
    finally:
        lock.release()


async def settle(context: Context, run: RunRecord) -> None:
    """Settle what a run has open; nothing is sent again."""
    in_doubt = 0
    for wave in context.batches.of_run(run.number):
        if wave.state == BatchState.WRITING:
            raw = inside(context.root, batch_files.raw_results(context, wave))
            if raw.exists():
                await collection.settle_rows(context, wave, raw)
            in_doubt += _give_up(context, wave)
            collection.close_wave(context, wave)
    context.runs.give_up_unprepared(run.number, CANCELED if run.cancel else NOT_SENT)
    if in_doubt:
        some = "1 report was" if in_doubt == 1 else f"{in_doubt} reports were"
        context.tell(
            "warning",
            f"Run {run.number} was broken off while {some} being written: they may have been"
            " billed, and are sent again only by a retry",
        )


def _give_up(context: Context, wave: BatchRecord) -> int:
    """Whatever is open of a wave has failed; how many of it may have been billed."""
    left = [r for r in context.batches.requests(wave.number) if r.outcome == Outcome.OPEN]
    failed = [
        replace(
            request,
            outcome=Outcome.FAILED,
            reason=BROKEN_OFF if request.sent_at else NOT_SENT,
            settled_at=context.now(),
        )
        for request in left
    ]
    context.batches.settle(failed, wave.run)
    return sum(request.sent_at is not None for request in failed)
