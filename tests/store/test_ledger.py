"""The ledger: what it promises about the file, and about runs, batches and money."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teg_tui.costs.estimate import Money
from teg_tui.reports.key import ReportKey
from teg_tui.reports.provenance import Provenance, Recipe
from teg_tui.store import records, schema
from teg_tui.store.account_book import AccountBook
from teg_tui.store.batch_book import BatchBook
from teg_tui.store.ledger import Ledger
from teg_tui.store.ledger_file import LedgerError
from teg_tui.store.records import RequestRecord
from teg_tui.store.run_book import NewRun, RunBook

NOW = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
NOTES, REPORT = ReportKey(3, 1, "round_notes"), ReportKey(3, 1, "round_report")
WHOLE = ReportKey(3, None, "main_report")
RECIPE = Recipe("ab" * 32, ((NOTES, "cd" * 20),), "ef" * 32, "claude-sonnet-5-5")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    made = Ledger(tmp_path, now=NOW)
    yield made
    made.close()


def new_run(*waves: tuple[ReportKey, ...]) -> NewRun:
    return NewRun("batch", "TEG 3", waves, None, pretend=False, max_tokens={})


def batch_of(ledger: Ledger, run: int, *keys: ReportKey, pretend: bool = False) -> int:
    book = BatchBook(ledger)
    intended = book.intend(
        {
            "run": run,
            "wave": 1,
            "kind": "round_notes",
            "title": "Notes",
            "state": "prepared",
            "request_file": f"requests-{run}.jsonl",
            "endpoint": "https://api.anthropic.com",
            "pretend": pretend,
            "created_at": NOW,
        }
    )
    book.fill(
        intended.number,
        run,
        [
            RequestRecord(f"id{run}-{n}", intended.number, n, key, RECIPE, "m", 100, 10, 20)
            for n, key in enumerate(keys)
        ],
    )
    return intended.number


def ledger_of_version(version: int, folder: Path) -> None:
    """A ledger as it was then, with one run of one batch of one request."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "STEPS", schema.STEPS[:version])
        old = Ledger(folder, now=NOW)
        old.write(
            "INSERT INTO runs (via, title, waves, started_at, estimated, pretend)"
            " VALUES ('batch', 'TEG 3', 1, ?, '', 0)",
            records.time_text(NOW),
        )
        old.write(
            "INSERT INTO batches (run, wave, kind, title, state, request_file, endpoint, pretend,"
            " created_at) VALUES (1, 1, 'round_notes', 'Notes', 'prepared', 'old.jsonl', '', 0, ?)",
            records.time_text(NOW),
        )
        old.write(
            "INSERT INTO requests (custom_id, batch, place, teg, round, kind, recipe, model,"
            " max_tokens, system_chars, user_chars)"
            " VALUES ('id1-0', 1, 0, 3, 1, 'round_notes', ?, 'm', 100, 10, 20)",
            records.recipe_text(RECIPE),
        )
        old.close()


def test_the_file_is_as_durable_and_strict_as_promised(ledger: Ledger) -> None:
    def pragma(name: str) -> object:
        row = ledger.one(f"PRAGMA {name}")
        assert row is not None
        return row[0]

    assert pragma("journal_mode") == "wal"
    assert pragma("synchronous") == 2
    assert pragma("foreign_keys") == 1
    assert pragma("user_version") == len(schema.STEPS)
    tables = ledger.rows("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
    assert all("STRICT" in row["sql"] for row in tables)


def test_a_ledger_of_an_earlier_version_is_brought_up_to_date(tmp_path: Path) -> None:
    Ledger(tmp_path, now=NOW).close()
    old = sqlite3.connect(tmp_path / "ledger.db", isolation_level=None)
    old.execute("DROP TABLE sizes")
    later = (*schema.STEPS, "CREATE TABLE sizes (a TEXT) STRICT")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "STEPS", later)
        schema.migrate(old)
        assert schema.version(old) == len(later)
        schema.migrate(old)
    old.close()
    with pytest.raises(LedgerError, match="newer"):
        Ledger(tmp_path, now=NOW)


def test_a_ledger_from_before_real_time_keeps_its_runs_and_batches(tmp_path: Path) -> None:
    ledger_of_version(1, tmp_path)
    ledger = Ledger(tmp_path, now=NOW)
    run, batches = RunBook(ledger).run(1), BatchBook(ledger)
    assert run is not None
    assert (run.owner, batches.get(1).via) == (0, "batch")
    (request,) = batches.requests(1)
    assert (request.sent_at, request.in_doubt_usd) == (None, None)
    ledger.close()


def test_an_id_of_an_old_script_may_be_in_two_batches_each_settled_by_itself(
    tmp_path: Path,
) -> None:
    ledger_of_version(2, tmp_path)
    ledger = Ledger(tmp_path, now=NOW)
    book, first = BatchBook(ledger), 1
    (kept,) = book.requests(first)
    second = batch_of(ledger, 1, NOTES)
    (again,) = book.requests(second)
    assert (kept.custom_id, kept.batch) == (again.custom_id, first)
    book.settle([replace(again, outcome="filed", settled_at=NOW)], run=1)
    assert [r.outcome for r in (*book.requests(first), *book.requests(second))] == ["open", "filed"]
    ledger.close()


def test_what_is_under_way_and_what_is_in_doubt_are_sums_of_their_own(ledger: Ledger) -> None:
    runs, batches, accounts = RunBook(ledger), BatchBook(ledger), AccountBook(ledger)
    run = runs.begin(new_run((NOTES, REPORT)), NOW)
    batch = batch_of(ledger, run, NOTES, REPORT)
    lost, came = (
        replace(request, sent_at=NOW, in_doubt_usd=Decimal("0.25"))
        for request in batches.requests(batch)
    )
    batches.mark_sent(lost)
    batches.mark_sent(came)
    assert accounts.in_flight(run) == Decimal("0.5")
    assert batches.in_doubt(run) == 0
    failed = replace(lost, outcome="failed", settled_at=NOW)
    filed = replace(
        came, outcome="filed", settled_at=NOW, cost_usd=Decimal("0.2"), in_doubt_usd=None
    )
    batches.settle([failed, filed], run)
    assert accounts.in_flight(run) == 0
    assert batches.in_doubt(run) == accounts.in_doubt_since(NOW) == Decimal("0.25")
    assert batches.cost_of(run) == accounts.spent_since(NOW) == Decimal("0.2")
    assert accounts.in_doubt_since(NOW + timedelta(seconds=1)) == 0


def test_a_step_that_fails_leaves_the_version_before_it(tmp_path: Path) -> None:
    Ledger(tmp_path, now=NOW).close()
    connection = sqlite3.connect(tmp_path / "ledger.db", isolation_level=None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "STEPS", (*schema.STEPS, "CREATE TABLE new (a TEXT) STRICT; NO SQL"))
        with pytest.raises(sqlite3.Error):
            schema.migrate(connection)
        assert schema.version(connection) == len(schema.STEPS) - 1
        assert not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'new'").fetchone()
    connection.close()


@pytest.mark.parametrize("damage", [b"", b"rubbish"])
def test_a_damaged_file_is_set_aside_whole_and_a_new_one_begun(
    tmp_path: Path, damage: bytes
) -> None:
    first = Ledger(tmp_path, now=NOW)
    first.set_meta("colour", "green")
    first.close()
    path = tmp_path / "ledger.db"
    broken = damage + path.read_bytes()[:100] + b"\xff" * 5000 + path.read_bytes()[5100:]
    path.write_bytes(broken)
    second = Ledger(tmp_path, now=NOW)
    assert second.meta("colour") is None
    assert second.set_aside is not None
    assert second.set_aside.read_bytes() == broken
    second.close()


def test_a_transaction_holds_all_or_nothing(ledger: Ledger) -> None:
    def broken_off() -> None:
        with ledger.transaction():
            ledger.set_meta("one", "1")
            with ledger.transaction():
                ledger.set_meta("two", "2")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        broken_off()
    assert (ledger.meta("one"), ledger.meta("two")) == (None, None)


def test_the_secret_stays_the_same(ledger: Ledger, tmp_path: Path) -> None:
    other = Ledger(tmp_path, now=NOW)
    assert ledger.secret() == other.secret()
    assert len(ledger.secret()) == 32
    other.close()


def test_of_two_runs_the_second_leaves_a_report_to_the_first(ledger: Ledger) -> None:
    book = RunBook(ledger)
    first = book.begin(new_run((NOTES,), (REPORT,)), NOW)
    second = book.begin(new_run((NOTES,), (WHOLE,)), NOW)
    assert [report.key for report in book.reports(second)] == [WHOLE]
    assert book.waits(second) == {NOTES: first}
    book.settle_report(first, NOTES, "failed", "for a reason")
    assert book.waits(second) == {}
    third = book.begin(new_run((NOTES,)), NOW)
    assert book.writers() == {REPORT: first, WHOLE: second, NOTES: third}


def test_a_request_that_is_settled_stays_so(ledger: Ledger) -> None:
    run = RunBook(ledger).begin(new_run((NOTES,)), NOW)
    book = BatchBook(ledger)
    batch = batch_of(ledger, run, NOTES)
    (request,) = book.requests(batch)
    filed = replace(request, outcome="filed", cost_usd=Decimal("0.01"), settled_at=NOW)
    book.settle([filed], run)
    book.settle([replace(filed, outcome="failed", cost_usd=Decimal(9))], run)
    assert book.requests(batch) == (filed,)


def test_a_batch_that_is_sent_again_frees_its_reports_for_a_new_one(ledger: Ledger) -> None:
    runs, book = RunBook(ledger), BatchBook(ledger)
    run = runs.begin(new_run((NOTES,)), NOW)
    number = batch_of(ledger, run, NOTES)
    assert runs.unprepared(run, 1) == ()
    book.send_again(book.get(number), "rejected", "it never came to be", NOW)
    assert [report.key for report in runs.unprepared(run, 1)] == [NOTES]
    assert book.get(number).state == "rejected"
    assert book.requests(number)[0].outcome == "failed"


def test_only_real_money_of_the_time_asked_for_is_added_up(ledger: Ledger) -> None:
    runs, book = RunBook(ledger), BatchBook(ledger)
    for key, pretend, when in (
        (NOTES, False, NOW),
        (REPORT, True, NOW),
        (WHOLE, False, NOW - timedelta(days=40)),
    ):
        run = runs.begin(new_run((key,)), NOW)
        batch = batch_of(ledger, run, key, pretend=pretend)
        (request,) = book.requests(batch)
        cost = Decimal("0.0123456")
        book.settle([replace(request, outcome="filed", cost_usd=cost, settled_at=when)], run)
    month = NOW - timedelta(days=22)
    assert AccountBook(ledger).spent_since(month) == Decimal("0.0123456")


def test_where_a_report_came_from_is_read_back_as_it_was_written(ledger: Ledger) -> None:
    origin = Provenance(NOTES, RECIPE, "aa" * 20, "msgbatch_1", 10, 20, Decimal("0.5"), True, NOW)
    whole = replace(origin, key=WHOLE, batch_id=None, cost_usd=None)
    ledger.put_provenance([origin, whole])
    assert ledger.provenance() == {NOTES: origin, WHOLE: whole}
    ledger.reformatted(NOTES, "bb" * 20, "cc" * 20)
    ledger.reformatted(WHOLE, "aa" * 20, "cc" * 20)
    assert {p.blob for p in ledger.provenance().values()} == {"aa" * 20, "cc" * 20}


def test_the_change_mark_sees_what_another_process_writes(ledger: Ledger, tmp_path: Path) -> None:
    other = Ledger(tmp_path, now=NOW)
    mark = ledger.change_mark
    assert ledger.change_mark == mark
    other.set_meta("a", "1")
    assert ledger.change_mark != mark
    other.close()


@given(st.decimals(min_value=0, max_value=10**6, places=9))
def test_money_goes_into_the_ledger_and_comes_back(amount: Decimal) -> None:
    assert records.dollars(records.nano(amount)) == amount


@given(st.lists(st.decimals(min_value=0, max_value=10**6, places=6), min_size=3, max_size=3))
def test_an_estimate_comes_back_as_it_was(amounts: list[Decimal]) -> None:
    money = Money(*amounts)
    assert records.money_of(records.money_text(money)) == money
    assert records.money_of(records.money_text(None)) is None


def test_a_full_disk_is_said_in_words_and_leaves_all_as_it_was(ledger: Ledger) -> None:
    ledger.set_meta("one", "1")
    pages = ledger.one("PRAGMA page_count")
    assert pages is not None
    ledger.write(f"PRAGMA max_page_count = {pages[0]}")
    with pytest.raises(LedgerError, match="the disk is full"):
        ledger.set_meta("large", "x" * 100_000)
    assert ledger.meta("large") is None
    ledger.write("PRAGMA max_page_count = 100000")
    ledger.set_meta("large", "x" * 100_000)
    assert ledger.meta("one") == "1"
