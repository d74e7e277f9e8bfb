"""Leaving when told to: gone within two seconds, the terminal as it was, nothing left running.

What matters is on disk before it is acted on, so an orderly end that takes too long is cut short:
what that leaves behind is what a kill leaves behind, and the next start goes on from there.
"""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import termios
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

SECONDS = 1.5
"""For an orderly end; two are promised, and a busy machine needs some of them."""
TOLD_BY = (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)
HEARS_WITHIN = 0.5
"""No wait of the main thread is longer: a signal that comes right before one is heard after it."""
HUNG_UP = 128 + signal.SIGHUP
"""The exit code where the terminal has gone."""

_RESTORE = (
    b"\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1016l"  # mouse
    b"\x1b[?2004l\x1b[?2048l\x1b[?1004l\x1b[<u"  # paste, size, focus, keyboard
    b"\x1b[?7h\x1b[?1049l\x1b[?25h"  # line wrap, the screen before, the cursor
)

EndChild = Callable[[signal.Signals], object]


class _State:
    """What is to be put right, whichever way we go."""

    def __init__(self) -> None:
        self.meant = False
        self.told_by = 0
        self.screen = False
        self.modes: list[int | list[bytes | int]] | None = None
        self.terminals = {s for s in (sys.__stdout__, sys.__stderr__) if s and s.isatty()}
        self.deadline: threading.Timer | None = None
        self.children: set[EndChild] = set()
        self.asking = 0


_state = _State()


@contextmanager
def when_told(end: Callable[[int], object]) -> Iterator[None]:
    """While the block lasts, SIGHUP, SIGTERM and SIGINT call `end` with their number.

    From then on the process is gone within two seconds, ended or not. A signal that whoever
    started us wants ignored (`nohup`) stays ignored. In the main thread only.
    """

    def told(number: int, frame: FrameType | None) -> None:
        del frame
        at_the_latest(128 + number)
        let_go_of_dead_terminal()
        _state.told_by = _state.told_by or number
        if _state.asking:
            raise SystemExit(128 + number)
        end(number)

    _state.meant, _state.told_by = True, 0
    with suppress(termios.error, ValueError, OSError):
        _state.modes = termios.tcgetattr(sys.__stdin__.fileno()) if sys.__stdin__ else None
    heeded = [n for n in TOLD_BY if signal.getsignal(n) is not signal.SIG_IGN]
    before = {number: signal.signal(number, told) for number in heeded}
    try:
        yield
    finally:
        _state.meant = False
        for number, handler in before.items():
            signal.signal(number, handler)


def told_by() -> int:
    """The signal that told us to end; 0 where none has."""
    return _state.told_by


@contextmanager
def while_asking() -> Iterator[None]:
    """While somebody is asked something and nothing else can go on: a signal ends the asking."""
    signal.siginterrupt(signal.SIGINT, True)  # polars, once imported, has a read go on after it
    _state.asking += 1
    try:
        yield
    finally:
        _state.asking -= 1


@contextmanager
def looking_after(end: EndChild) -> Iterator[None]:
    """While the block lasts there is a program that we have started; `end` signals it."""
    _state.children.add(end)
    try:
        yield
    finally:
        _state.children.discard(end)


def end_of(process: subprocess.Popen[bytes]) -> int:
    """The exit code of a program that we have started, once it has one; we can be told meanwhile.

    In the main thread, where nothing else goes on.
    """
    with looking_after(process.send_signal):
        while True:
            with suppress(subprocess.TimeoutExpired):
                return process.wait(HEARS_WITHIN)


def tell_children(number: signal.Signals) -> None:
    """Signal the programs that are running for us."""
    for end in tuple(_state.children):
        with suppress(OSError):
            end(number)


def at_the_latest(code: int) -> None:
    """Whatever happens, be gone soon, with that exit code; only where `when_told` holds."""
    if _state.meant and _state.deadline is None:
        _state.deadline = threading.Timer(SECONDS, _go, [code])
        _state.deadline.daemon = True
        _state.deadline.start()


def _go(code: int) -> None:
    tell_children(signal.SIGKILL)
    restore_terminal()
    os._exit(code)


def restore_terminal() -> None:
    """The terminal as it was found, as far as it can still be reached; never waits for it."""
    if _state.modes is None or sys.__stdin__ is None or sys.__stderr__ is None:
        return
    with suppress(termios.error, ValueError, OSError):
        termios.tcsetattr(sys.__stdin__.fileno(), termios.TCSANOW, _state.modes)
        out = sys.__stderr__.fileno()
        if _state.screen and os.isatty(out) and select.select([], [out], [], 0)[1]:
            os.write(out, _RESTORE)


def let_go_of_dead_terminal() -> bool:
    """Where the terminal has gone, what is still said goes nowhere, instead of failing.

    Whether it has gone.
    """
    gone = False
    for stream in (sys.__stdout__, sys.__stderr__):
        try:
            if stream is not None and stream in _state.terminals and not stream.isatty():
                gone = True
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, stream.fileno())
                os.close(nowhere)
        except (ValueError, OSError):  # closed already
            continue
    return gone


def has_screen() -> None:
    """The whole terminal is in use from now on."""
    _state.screen = True
