"""What every screen of ours does: it is left once, and says what went wrong in its workers."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.command import CommandPalette
from textual.screen import ModalScreen, Screen
from textual.worker import Worker

from teg_tui.screens.mistakes import mistake_of

Result = TypeVar("Result")


class BaseScreen(Screen[Result]):
    """A screen of ours."""

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Leave it, once, and while it is in front: what was asked for may have come before it.

        Textual would put away whichever is in front, and fail the second time.
        """
        if self is not self.app.screen:
            return AwaitComplete()
        left: AwaitComplete = super().dismiss(result)
        return left

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A mistake of ours in a worker: said, and it goes on."""
        if words := mistake_of(event):
            self.notify(words, severity="error", timeout=20, markup=False)


class Commands(CommandPalette, BaseScreen[None]):
    """Everything that can be done, by name."""


class Dialog(ModalScreen[Result], BaseScreen[Result]):
    """A question, or words, in front of a screen of ours."""
