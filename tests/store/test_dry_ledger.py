"""A ledger read into memory: it knows all, and leaves the folder as it is."""

from __future__ import annotations

import os
import signal
from datetime import UTC, datetime
from pathlib import Path

import pytest

from teg_tui.store.ledger import Ledger

NOW = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)


def listing(folder: Path) -> dict[str, tuple[int, int]]:
    """Looked at only: closing a file that was read would take the writer's locks from it."""
    seen = {path.name: path.stat() for path in folder.iterdir()}
    return {name: (its.st_mtime_ns, its.st_size) for name, its in seen.items()}


def remembered(folder: Path) -> str | None:
    """What a dry ledger says was written last; the folder is the same before and after."""
    before = listing(folder)
    dry = Ledger(folder, now=NOW, dry=True)
    said = dry.meta("last")
    dry.set_meta("last", "forgotten")
    dry.close()
    assert listing(folder) == before
    return said


def test_where_there_is_none_it_is_empty_and_stays_unmade(tmp_path: Path) -> None:
    assert remembered(tmp_path) is None
    assert list(tmp_path.iterdir()) == []


def test_what_another_process_has_written_is_known(tmp_path: Path) -> None:
    writer = Ledger(tmp_path, now=NOW)
    for value in ("one", "two"):
        writer.set_meta("last", value)
        assert remembered(tmp_path) == value
    writer.close()
    assert remembered(tmp_path) == "two"


@pytest.mark.parametrize("lost", [False, True])
def test_what_a_killed_process_has_written_is_known(tmp_path: Path, lost: bool) -> None:
    Ledger(tmp_path, now=NOW).close()
    writer = os.fork()
    if writer == 0:
        Ledger(tmp_path, now=NOW).set_meta("last", "killed")
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(writer, 0)
    if lost:  # copied without its side file: what was whole before is still told
        (tmp_path / "ledger.db-shm").unlink()
    assert remembered(tmp_path) == (None if lost else "killed")


def test_one_that_cannot_be_read_is_left_for_who_sets_it_aside(tmp_path: Path) -> None:
    (tmp_path / "ledger.db").write_bytes(b"no ledger at all" * 500)
    assert remembered(tmp_path) is None
