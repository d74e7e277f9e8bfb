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
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from teg_tui.errors import TegError
from teg_tui.reports.key import ReportKey
from teg_tui.reports.provenance import Provenance
from teg_tui.store import records, schema
from teg_tui.store.glance import NAME

_BUSY_SECONDS = 10.0
_BROKEN = ("the ledger is damaged", "Start teg-tui again: it is set aside then, and begun anew")
_TROUBLE = {
    sqlite3.SQLITE_FULL: ("the disk is full", "Free some space; it is tried again"),
    sqlite3.SQLITE_IOERR: ("the disk reports an error", "Look after the disk; it is tried again"),
    sqlite3.SQLITE_READONLY: ("the ledger can't be written", "Check who owns it"),
    sqlite3.SQLITE_CANTOPEN: ("the ledger can't be opened", "Check whether its folder is there"),
    sqlite3.SQLITE_BUSY: ("another process keeps the ledger locked", "It is tried again"),
    sqlite3.SQLITE_CORRUPT: _BROKEN,
    sqlite3.SQLITE_NOTADB: _BROKEN,
}


class LedgerError(TegError):
    """The ledger can't be used."""


@dataclass(frozen=True)
class PendingCommit:
    """A commit that is to be made, now or later."""

    batch: int
    trouble: str
    """Why it could not be made so far, in words."""


class Ledger:
    """The open file. One thread, one connection."""

    def __init__(self, folder: Path, *, now: datetime, dry: bool = False) -> None:
        """Open `folder`/ledger.db, made where it is not there.

        A file that SQLite can't read is set aside under another name, never deleted, and a new
        one is begun: `set_aside` then says so. `dry` reads it into memory and leaves the file,
        and all beside it, as it is; what is written then is forgotten.
        """
        self.path = folder / NAME
        self.set_aside: Path | None = None
        if dry:
            self._connection = _in_memory(self.path)
            return
        try:
            self._connection = _connect(self.path)
        except sqlite3.DatabaseError as error:
            if not _is_corrupt(error):
                raise LedgerError(
                    f"the ledger can't be opened ({error})",
                    where=str(self.path),
                    way_out="Free disk space, or see who else holds the file",
                ) from error
            self.set_aside = _move_aside(self.path, now)
            self._connection = _connect(self.path)

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
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if code not in _TROUBLE:
                raise
            what, way_out = _TROUBLE[code]
            raise LedgerError(what, where=str(self.path), way_out=way_out) from error

    @property
    def change_mark(self) -> tuple[int, int]:
        """Differs whenever this connection or another process has changed something."""
        with self._trouble():
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
        with self.transaction():
            known = self.meta("secret")
            if known is None:
                known = secrets.token_hex(32)
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


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
    try:
        _prepare(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _in_memory(path: Path) -> sqlite3.Connection:
    """A copy of the file's tables; empty ones where there is no file, or none that can be read."""
    copy = sqlite3.connect(":memory:", isolation_level=None)
    with suppress(sqlite3.DatabaseError), closing(_connect_untouched(path)) as file:
        file.backup(copy)
    _prepare(copy, path)
    return copy


def _connect_untouched(path: Path) -> sqlite3.Connection:
    """The file, opened so that neither it nor anything beside it changes.

    SQLite makes side files even for a reader: not of an immutable file (without side files it is
    complete by itself), nor where it may only look at those that are there.
    """
    beside = [path.with_name(f"{path.name}-{suffix}") for suffix in ("wal", "shm")]
    look = "readonly_shm=1" if all(file.exists() for file in beside) else "immutable=1"
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&{look}", uri=True)


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    if schema.version(connection) > len(schema.STEPS):
        raise LedgerError(
            "the ledger was written by a newer teg-tui", where=str(path), way_out="Update teg-tui"
        )
    schema.migrate(connection)
    if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise sqlite3.DatabaseError("malformed")


def _is_corrupt(error: sqlite3.DatabaseError) -> bool:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _move_aside(path: Path, now: datetime) -> Path:
    """Rename a broken ledger with its side files; they belong together."""
    aside = path.with_name(f"{path.stem}-broken-{now:%Y%m%d_%H%M%S}{path.suffix}")
    for suffix in ("", "-wal", "-shm"):
        old = path.with_name(path.name + suffix)
        if old.exists():
            old.rename(aside.with_name(aside.name + suffix))
    return aside
