"""What is wrong now, in the one line that stays on screen until it is over."""

from __future__ import annotations

from teg_tui.service import disk
from teg_tui.service.context import Context
from teg_tui.service.library import Library
from teg_tui.store.lock import WorkspaceLock

SILENT_SECONDS = 45.0
"""Without a sign of life for so long, it is not at work: it gives one every ten seconds."""


def now(context: Context, library: Library, lock: WorkspaceLock) -> str:
    """The trouble that matters most; empty where all is well."""
    return (
        disk.trouble(context)
        or context.network.trouble
        or library.trouble
        or _idle_holder(context, lock)
    )


def _idle_holder(context: Context, lock: WorkspaceLock) -> str:
    """What to say of another process that keeps the lock while there is work, and does none.

    The kernel frees the lock of one that dies; one that is stopped or hangs keeps it.
    """
    if lock.held or lock.silence() < SILENT_SECONDS or context.runs.idle():
        return ""
    holder = lock.holder()
    process, end = (f" (process {holder})", f"kill {holder}") if holder else ("", "close it")
    return (
        f"another teg-tui{process} has this tour in hand and does nothing:"
        f" let it go on, or end it ({end}) and this one takes over"
    )
