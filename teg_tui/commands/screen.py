"""The app, from the command line."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from teg_tui import leaving
from teg_tui.commands import output
from teg_tui.errors import TegError

if TYPE_CHECKING:
    from teg_tui.app import TegApp
    from teg_tui.service.views import Event

HEADLESS = "Without a screen there are: rounds, tournaments, watch, batches, retry; see --help"


def check_terminal(way_out: str = HEADLESS) -> None:
    """Raise TegError where the app can't be shown."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM") == "dumb":
        raise TegError("the app needs a terminal", way_out=way_out)


def open_app(start: Path) -> int:
    """Open the app on the workspace that `start` lies in, or on its welcome; the exit code."""
    check_terminal()
    sys.setswitchinterval(0.001)  # how long a key waits at most while the service calculates
    gc.disable()  # until the first paint: whatever a start loads is there to stay
    from teg_tui import workspace
    from teg_tui.app import TegApp

    try:
        found = workspace.find(start)
    except workspace.NoWorkspaceError:
        return _run(TegApp(None, start=start), start)
    if not found.config.demo:
        return _run(TegApp(found.root), start)
    from teg_tui.demo import ensure_simulator

    with ensure_simulator(found, wait=False):
        return _run(TegApp(found.root), start)


def _run(app: TegApp, start: Path) -> int:
    with leaving.when_told(app.told_to_end):
        app.run()
    if app.mistake is not None:
        if not app.goes_on:
            raise app.mistake
        return _go_on(app, app.mistake, start)
    number = leaving.told_by()
    return 128 + number if number else app.return_code or 0


def _go_on(app: TegApp, mistake: Exception, start: Path) -> int:
    """The screen has broken: see what is under way to its end without it; the exit code.

    Nobody may be there to begin `watch`: a night's batches wait for whoever collects them, and
    what is being written in real time would be lost.
    """
    import asyncio
    import threading

    from teg_tui.commands.runs import Watcher
    from teg_tui.service import crash
    from teg_tui.service.views import RunsChanged

    output.note(f"teg-tui: {crash.keep(mistake, start, 'teg-tui')}")
    output.note("What is under way goes on here until it is over; Ctrl-C leaves.")
    over = threading.Event()
    watcher = Watcher()

    def hear(event: Event) -> None:
        for line in watcher.lines(event):
            output.note(line)
        if isinstance(event, RunsChanged) and all(run.finished_at for run in event.runs):
            over.set()

    with leaving.when_told(lambda _: over.set()):
        app.tell_instead(hear)
        while not over.wait(leaving.HEARS_WITHIN):
            pass
        asyncio.run(app.put_away())
    return crash.EXIT_CODE
