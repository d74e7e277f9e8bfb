"""What happened without this ledger, entered into it: runs that are over, or under way still."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from teg_tui.costs.estimate import Money
from teg_tui.store import records
from teg_tui.store.batch_book import BatchBook
from teg_tui.store.ledger import Ledger, key_columns
from teg_tui.store.records import RequestRecord

_OPEN = "open"


@dataclass(frozen=True)
class PastBatch:
    """A batch and its requests, as far as anybody knows."""

    wave: int
    columns: Mapping[str, Any]
    """Of the batch, as `BatchBook.intend` takes them, apart from `run` and `wave`."""
    requests: tuple[RequestRecord, ...]
    """Whatever batch they name: they are entered as this one's."""


@dataclass(frozen=True)
class PastRun:
    """A run that the ledger did not see begin."""

    number: int | None
    """What it was called before, taken again where it is free."""
    via: str
    title: str
    waves: int
    started_at: datetime
    finished_at: datetime | None
    """None where it is under way."""
    estimated: Money | None
    pretend: bool
    imported: bool
    cancel: bool
    """Whether nothing more is to be sent of it."""
    batches: tuple[PastBatch, ...]
    corrects: int | None = None
    """The batch whose false texts it corrects."""
    standing: bool = False
    """Whether it corrects reports as they stand."""


def enter(ledger: Ledger, run: PastRun) -> int:
    """Enter a run with its batches and requests, all or nothing; its number."""
    with ledger.transaction():
        number = _enter_run(ledger, run)
        for batch in run.batches:
            _enter_batch(ledger, number, batch)
    return number


def forget(ledger: Ledger, run: int) -> None:
    """Remove a run that was imported, before it is entered again with more. Within a transaction.

    Raises:
        ValueError: it was not imported; such a run is never forgotten.
    """
    if not ledger.one("SELECT 1 FROM runs WHERE number = ? AND imported = 1", run):
        raise ValueError(f"run {run} was not imported")
    ledger.write(
        "DELETE FROM requests WHERE batch IN (SELECT number FROM batches WHERE run = ?)", run
    )
    ledger.write("DELETE FROM run_reports WHERE run = ?", run)
    ledger.write("DELETE FROM batches WHERE run = ?", run)
    ledger.write("DELETE FROM runs WHERE number = ?", run)


def is_known(ledger: Ledger, custom_ids: frozenset[str]) -> bool:
    """Whether any request of these ids is there: those of one attempt are in one batch only."""
    return any(
        ledger.one("SELECT 1 FROM requests WHERE custom_id = ?", custom_id)
        for custom_id in custom_ids
    )


def is_empty(ledger: Ledger) -> bool:
    """Whether there has never been a run."""
    return ledger.one("SELECT 1 FROM runs") is None


def _enter_run(ledger: Ledger, run: PastRun) -> int:
    taken = ledger.one("SELECT 1 FROM runs WHERE number = ?", run.number)
    number = ledger.write(
        "INSERT INTO runs (number, via, title, waves, started_at, finished_at, estimated, pretend,"
        " imported, cancel, corrects, standing) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        None if taken else run.number,
        run.via,
        run.title,
        run.waves,
        records.time_text(run.started_at),
        records.time_text(run.finished_at),
        records.money_text(run.estimated),
        int(run.pretend),
        int(run.imported),
        int(run.cancel),
        run.corrects,
        int(run.standing),
    )
    ledger.write_many(
        "INSERT INTO run_reports (run, teg, round, kind, wave, place, open)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (run, teg, round, kind) DO NOTHING",
        (
            (number, *key_columns(r.key), batch.wave, r.place, int(r.outcome == _OPEN))
            for batch in run.batches
            for r in batch.requests
        ),
    )
    return number


def _enter_batch(ledger: Ledger, run: int, batch: PastBatch) -> None:
    book = BatchBook(ledger)
    row = book.intend({"run": run, "wave": batch.wave, **batch.columns})
    book.fill(row.number, run, batch.requests)
    settled = [r for r in batch.requests if r.outcome != _OPEN]
    book.settle((replace(r, batch=row.number) for r in settled), run)
    # Nobody knows for certain whether its correction had been begun: a person may ask for one.
    ledger.write("UPDATE requests SET false_claims = 0 WHERE batch = ?", row.number)
