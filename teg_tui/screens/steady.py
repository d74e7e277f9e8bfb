"""An app that no quick keys end, and that knows by which mistake of ours it was ended."""

from __future__ import annotations

import asyncio
from typing import Any

from textual import events
from textual._context import active_message_pump
from textual.app import App
from textual.css.query import NoMatches
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import Worker, WorkerFailed

from teg_tui.screens.base import Commands
from teg_tui.screens.mistakes import mistake_of


class BrokenOffError(RuntimeError):
    """What keeps the app going was cancelled, with something of ours that it waited for."""


class SteadyApp(App[None]):
    """What every app of ours does."""

    mistake: Exception | None = None
    """Of ours, which ended the app."""

    async def _process_messages_loop(self) -> None:
        """Textual takes its loop's cancellation for an end in order: only `exit` is one."""
        try:
            await super()._process_messages_loop()
        except asyncio.CancelledError as error:
            broken = BrokenOffError("the screen was broken off")
            broken.__cause__ = error
            self._handle_exception(broken)
            raise

    async def on_event(self, event: events.Event) -> None:
        """A key typed ahead waits for the screen that it is meant for to have all its parts."""
        if isinstance(event, events.Key) and self.screen_stack:
            await self.screen._mounted_event.wait()
        await super().on_event(event)

    def _handle_exception(self, error: Exception) -> None:
        """A mistake of ours in a screen ends the app: whoever began it tells of it then.

        Not once it is leaving, or on a screen that has been left: what was just being put up
        misses its parts then.
        """
        if self._exit or self._misses_parts_it_had(error):
            return
        self.mistake = self.mistake or error
        super()._handle_exception(error)

    def _misses_parts_it_had(self, error: Exception) -> bool:
        node: object = active_message_pump.get(self)
        if isinstance(error, WorkerFailed):
            node = next((its.node for its in self.workers if its.error is error.error), node)
            error = error.error if isinstance(error.error, Exception) else error
        if not isinstance(error, NoMatches) or not isinstance(node, Widget):
            return False
        return not any(screen in self.screen_stack for screen in node.ancestors_with_self)

    def _fatal_error(self) -> None:
        """Textual would print the values of all variables here, texts and keys among them."""
        self._close_messages_no_wait()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A mistake of ours in a worker of the app's: said, not fatal."""
        if words := mistake_of(event):
            self.notify(words, severity="error", timeout=20, markup=False)

    async def push_screen_wait(
        self, screen: Screen[Any] | str, *, mode: str | None = None
    ) -> Any:  # what the screen is dismissed with
        """Show a screen and wait for what it is dismissed with; in a worker only.

        Textual does here, within the worker, what the app has still to do, such as removing a
        screen: broken off with the worker, that would take the screen's task along, and the app.
        """
        await asyncio.shield(self._flush_next_callbacks())
        return await asyncio.shield(self.push_screen(screen, wait_for_dismiss=True, mode=mode))

    def action_command_palette(self) -> None:
        """Show the commands; Textual's have a name, and fail where one is still being put away."""
        if not isinstance(self.screen, Commands):
            self.push_screen(Commands())
