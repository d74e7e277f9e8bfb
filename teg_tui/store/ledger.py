"""The ledger: one SQLite file that remembers what was sent, what came back and what it cost.

WAL with `synchronous=FULL`: what a transaction has committed is there after a power cut. Several
processes may write to it; who talks to the Batches API is the lock's business, not the ledger's.
Runs are kept in it by `run_book.py`, batches and requests by `batch_book.py`; here is the file and
the smaller things: provenance, known blobs, commits to make, money. Notices: `notice_book.py`.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from teg_tui.reports.key import ReportKey
from teg_tui.reports.provenance import Provenance
from teg_tui.store import ledger_file, records
from teg_tui.store.glance import NAME
from teg_tui.store.ledger_file import LedgerError


@dataclass(frozen=True)
class PendingCommit:
    """A commit that is to be made, now or later."""

    batch: int
    trouble: str
    """Why it could not be made so far, in words."""


class Ledger:
    """The open file. One thread, one connection."""

    def __init__(self, folder: Path, *, now: datetime, dry: bool = False) -> None:
        """Open `folder`/ledger.db, made where it is not there; raises LedgerError.

        A file that SQLite can't read is set aside under another name, never deleted, and a new
        one is begun: `set_aside` then says so. `dry` reads it into memory and leaves the file,
        and all beside it, as it is; what is written then is forgotten.
        """
        self.path = folder / NAME
        self.lost = False
        """Whether it was found damaged, or no longer at its place: it has to be opened anew."""
        self.set_aside: Path | None = None
        self.unwritable: LedgerError | None = None
        """Why nothing can be written to it, since it was opened; what is there can be read."""
        self._place: tuple[int, int] | None = None
        if dry:
            self._connection = ledger_file.in_memory(self.path)
            return
        opened = ledger_file.open_file(self.path, now)
        self._connection = opened.connection
        self.set_aside, self.unwritable = opened.set_aside, opened.unwritable
        if self.unwritable is None:
            self._place = ledger_file.place_of(self.path)

    def close(self) -> None:
        """Close the file; closing twice is fine."""
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing, and on disk when it ends. Nested ones join the outer one."""
        if self._connection.in_transaction:
            yield
            return
        with self._trouble():
            self._check_place()
            self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            with self._trouble():
                self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:  # SQLite itself may have rolled back
                self._connection.execute("ROLLBACK")
            raise

    def rows(self, sql: str, *values: Any) -> list[sqlite3.Row]:
        """The rows of a query."""
        with self._trouble():
            return self._connection.execute(sql, values).fetchall()

    def one(self, sql: str, *values: Any) -> sqlite3.Row | None:
        """The first row of a query, if any."""
        with self._trouble():
            row: sqlite3.Row | None = self._connection.execute(sql, values).fetchone()
            return row

    def write(self, sql: str, *values: Any) -> int:
        """Carry out a statement; the number of the row inserted last."""
        with self._trouble():
            self._check_place()
            return self._connection.execute(sql, values).lastrowid or 0

    def write_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Carry out a statement once a row, all or none."""
        with self.transaction(), self._trouble():
            self._connection.executemany(sql, rows)

    @contextmanager
    def _trouble(self) -> Iterator[None]:
        """Say what ails the file in a user's words; mistakes in our SQL pass."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            if not ledger_file.is_told(error) and not self.lost:  # a lost one may be closed already
                raise
            if self.unwritable is not None:
                raise self.unwritable from error
            self.lost = self.lost or ledger_file.is_damage(error)
            raise ledger_file.trouble_of(error, self.path) from error

    def _check_place(self) -> None:
        """What is written to a file that was moved or deleted is seen by nobody."""
        if self._place is not None and ledger_file.place_of(self.path) != self._place:
            self.lost = True
            raise LedgerError(
                "the ledger was moved or deleted", where=str(self.path), way_out="It is begun anew"
            )

    def can_be_written(self) -> bool:
        """Whether a ledger that was `unwritable` would not be any more, were it opened anew."""
        return ledger_file.can_be_written(self.path)

    @property
    def change_mark(self) -> tuple[int, int]:
        """Differs whenever this connection or another process has changed something."""
        with self._trouble():
            self._check_place()
            other = int(self._connection.execute("PRAGMA data_version").fetchone()[0])
        return self._connection.total_changes, other

    # meta: single values

    def meta(self, key: str) -> str | None:
        """A single value."""
        row = self.one("SELECT value FROM meta WHERE key = ?", key)
        return None if row is None else str(row["value"])

    def set_meta(self, key: str, value: str) -> None:
        """Remember a single value; nothing is written where it is there already."""
        if self.meta(key) != value:
            self.write("INSERT OR REPLACE INTO meta VALUES (?, ?)", key, value)

    def secret(self) -> bytes:
        """This workspace's own random secret, made at first use: keys are remembered by HMAC."""
        known = self.meta("secret")
        if known is None and self.unwritable is not None:
            known = secrets.token_hex(32)
        if known is None:
            with self.transaction():
                known = self.meta("secret") or secrets.token_hex(32)
                self.set_meta("secret", known)
        return bytes.fromhex(known)

    # provenance and known blobs

    def provenance(self) -> dict[ReportKey, Provenance]:
        """How each filed report came to be."""
        return {p.key: p for p in map(_provenance, self.rows("SELECT * FROM provenance"))}

    def put_provenance(self, items: Iterable[Provenance], *, only_new: bool = False) -> None:
        """Remember where reports came from; `only_new` leaves alone what is known of a report."""
        verb = "IGNORE" if only_new else "REPLACE"
        self.write_many(
            f"INSERT OR {verb} INTO provenance VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 (two fixed words)
            (
                (
                    *key_columns(p.key),
                    records.recipe_text(p.recipe),
                    p.blob,
                    p.batch_id,
                    p.input_tokens,
                    p.output_tokens,
                    records.nano(p.cost_usd),
                    int(p.pretend),
                    records.time_text(p.written_at),
                    records.tally_text(p.claims),
                )
                for p in items
            ),
        )

    def reformatted(self, key: ReportKey, before: str, after: str) -> None:
        """A commit hook made other bytes of a report: they are the known ones now."""
        self.write(
            "UPDATE provenance SET blob = ? WHERE teg = ? AND round = ? AND kind = ? AND blob = ?",
            after,
            *key_columns(key),
            before,
        )

    def know_blob(self, path: str, blob: str) -> None:
        """Remember that these bytes at this path are ours."""
        self.write("INSERT OR IGNORE INTO known_blobs VALUES (?, ?)", path, blob)

    def known_blobs(self, path: str) -> frozenset[str]:
        """Every blob we ever wrote at a path."""
        found = self.rows("SELECT blob FROM known_blobs WHERE path = ?", path)
        return frozenset(row["blob"] for row in found)

    # commits

    def want_commit(self, batch: int) -> None:
        """A commit of a batch's files is to be made."""
        self.write("INSERT OR IGNORE INTO commits (batch) VALUES (?)", batch)

    def pending_commits(self) -> tuple[PendingCommit, ...]:
        """Commits still to be made, oldest first."""
        found = self.rows("SELECT batch, trouble FROM commits WHERE due = 1 ORDER BY number")
        return tuple(PendingCommit(row["batch"], row["trouble"]) for row in found)

    def commit_made(self, batch: int, sha: str) -> None:
        """A batch's commit is there (or none is wanted: `sha` empty)."""
        self.write("UPDATE commits SET due = 0, sha = ?, trouble = '' WHERE batch = ?", sha, batch)

    def commit_failed(self, batch: int, trouble: str) -> None:
        """A batch's commit could not be made yet."""
        self.write("UPDATE commits SET trouble = ? WHERE batch = ?", trouble, batch)

    # sizes of facts, by fingerprint

    def sizes(self) -> dict[str, int]:
        """Characters of facts texts by fingerprint."""
        return {row["fingerprint"]: row["characters"] for row in self.rows("SELECT * FROM sizes")}

    def put_sizes(self, sizes: dict[str, int]) -> None:
        """Remember how long facts texts are."""
        with self.transaction():
            self.write_many("INSERT OR REPLACE INTO sizes VALUES (?, ?)", sizes.items())


def key_columns(key: ReportKey) -> tuple[int, int, str]:
    """A report's key as the tables hold it."""
    return key.teg, key.round or 0, key.kind


def key_of(row: sqlite3.Row) -> ReportKey:
    """A report's key from a row."""
    return ReportKey(row["teg"], row["round"] or None, row["kind"])


def _provenance(row: sqlite3.Row) -> Provenance:
    return Provenance(
        key=key_of(row),
        recipe=records.recipe_of(row["recipe"]),
        blob=row["blob"],
        batch_id=row["batch_id"],
        input_tokens=row["input_tokens"],
        output_tokens=row["output_tokens"],
        cost_usd=records.dollars(row["cost"]),
        pretend=bool(row["pretend"]),
        written_at=datetime.fromisoformat(row["written_at"]),
        claims=records.tally_of(row["claims"]),
    )
