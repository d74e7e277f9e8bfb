"""The ledger's file: opened, set aside where it is damaged, looked at where it can't be written.

A disk that is full or read-only keeps nobody from seeing what there is: the tables are copied into
memory then, and whatever would be written is refused.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from teg_tui.errors import TegError
from teg_tui.store import schema

_BUSY_SECONDS = 10.0
_BROKEN = ("the ledger is damaged", "It is set aside, and begun anew from what the files tell")
_TROUBLE = {
    sqlite3.SQLITE_FULL: ("the disk is full", "Free some space"),
    sqlite3.SQLITE_IOERR: (
        "the disk refuses to write",
        "See whether a quota is used up or the disk is failing",
    ),
    sqlite3.SQLITE_READONLY: ("the ledger can't be written", "Check who owns it"),
    sqlite3.SQLITE_CANTOPEN: (
        "the ledger can't be opened for writing",
        "Check whether its folder is there and may be written to",
    ),
    sqlite3.SQLITE_BUSY: ("another process keeps the ledger locked", "See which one it is"),
    sqlite3.SQLITE_CORRUPT: _BROKEN,
    sqlite3.SQLITE_NOTADB: _BROKEN,
}
_OF_THE_DISK = (
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
)
_MOST_IN_A_SECOND = 100
_FULL = 65_536
"""Bytes: with fewer left SQLite can't make its side files."""


class LedgerError(TegError):
    """The ledger can't be used."""

    needs_room = False
    """Whether free space would end it."""


@dataclass(frozen=True)
class Opened:
    """A ledger that can be read."""

    connection: sqlite3.Connection
    set_aside: Path | None = None
    """Where the damaged file went that stood in its place."""
    unwritable: LedgerError | None = None
    """Why it is a copy in memory that nothing can be written to; None for the file itself."""


def open_file(path: Path, now: datetime) -> Opened:
    """The ledger at `path`, made where it is not there; raises LedgerError.

    One that SQLite can't read is renamed, never deleted, and a new one is begun.
    """
    try:
        return Opened(_connect(path))
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            return _begun_anew(path, now)
        if not is_of_the_disk(error):
            raise trouble_of(error, path) from error
        return _only_to_look(path, trouble_of(error, path))


def in_memory(path: Path) -> sqlite3.Connection:
    """A copy of the file's tables; empty ones where there is no file, or none that can be read."""
    copy = sqlite3.connect(":memory:", isolation_level=None)
    with suppress(sqlite3.DatabaseError), closing(connect_untouched(path)) as file:
        file.backup(copy)
    _prepare(copy, path)
    return copy


def can_be_written(path: Path) -> bool:
    """Whether the file can be opened for writing, or could be begun anew."""
    try:
        _connect(path).close()
    except LedgerError:
        return False
    except sqlite3.DatabaseError as error:
        return is_damage(error)
    return True


def is_damage(error: sqlite3.DatabaseError) -> bool:
    """Whether SQLite can't make sense of the file."""
    if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_IOERR_SHORT_READ:
        return True  # somebody has cut it off
    return _code(error, sqlite3.SQLITE_CORRUPT) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def is_of_the_disk(error: sqlite3.DatabaseError) -> bool:
    """Whether the disk does not let the file be written just now."""
    return _code(error) in _OF_THE_DISK and not is_damage(error)


def is_told(error: sqlite3.DatabaseError) -> bool:
    """Whether it is anything but a mistake in our SQL."""
    return _code(error) in _TROUBLE


def trouble_of(error: sqlite3.DatabaseError, path: Path) -> LedgerError:
    """What ails the file, in a user's words."""
    other = (f"the ledger can't be opened ({error})", "See who else holds the file")
    code = _code(error)
    if code in _OF_THE_DISK and _is_full(path.parent):  # SQLite does not say so of all its files
        code = sqlite3.SQLITE_FULL
    what, way_out = _BROKEN if is_damage(error) else _TROUBLE.get(code, other)
    trouble = LedgerError(what, where=str(path), way_out=way_out)
    trouble.needs_room = code == sqlite3.SQLITE_FULL
    return trouble


def place_of(path: Path) -> tuple[int, int] | None:
    """What tells a file from another one under the same name; None where there is none."""
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return status.st_dev, status.st_ino


def _is_full(folder: Path) -> bool:
    try:
        disk = os.statvfs(folder)
    except OSError:
        return False
    return disk.f_bavail * disk.f_frsize < _FULL and not disk.f_flag & os.ST_RDONLY


def _code(error: sqlite3.DatabaseError, without: int = 0) -> int:
    return getattr(error, "sqlite_errorcode", without) & 0xFF


def _begun_anew(path: Path, now: datetime) -> Opened:
    try:
        with _alone(path.parent):
            try:
                return Opened(_connect(path))  # another process has done it meanwhile
            except sqlite3.DatabaseError as error:
                if not is_damage(error):
                    raise
            aside = _move_aside(path, now)
            return Opened(_connect(path), set_aside=aside)
    except OSError as error:
        words = f"the ledger is damaged and can't be set aside ({error.strerror})"
        return _only_to_look(path, LedgerError(words, where=str(path)))
    except sqlite3.DatabaseError as error:
        return _only_to_look(path, trouble_of(error, path))


def _only_to_look(path: Path, why: LedgerError) -> Opened:
    copy = in_memory(path)
    copy.execute("PRAGMA query_only = ON")
    return Opened(copy, unwritable=why)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """While the block lasts no other process sets a ledger in this folder aside."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
    try:
        _prepare(connection, path)
        connection.execute("BEGIN IMMEDIATE")  # fails where it may only be read
        connection.execute("ROLLBACK")
    except BaseException:
        connection.close()
        raise
    return connection


def connect_untouched(path: Path) -> sqlite3.Connection:
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


def _move_aside(path: Path, now: datetime) -> Path:
    """Rename a broken ledger with its side files; they belong together."""
    stem = f"{path.stem}-broken-{now:%Y%m%d_%H%M%S}"
    names = [stem, *(f"{stem}_{number}" for number in range(2, _MOST_IN_A_SECOND))]
    aside = next(
        place
        for name in names
        if not (place := path.with_name(f"{name}{path.suffix}")).exists() or name == names[-1]
    )
    for suffix in ("-wal", "-shm", ""):
        old = path.with_name(path.name + suffix)
        if old.exists():
            old.rename(aside.with_name(aside.name + suffix))
    return aside
