"""A mistake of ours in a worker: said and written to the log, not fatal."""

from __future__ import annotations

import asyncio
import logging
from functools import partial

from textual.widget import Widget
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


class SaysMistakes(Widget):
    """A screen whose workers' failures are shown: Textual tells them to their own node alone."""

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Show the failure, and go on."""
        if words := mistake_of(event):
            self.notify(words, severity="error", timeout=20, markup=False)
