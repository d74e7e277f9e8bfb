"""A value of the ledger, looked up before the ledger is opened."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from teg_tui.store import glance
from teg_tui.store.ledger import Ledger

NOW = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)


def test_what_the_ledger_holds_is_seen_while_it_is_open_and_after(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path, now=NOW)
    ledger.set_meta("catalogue", "known")
    assert glance.meta(tmp_path, "catalogue") == "known"
    ledger.close()
    assert glance.meta(tmp_path, "catalogue") == "known"
    assert glance.meta(tmp_path, "other") is None


def test_a_ledger_being_written_to_keeps_nobody_waiting(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path, now=NOW)
    ledger.set_meta("catalogue", "before")
    with ledger.transaction():
        ledger.set_meta("catalogue", "meanwhile")
        assert glance.meta(tmp_path, "catalogue") == "before"
    ledger.close()


def test_no_ledger_is_made_and_none_that_is_broken_complains(tmp_path: Path) -> None:
    assert glance.meta(tmp_path, "catalogue") is None
    assert not list(tmp_path.iterdir())
    (tmp_path / glance.NAME).write_bytes(b"this is no ledger" * 100)
    assert glance.meta(tmp_path, "catalogue") is None


def test_a_folder_of_any_name_is_looked_into(tmp_path: Path) -> None:
    folder = tmp_path / "50% of a tour? #1"
    folder.mkdir()
    ledger = Ledger(folder, now=NOW)
    ledger.set_meta("catalogue", "known")
    ledger.close()
    assert glance.meta(folder, "catalogue") == "known"
