"""When batches are to be looked after next, and how much is under way."""

from __future__ import annotations

from datetime import datetime

from teg_tui.store import records
from teg_tui.store.ledger import Ledger


def next_due(ledger: Ledger) -> datetime | None:
    """The earliest moment at which a batch of an open run is to be looked after."""
    row = ledger.one(
        "SELECT min(b.next_at) AS due FROM batches b JOIN runs r ON r.number = b.run"
        " WHERE r.finished_at IS NULL AND b.via = 'batch'"
    )
    return None if row is None else records.time_of(row["due"])


def hurry(ledger: Ledger, now: datetime) -> None:
    """Batches in flight are to be asked after now, but for those that a fault put off."""
    ledger.write(
        "UPDATE batches SET next_at = ? WHERE state IN ('in_progress', 'canceling')"
        " AND tries = 0 AND next_at > ?",
        records.time_text(now),
        records.time_text(now),
    )


def hasten(ledger: Ledger, now: datetime, note: str) -> None:
    """Batches whose note begins like this wait no longer: what put them off is over."""
    ledger.write(
        "UPDATE batches SET next_at = ? WHERE substr(note, 1, ?) = ? AND next_at > ?",
        records.time_text(now),
        len(note),
        note,
        records.time_text(now),
    )


def forget_waits(ledger: Ledger, now: datetime) -> None:
    """Every batch is to be looked after now: the moments that were noted mean nothing any more."""
    ledger.write(
        "UPDATE batches SET next_at = ? WHERE next_at > ?",
        records.time_text(now),
        records.time_text(now),
    )


def sizes_under_way(ledger: Ledger) -> tuple[int, int]:
    """Of requests whose answers are to come: tokens at the most, and characters asked with."""
    row = ledger.one(
        "SELECT coalesce(sum(max_tokens), 0) AS tokens,"
        " coalesce(sum(system_chars + user_chars), 0) AS characters"
        " FROM requests WHERE outcome = 'open'"
    )
    return (0, 0) if row is None else (row["tokens"], row["characters"])
