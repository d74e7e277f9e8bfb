"""Textual's driver, for terminals that vanish or stop and go on again.

The driver writes in a thread of its own, through a queue of few places: once writing fails, that
thread is gone, and whoever puts something into the queue waits for ever. And it takes any SIGCONT
for the end of a suspension that it began: it would start a second time, and remember our own
modes as the terminal's.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

from textual.drivers.linux_driver import LinuxDriver

from teg_tui.leaving import HUNG_UP

if TYPE_CHECKING:
    from io import TextIOWrapper

    from textual.app import App

_LOOK_SECONDS = 5.0
"""Between two looks whether it is there: where nothing tells us, reading just ends at once."""


class PatientDriver(LinuxDriver):
    """A driver that outlives its terminal, so that the app can leave in order."""

    def __init__(self, app: App[Any], **how: Any) -> None:
        super().__init__(app, **how)
        if self._file is not None:
            self._file = cast("TextIOWrapper", _MayBeGone(self._file, self._gone))
        self._suspended = False
        self._loop.call_later(_LOOK_SECONDS, self._look)

    def _look(self) -> None:
        if os.isatty(self.fileno):
            self._loop.call_later(_LOOK_SECONDS, self._look)
        elif self.input_tty:
            self._gone()

    def _gone(self) -> None:
        """The terminal is no more; told in any thread."""
        with suppress(RuntimeError):  # the loop has been closed: we are leaving anyway
            self._loop.call_soon_threadsafe(self._app.exit, None, HUNG_UP)

    def _sigtstp_application(self, *signaled: object) -> None:
        self._suspended = True
        super()._sigtstp_application(*signaled)

    def _sigcont_application(self, *signaled: object) -> None:
        if self._suspended:
            self._suspended = False
            super()._sigcont_application(*signaled)
        else:  # others may have written on the screen meanwhile
            self._loop.call_soon_threadsafe(self._app.refresh)

    def run_input_thread(self) -> None:
        """Wait for keys, until there is nothing left that could send any."""
        try:
            super().run_input_thread()
        except OSError:
            self._gone()


class _MayBeGone:
    """A terminal to write to, that swallows all once it has gone."""

    def __init__(self, file: TextIOWrapper, gone: Callable[[], None]) -> None:
        self._file, self._gone = file, gone
        self._there = True

    def fileno(self) -> int:
        return self._file.fileno()

    def write(self, text: str) -> int:
        self._do(lambda: self._file.write(text))
        return len(text)

    def flush(self) -> None:
        self._do(self._file.flush)

    def _do(self, what: Callable[[], object]) -> None:
        if not self._there:
            return
        try:
            what()
        except (OSError, ValueError):
            self._there = False
            self._gone()
