"""A look at a ledger that touches nothing: whether it is whole, and how much of what is in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from teg_tui.store import schema
from teg_tui.store.glance import NAME
from teg_tui.store.ledger import Ledger
from teg_tui.store.ledger_file import LedgerError, connect_untouched

_COUNTED = {
    "runs": "CASE WHEN finished_at IS NULL THEN 'open' ELSE 'over' END",
    "batches": "state",
    "requests": "outcome",
    "commits": "CASE WHEN due = 0 THEN 'made' WHEN trouble = '' THEN 'due' ELSE 'refused' END",
}


@dataclass(frozen=True)
class Look:
    """What a ledger's file is like."""

    size: int
    """Bytes, side files included."""
    version: int
    """Of its tables; 0 for an empty file."""
    damage: str
    """What SQLite complains of; empty where the file is whole."""
    set_aside: int
    """How many damaged ones lie beside it."""

    @property
    def too_new(self) -> bool:
        """Whether a newer program wrote it."""
        return self.version > len(schema.STEPS)


def look(folder: Path) -> Look | None:
    """The ledger in a folder; None where there is none. Raises OSError where it can't be seen."""
    path = folder / NAME
    if not path.exists():
        return None
    beside = [path, *(path.with_name(f"{NAME}-{end}") for end in ("wal", "shm"))]
    size = sum(file.stat().st_size for file in beside if file.exists())
    aside = len(list(folder.glob(f"{path.stem}-broken-*{path.suffix}")))
    try:
        with closing(connect_untouched(path)) as connection:
            version = schema.version(connection)
            said = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        return Look(size, 0, str(error), aside)
    return Look(size, version, "" if said == "ok" else str(said), aside)


@contextmanager
def reading(folder: Path) -> Iterator[Ledger | None]:
    """A copy of the ledger in a folder, empty where there is none; None where it can't be read."""
    ledger = None
    try:
        with suppress(LedgerError, sqlite3.DatabaseError):
            ledger = Ledger(folder, now=datetime.now(UTC), dry=True)
        yield ledger
    finally:
        if ledger is not None:
            ledger.close()


def counts(ledger: Ledger) -> Mapping[str, Mapping[str, int]]:
    """How many runs, batches, requests and commits are in which state."""
    return {
        table: {
            row["state"]: row["many"]
            for row in ledger.rows(
                f"SELECT {state} AS state, count(*) AS many FROM {table} GROUP BY 1 ORDER BY 1"  # noqa: S608 (ours)
            )
        }
        for table, state in _COUNTED.items()
    }
