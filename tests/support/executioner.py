"""Ends this process's work at one of its durable steps, without a process to kill.

The interpreter's own audit events (a file opened to be written, renamed, removed; a connection
made; git started; a database opened) and the ledger's commits number the steps, so that none has
to be listed by hand. From the step at which it strikes, whatever tries to make another one fails as
well: no `except` and no `finally` leaves anything that a dead process would not have left.
"""

from __future__ import annotations

import sqlite3
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

STEPS = frozenset({"open", "os.rename", "os.remove", "socket.connect", "subprocess.Popen"})
_OWN_THREADS = ("MainThread", "asyncio")
_WRITES = ("INSERT", "UPDATE", "DELETE")


class Killed(BaseException):
    """The process is gone."""


class Executioner:
    """Counts steps, and strikes at one."""

    def __init__(self) -> None:
        self.counted = 0
        self.at = 0
        """The step at which it strikes, from 1; 0 for none."""
        self.active = False
        self.struck = False
        """Whether whoever was being watched is dead."""

    def arm(self, at: int) -> None:
        """Strike at that step from now."""
        self.counted, self.at, self.active, self.struck = 0, at, True, False

    def disarm(self) -> None:
        """Leave everybody alone."""
        self.active = self.struck = False

    def strike(self) -> None:
        """Strike now."""
        self.active = self.struck = True

    @contextmanager
    def striking(self, at: int) -> Iterator[None]:
        """Strike at that step while the block lasts."""
        self.arm(at)
        try:
            yield
        finally:
            self.disarm()

    def hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Hears of every audit event."""
        if not self.active or event not in STEPS:
            return
        if not threading.current_thread().name.startswith(_OWN_THREADS):
            return  # the simulator's
        if event == "open" and not _is_ours(arguments):
            return
        self._count()
        if self.struck:
            raise Killed(event)

    def watch(self, connection: sqlite3.Connection) -> None:
        """Count a connection's commits, too; it can't be made to forget."""

        def said(sql: str) -> None:
            if self.active and _is_commit(sql, connection):
                self._count()

        connection.set_trace_callback(said)

    @contextmanager
    def stopping(self, connection: sqlite3.Connection) -> Iterator[None]:
        """While the block lasts a connection does nothing more once somebody is dead."""
        connection.set_progress_handler(lambda: self.struck, 1)
        try:
            yield
        finally:
            connection.set_progress_handler(None, 1)

    def _count(self) -> None:
        self.counted += 1
        if self.counted == self.at:
            self.struck = True


@cache
def the_executioner() -> Executioner:
    """The one there is: an audit hook can't be taken out again, only told to do nothing."""
    made = Executioner()
    sys.addaudithook(made.hook)
    return made


def _is_commit(sql: str, connection: sqlite3.Connection) -> bool:
    """Whether a statement makes something durable when it ends."""
    return sql.startswith("COMMIT") or (sql.startswith(_WRITES) and not connection.in_transaction)


def _is_ours(arguments: tuple[Any, ...]) -> bool:
    """Whether a file is opened to be written, and not by an import."""
    path, mode, flags = arguments
    writes = any(letter in str(mode) for letter in "wax+") or (
        mode is None and isinstance(flags, int) and flags & 3
    )
    return bool(writes) and not str(path).endswith((".pyc", ".log"))
