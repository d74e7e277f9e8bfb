"""Moments at which a program is told to go, and ways of telling it."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

from terminal import Terminal

Moment = Callable[[Terminal, Path], object]
Way = Callable[[Terminal], object]

HANGS = "trap '' TERM HUP INT; touch {started}; exec sleep 600"


def hanging(place: Path, started: Path) -> Path:
    """A program that ends for nobody, and says that it has begun."""
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(f"#!/bin/sh\n{HANGS.format(started=started)}\n")
    place.chmod(0o755)
    return place


def wait_until(there: Callable[[], bool], app: Terminal, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not there():
        assert time.monotonic() < end, app.text
        app.read(0.05)


def grid(app: Terminal, folder: Path) -> None:
    app.wait_for("TEG 18, round 2", seconds=60)


def dialog(app: Terminal, folder: Path) -> None:
    grid(app, folder)
    app.press("v", "g")
    app.wait_for("y send", seconds=60)


def sending(app: Terminal, folder: Path) -> None:
    dialog(app, folder)
    app.press("y")


def sent(app: Terminal, folder: Path) -> None:
    sending(app, folder)
    app.wait_for("in progress", seconds=60)


def collecting(app: Terminal, folder: Path) -> None:
    sent(app, folder)
    results = folder / "data" / "batch_results"
    wait_until(lambda: any(results.glob("*_results.jsonl")), app)


def hook(app: Terminal, folder: Path) -> None:
    started = folder / ".git" / "started"
    hanging(folder / ".git" / "hooks" / "pre-commit", started)
    sending(app, folder)
    wait_until(started.exists, app)


def editor(app: Terminal, folder: Path) -> None:
    grid(app, folder)
    app.press("left", "enter")
    app.wait_for("Other kind", seconds=60)  # of the reader's keys
    app.press("E")
    wait_until((folder.parent / "edited").exists, app)


def writing(app: Terminal, folder: Path) -> None:
    grid(app, folder)
    app.press("w")
    app.wait_for("y send", seconds=60)
    app.press("y")
    app.wait_for("writing", seconds=60)


def a_little(seconds: float) -> Moment:
    """Some time after the start: before anything is loaded, or painted."""
    return lambda app, folder: app.read(seconds)


MOMENTS: Mapping[str, Moment] = {
    "starting": a_little(0.4),
    "loading": a_little(0.8),
    "painting": a_little(1.2),
    "grid": grid,
    "dialog": dialog,
    "sending": sending,
    "sent": sent,
    "collecting": collecting,
    "hook": hook,
    "editor": editor,
    "writing": writing,
}


def by_signal(number: signal.Signals) -> Way:
    return lambda app: os.kill(app.pid, number)


def twice_ctrl_c(app: Terminal) -> None:
    app.press("ctrl+c", "ctrl+c")


WAYS: Mapping[str, tuple[Way, frozenset[int]]] = {
    "SIGTERM": (by_signal(signal.SIGTERM), frozenset({143, -15})),
    "SIGHUP": (by_signal(signal.SIGHUP), frozenset({129, -1})),
    "SIGINT": (by_signal(signal.SIGINT), frozenset({130, -2})),
    "Ctrl-C": (twice_ctrl_c, frozenset({0, 130, -2})),
    "hang up": (Terminal.hang_up, frozenset({129, -1})),
}
"""How it is told, and the exit codes that may come of it: negative before it can answer."""


def told(app: Terminal, folder: Path, moment: str, way: str) -> list[str]:
    """Tell an app at a moment and see it go; what was not as it has to be."""
    MOMENTS[moment](app, folder)
    tell, codes = WAYS[way]
    tell(app)
    code = app.wait_exit(60)
    wrong = [] if code in codes else [f"exit code {code}"]
    if way != "hang up":
        wrong += app.not_restored()
    wrong += app.left_running()
    return wrong if is_sound(folder) else [*wrong, "the ledger"]


def is_sound(folder: Path) -> bool:
    """Whether the ledger is in order, as far as there is one."""
    ledger = folder / ".teg-tui" / "ledger.db"
    if not ledger.exists():
        return True
    with closing(sqlite3.connect(ledger)) as connection:
        return bool(connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)])


def with_editor(environment: Mapping[str, str], folder: Path) -> dict[str, str]:
    """An environment whose editor ends for nobody."""
    return {**environment, "EDITOR": str(hanging(folder.parent / "edit", folder.parent / "edited"))}
