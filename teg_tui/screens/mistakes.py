"""Mistakes of ours: in a worker said and written to the log, not fatal; elsewhere the app's end."""

from __future__ import annotations

import asyncio
import logging
from functools import partial

from textual.app import App
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


class BrokenOffError(RuntimeError):
    """What keeps the app going was cancelled: whatever it waited for was, by one of ours."""


class TellsMistakes(App[None]):
    """An app that one mistake of ours ends, for whoever began it to tell; in a worker none does."""

    mistake: Exception | None = None
    """Which ended the app."""

    async def _process_messages_loop(self) -> None:
        """Textual takes its loop's cancellation for an end in order: only `exit` is one."""
        try:
            await super()._process_messages_loop()
        except asyncio.CancelledError as error:
            broken = BrokenOffError("the screen was broken off")
            broken.__cause__ = error
            self._handle_exception(broken)
            raise

    def _handle_exception(self, error: Exception) -> None:
        """A mistake of ours in a screen ends the app: whoever began it tells of it then.

        Not once it is leaving: a screen that was just being put up misses its parts then.
        """
        if self._exit:
            return
        self.mistake = self.mistake or error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Textual would print the values of all variables here, texts and keys among them."""
        self._close_messages_no_wait()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A mistake of ours in a worker of the app's: said, not fatal."""
        if words := mistake_of(event):
            self.notify(words, severity="error", timeout=20, markup=False)
