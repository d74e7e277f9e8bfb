"""A mistake of ours in a worker: said, not fatal."""

from __future__ import annotations

from textual.widget import Widget
from textual.worker import Worker, WorkerState


def mistake_of(event: Worker.StateChanged) -> str:
    """What to say of a worker; empty where it did not fail."""
    if event.state is not WorkerState.ERROR:
        return ""
    error = event.worker.error
    return f"Something went wrong in teg-tui itself: {type(error).__name__}: {error}"


class SaysMistakes(Widget):
    """A screen whose workers' failures are shown: Textual tells them to their own node alone."""

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Show the failure, and go on."""
        if words := mistake_of(event):
            self.notify(words, severity="error", timeout=20, markup=False)
