"""What the disk refuses: since when, what to free, and when it is tried next.

Steps of a batch that the disk broke off wait longer from time to time, as for any fault. Here the
disk itself is tried instead, by a file as large as what is to come: once that can be written, all
that waited for it goes on at once.
"""

from __future__ import annotations

import errno
import logging
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from teg_tui.errors import StoreError
from teg_tui.service.pace import backoff, is_due, moments
from teg_tui.store import timetable
from teg_tui.store.files import DiskError, probe
from teg_tui.store.ledger_file import LedgerError

if TYPE_CHECKING:
    from teg_tui.service.context import Context
    from teg_tui.store.ledger import Ledger

log = logging.getLogger("teg_tui.service")

_MEGABYTE = 1_000_000
_LEAST = 2 * _MEGABYTE
"""Bytes: the ledger's journal, a commit, the small files beside a batch."""
_MOST_TRIED = 16 * _MEGABYTE
"""Bytes written to see whether there is room."""
_PER_TOKEN = 10
"""Bytes of an answered token at the most: its text in the raw results, and in the report."""
NOT_COLLECTED = "not collected yet: "
"""How the note of a batch begins whose results the disk did not take."""


class Disk:
    """The workspace's disk, as far as it made trouble."""

    def __init__(self, root: Path, private: Path, seconds: float) -> None:
        """`seconds` lie between the first two tries; after that more, up to ten minutes."""
        self._root, self._private, self._seconds = root, private, seconds
        self._error: DiskError | LedgerError | None = None
        self._since: datetime | None = None
        self._tries = 0
        self._next: datetime | None = None
        self._failed_again = False

    def failed(self, now: datetime, error: Exception) -> None:
        """A step did not work out; nothing where that was not the disk's fault."""
        if not isinstance(error, DiskError | LedgerError):
            return
        if not self._failed_again:
            self._tries += 1
            self._next = now + backoff(self._seconds, self._tries)
        self._error, self._since, self._failed_again = error, self._since or now, True

    def may_try(self, now: datetime) -> bool:
        """Whether there is trouble, and it is time to see whether it is over."""
        return self._error is not None and is_due(self._next, now)

    def has_room(self, now: datetime, needed: int) -> bool:
        """Try the disk where it refused, with as many bytes as are `needed`."""
        self._failed_again = False
        folder = self._error.path.parent if isinstance(self._error, DiskError) else self._private
        if not folder.is_relative_to(self._root):  # the workspace itself had vanished
            folder = self._private
        try:
            if not self._root.is_dir():
                raise DiskError(errno.ENOENT, self._root)
            probe(folder, min(needed, _MOST_TRIED))
        except StoreError as error:
            self.failed(now, error)
            return False
        return True

    def clock_set_back(self, now: datetime) -> None:
        """What was noted by a clock that was ahead is no reason to wait."""
        if self._since is not None:
            self._since, self._next = min(self._since, now), now

    def tried_in_vain(self, now: datetime) -> None:
        """The disk was tried in another way, and refused still."""
        self._failed_again = False
        if self._error is not None:
            self.failed(now, self._error)

    def is_over(self) -> bool:
        """Forget the trouble, if nothing has failed since the disk was tried; whether there was."""
        if self._error is None or self._failed_again:
            return False
        self._error, self._since, self._tries, self._next = None, None, 0, None
        return True

    def trouble(self, needed: Callable[[], int]) -> str:
        """What is wrong, since when, what to do, and when it is tried next; empty if all is well.

        `needed` are the bytes that what is under way may take.
        """
        error = self._error
        if error is None or self._since is None or self._next is None:
            return ""
        since, then = moments(self._since, self._next)
        out = error.way_out
        if error.needs_room:
            out = f"Free {-(-needed() // _MEGABYTE)} MB"
        return f"{self._short(error.where)}: {error.what} since {since}. {out}; next try {then}"

    def _short(self, where: str) -> str:
        """A place as it is known in the workspace, by its folder."""
        path = Path(where)
        inner = path.relative_to(self._root) if path.is_relative_to(self._root) else path
        inner = inner.parent if inner.suffix else inner
        return os.fspath(inner) if inner.name else self._root.name


def needed(context: Context) -> int:
    """Bytes that what is under way may take at the most, besides what is there."""
    return needed_by(context.ledger)


def needed_by(ledger: Ledger) -> int:
    """The same, of a ledger."""
    tokens, characters = timetable.sizes_under_way(ledger)
    return _LEAST + tokens * _PER_TOKEN + characters


def trouble(context: Context) -> str:
    """What the disk refuses, in words; empty if all is well."""
    return context.disk.trouble(lambda: needed(context))


def note_end(context: Context) -> None:
    """A tick is over: if the disk has taken all of it, its trouble is over too."""
    if context.disk.is_over():
        log.info("the disk takes files again")


def try_again(context: Context) -> None:
    """See whether a disk that refused takes files again; then nothing waits for it any longer."""
    now = context.now()
    if not context.disk.may_try(now):
        return
    if context.disk.has_room(now, needed(context)):
        timetable.hasten(context.ledger, now, NOT_COLLECTED)
