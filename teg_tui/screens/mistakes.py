"""A mistake of ours in a worker: said and written to the log, not fatal."""

from __future__ import annotations

import asyncio
import logging
from functools import partial

from textual.worker import Worker, WorkerState

from teg_tui.redaction import without_secrets

log = logging.getLogger("teg_tui.screens")


def mistake_of(event: Worker.StateChanged) -> str:
    """What to say of a worker; empty where it did not fail."""
    error = event.worker.error
    if event.state is not WorkerState.ERROR or error is None:
        return ""
    note = partial(log.error, "a mistake in a worker", exc_info=error)
    asyncio.get_running_loop().run_in_executor(None, note)  # the screen waits for no disk
    said = without_secrets(f"{type(error).__name__}: {error}")
    return f"Something went wrong in teg-tui itself: {said}"
