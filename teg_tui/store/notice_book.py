"""Notices in the ledger: what a user should hear, whichever process is open, and calls for one."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from teg_tui.store import records
from teg_tui.store.ledger import Ledger


@dataclass(frozen=True)
class StoredNotice:
    """Something a user should hear, whichever process is open."""

    number: int
    at: datetime
    severity: str
    text: str
    calls: bool = False
    """Whether a person is to be called for it, wherever that person is."""


class NoticeBook:
    """What was told, in the order of telling."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def add(self, at: datetime, severity: str, text: str, *, calls: bool = False) -> None:
        """Leave a notice for whoever looks; the same words twice in a row are said once."""
        last = self._ledger.one("SELECT text FROM notices ORDER BY number DESC LIMIT 1")
        if last is None or last["text"] != text:
            self._ledger.write(
                "INSERT INTO notices (at, severity, text, calls) VALUES (?, ?, ?, ?)",
                records.time_text(at),
                severity,
                text,
                int(calls),
            )

    def after(self, number: int) -> tuple[StoredNotice, ...]:
        """Notices younger than a number, oldest first."""
        found = self._ledger.rows("SELECT * FROM notices WHERE number > ? ORDER BY number", number)
        return tuple(map(_notice, found))

    def since(self, moment: datetime) -> tuple[StoredNotice, ...]:
        """Notices younger than a moment, oldest first."""
        text = records.time_text(moment)
        found = self._ledger.rows("SELECT * FROM notices WHERE at > ? ORDER BY number", text)
        return tuple(map(_notice, found))

    def newest(self) -> int:
        """The number of the youngest notice; 0 where there is none."""
        row = self._ledger.one("SELECT max(number) AS newest FROM notices")
        return 0 if row is None else row["newest"] or 0

    def take_calls(self) -> tuple[StoredNotice, ...]:
        """What a person is to be called for and nobody has taken on yet, oldest first.

        Whoever gets them is the only one, and gets them once: a call that is lost on its way is
        not made again.
        """
        if self._ledger.one("SELECT 1 FROM notices WHERE calls = 1") is None:
            return ()
        with self._ledger.transaction():
            found = self._ledger.rows("SELECT * FROM notices WHERE calls = 1 ORDER BY number")
            self._ledger.write("UPDATE notices SET calls = 2 WHERE calls = 1")
        return tuple(map(_notice, found))


def _notice(row: sqlite3.Row) -> StoredNotice:
    return StoredNotice(
        number=row["number"],
        at=datetime.fromisoformat(row["at"]),
        severity=row["severity"],
        text=row["text"],
        calls=bool(row["calls"]),
    )
