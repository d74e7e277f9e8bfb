"""Runs, batches and requests in the ledger.

Every change of state is one call here and durable when it returns (or when the surrounding
`Ledger.transaction()` ends). Who may change what next is decided in `service`, not here.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from teg_tui.costs.estimate import Money
from teg_tui.costs.tokens import UsageRow
from teg_tui.reports.key import ReportKey
from teg_tui.store import records
from teg_tui.store.ledger import Ledger, key_columns, key_of
from teg_tui.store.records import BatchRecord, RequestRecord, RunRecord, RunReport

_TIMES = frozenset({"created_at", "submitted_at", "ended_at", "expires_at", "next_at", "listed_at"})
_JSON = frozenset({"counts", "not_ours"})
_BATCH_CHANGES = _TIMES | _JSON | {
    "state", "ready", "endpoint", "pretend", "key_mark", "before_id", "batch_id", "results_url",
    "tries", "quiet_seconds", "cancel_sent", "note", "estimated",
}  # fmt: skip


@dataclass(frozen=True)
class NewRun:
    """A run to be begun."""

    via: str
    title: str
    waves: Sequence[Sequence[ReportKey]]
    estimated: Money | None
    pretend: bool
    max_tokens: Mapping[ReportKey, int]
    """Larger ones than the kinds', for reports that were cut."""


class RunBook:
    """Runs, batches and requests."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    # runs

    def begin(self, new: NewRun, now: datetime) -> int:
        """Begin a run; what another open run is writing is left to it and waited for.

        Returns the run's number. One transaction: of two that begin in the same instant the
        second finds the first one's reports taken.
        """
        with self._ledger.transaction():
            number = self._ledger.write(
                "INSERT INTO runs (via, title, waves, started_at, estimated, pretend)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                new.via,
                new.title,
                len(new.waves),
                records.time_text(now),
                records.money_text(new.estimated),
                int(new.pretend),
            )
            taken = self.writers()
            for wave, keys in enumerate(new.waves, 1):
                for place, key in enumerate(keys):
                    if key in taken:
                        self.wait_for(number, key, taken[key])
                        continue
                    self._ledger.write(
                        "INSERT INTO run_reports (run, teg, round, kind, wave, place, max_tokens)"
                        " VALUES (?, ?, ?, ?, ?, ?, ?)",
                        number,
                        *key_columns(key),
                        wave,
                        place,
                        new.max_tokens.get(key),
                    )
        return number

    def wait_for(self, run: int, key: ReportKey, other: int) -> None:
        """A run needs a report that another open run is writing."""
        self._ledger.write(
            "INSERT OR IGNORE INTO run_waits VALUES (?, ?, ?, ?, ?)", run, *key_columns(key), other
        )

    def waits(self, run: int) -> dict[ReportKey, int]:
        """What a run waits for that is still open, and in which run."""
        found = self._ledger.rows(
            "SELECT w.teg, w.round, w.kind, w.other FROM run_waits w JOIN run_reports r"
            " ON (r.run, r.teg, r.round, r.kind) = (w.other, w.teg, w.round, w.kind)"
            " WHERE w.run = ? AND r.open = 1",
            run,
        )
        return {key_of(row): row["other"] for row in found}

    def writers(self) -> dict[ReportKey, int]:
        """Which open run is going to write which report."""
        found = self._ledger.rows("SELECT run, teg, round, kind FROM run_reports WHERE open = 1")
        return {key_of(row): row["run"] for row in found}

    def run(self, number: int) -> RunRecord | None:
        """One run."""
        row = self._ledger.one("SELECT * FROM runs WHERE number = ?", number)
        return None if row is None else _run(row)

    def runs(self, *, newest: int = 50) -> tuple[RunRecord, ...]:
        """The open runs and the newest others, newest first."""
        found = self._ledger.rows(
            "SELECT * FROM runs WHERE finished_at IS NULL OR number IN"
            " (SELECT number FROM runs ORDER BY number DESC LIMIT ?) ORDER BY number DESC",
            newest,
        )
        return tuple(map(_run, found))

    def open_runs(self) -> tuple[RunRecord, ...]:
        """Runs not finished, oldest first."""
        found = self._ledger.rows("SELECT * FROM runs WHERE finished_at IS NULL ORDER BY number")
        return tuple(map(_run, found))

    def set_waiting(self, run: int, waiting: str) -> None:
        """What holds a run up, in words."""
        self._ledger.write(
            "UPDATE runs SET waiting = ? WHERE number = ? AND waiting != ?", waiting, run, waiting
        )

    def ask_cancel(self, run: int) -> None:
        """The user wants a run stopped."""
        self._ledger.write("UPDATE runs SET cancel = 1 WHERE number = ?", run)

    def finish(self, run: int, now: datetime) -> None:
        """A run is over."""
        self._ledger.write(
            "UPDATE runs SET finished_at = ?, waiting = '' WHERE number = ?",
            records.time_text(now),
            run,
        )

    def reports(self, run: int) -> tuple[RunReport, ...]:
        """A run's reports, by wave and place."""
        found = self._ledger.rows(
            "SELECT * FROM run_reports WHERE run = ? ORDER BY wave, place", run
        )
        return tuple(_report(row) for row in found)

    def settle_report(self, run: int, key: ReportKey, outcome: str, reason: str) -> None:
        """What became of a report in a run; it may then be in another one."""
        self._ledger.write(
            "UPDATE run_reports SET open = 0, outcome = ?, reason = ?"
            " WHERE run = ? AND teg = ? AND round = ? AND kind = ?",
            outcome,
            reason,
            run,
            *key_columns(key),
        )

    def newest_reports(self) -> dict[ReportKey, RunReport]:
        """What the newest run of each report made of it."""
        found = self._ledger.rows("SELECT * FROM run_reports ORDER BY run")
        return {report.key: report for report in map(_report, found)}

    # batches

    def intend(self, batch: Mapping[str, Any]) -> BatchRecord:
        """Remember that a batch is being made, before anything of it is written."""
        names = ", ".join(batch)
        marks = ", ".join("?" for _ in batch)
        number = self._ledger.write(
            f"INSERT INTO batches ({names}) VALUES ({marks})",  # noqa: S608 (names are ours)
            *(_column(name, value) for name, value in batch.items()),
        )
        return self.batch(number)

    def fill(self, batch: int, run: int, requests: Sequence[RequestRecord]) -> None:
        """The batch's request file is on disk: these are its requests."""
        with self._ledger.transaction():
            self._ledger.write_many(
                "INSERT INTO requests (custom_id, batch, place, teg, round, kind, recipe, model,"
                " max_tokens, system_chars, user_chars) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    (
                        r.custom_id,
                        batch,
                        r.place,
                        *key_columns(r.key),
                        records.recipe_text(r.recipe),
                        r.model,
                        r.max_tokens,
                        r.system_chars,
                        r.user_chars,
                    )
                    for r in requests
                ),
            )
            self._ledger.write_many(
                "UPDATE run_reports SET batch = ?"
                " WHERE run = ? AND teg = ? AND round = ? AND kind = ?",
                ((batch, run, *key_columns(r.key)) for r in requests),
            )
            self.change(batch, ready=1)

    def change(self, batch: int, **changes: Any) -> None:
        """Change a batch's columns, all at once."""
        unknown = changes.keys() - _BATCH_CHANGES
        if unknown:
            raise KeyError(f"no such column of a batch: {sorted(unknown)}")
        parts = ", ".join(f"{name} = ?" for name in changes)
        self._ledger.write(
            f"UPDATE batches SET {parts} WHERE number = ?",  # noqa: S608 (names checked above)
            *(_column(name, value) for name, value in changes.items()),
            batch,
        )

    def batch(self, number: int) -> BatchRecord:
        """One batch."""
        row = self._ledger.one("SELECT * FROM batches WHERE number = ?", number)
        if row is None:
            raise KeyError(number)
        return _batch(row)

    def batches_of(self, run: int) -> tuple[BatchRecord, ...]:
        """A run's batches, oldest first."""
        found = self._ledger.rows("SELECT * FROM batches WHERE run = ? ORDER BY number", run)
        return tuple(map(_batch, found))

    def batches_in(self, *states: str) -> tuple[BatchRecord, ...]:
        """Batches in any of these states, oldest first."""
        marks = ", ".join("?" for _ in states)
        found = self._ledger.rows(
            f"SELECT * FROM batches WHERE state IN ({marks}) ORDER BY number",  # noqa: S608 (marks only)
            *states,
        )
        return tuple(map(_batch, found))

    def idle(self) -> bool:
        """Whether there is neither an open run nor a commit to be made."""
        row = self._ledger.one(
            "SELECT EXISTS (SELECT 1 FROM runs WHERE finished_at IS NULL)"
            " OR EXISTS (SELECT 1 FROM commits WHERE due = 1) AS busy"
        )
        return row is None or not row["busy"]

    def next_due(self) -> datetime | None:
        """The earliest moment at which a batch of an open run is to be looked after."""
        row = self._ledger.one(
            "SELECT min(b.next_at) AS due FROM batches b JOIN runs r ON r.number = b.run"
            " WHERE r.finished_at IS NULL"
        )
        return None if row is None else records.time_of(row["due"])

    def own_ids(self) -> frozenset[str]:
        """The ids of every batch this workspace ever made."""
        found = self._ledger.rows("SELECT batch_id FROM batches WHERE batch_id IS NOT NULL")
        return frozenset(row["batch_id"] for row in found)

    def request_file_known(self, path: str) -> bool:
        """Whether a batch already has that request file."""
        return bool(self._ledger.one("SELECT 1 FROM batches WHERE request_file = ?", path))

    def times_taken(self, *, pretend: bool, newest: int = 20) -> list[timedelta]:
        """How long the newest batches took from creation to end."""
        found = self._ledger.rows(
            "SELECT created_at, ended_at FROM batches WHERE state = 'collected'"
            " AND ended_at IS NOT NULL AND pretend = ? ORDER BY number DESC LIMIT ?",
            int(pretend),
            newest,
        )
        spans = [(records.time_of(r["created_at"]), records.time_of(r["ended_at"])) for r in found]
        return [end - begin for begin, end in spans if begin and end and end >= begin]

    # requests

    def newest_settled(self) -> str:
        """When the last request was settled, as text; empty before the first."""
        row = self._ledger.one("SELECT max(settled_at) AS newest FROM requests")
        return "" if row is None else row["newest"] or ""

    def usage(self, *, pretend: bool, newest: int = 2000) -> list[UsageRow]:
        """What finished answers teach about tokens, newest first."""
        found = self._ledger.rows(
            "SELECT q.* FROM requests q JOIN batches b ON b.number = q.batch"
            " WHERE q.stop_reason = 'end_turn' AND b.pretend = ?"
            " ORDER BY q.settled_at DESC LIMIT ?",
            int(pretend),
            newest,
        )
        return [
            UsageRow(
                kind=row["kind"],
                model=row["model"],
                system_chars=row["system_chars"],
                user_chars=row["user_chars"],
                output_chars=row["output_chars"],
                input_tokens=row["input_tokens"]
                + row["cache_write_tokens"]
                + row["cache_read_tokens"],
                output_tokens=row["output_tokens"],
            )
            for row in found
        ]

    def requests(self, batch: int) -> tuple[RequestRecord, ...]:
        """A batch's requests in the order of its file."""
        found = self._ledger.rows("SELECT * FROM requests WHERE batch = ? ORDER BY place", batch)
        return tuple(map(_request, found))

    def requests_of_run(self, run: int) -> tuple[RequestRecord, ...]:
        """All requests of a run's batches."""
        found = self._ledger.rows(
            "SELECT q.* FROM requests q JOIN batches b ON b.number = q.batch"
            " WHERE b.run = ? ORDER BY q.batch, q.place",
            run,
        )
        return tuple(map(_request, found))

    def newest_request(self, key: ReportKey) -> RequestRecord | None:
        """The newest attempt at a report."""
        row = self._ledger.one(
            "SELECT * FROM requests WHERE teg = ? AND round = ? AND kind = ?"
            " ORDER BY batch DESC LIMIT 1",
            *key_columns(key),
        )
        return None if row is None else _request(row)

    def settle(self, requests: Iterable[RequestRecord], run: int) -> None:
        """What became of requests and so of their reports; settled ones stay as they are."""
        with self._ledger.transaction():
            for r in requests:
                self._ledger.write(
                    "UPDATE requests SET outcome = ?, reason = ?, stop_reason = ?, path = ?,"
                    " blob = ?, input_tokens = ?, cache_write_tokens = ?, cache_read_tokens = ?,"
                    " output_tokens = ?, output_chars = ?, cost = ?, settled_at = ?"
                    " WHERE custom_id = ? AND outcome = 'open'",
                    r.outcome,
                    r.reason,
                    r.stop_reason,
                    r.path,
                    r.blob,
                    r.input_tokens,
                    r.cache_write_tokens,
                    r.cache_read_tokens,
                    r.output_tokens,
                    r.output_chars,
                    records.nano(r.cost_usd),
                    records.time_text(r.settled_at),
                    r.custom_id,
                )
                self.settle_report(run, r.key, r.outcome, r.reason)

    def give_up(self, batch: BatchRecord, state: str, reason: str, now: datetime) -> None:
        """Nothing will come of a batch: its open requests and their reports have failed."""
        with self._ledger.transaction():
            self._ledger.write(
                "UPDATE requests SET outcome = 'failed', reason = ?, settled_at = ?"
                " WHERE batch = ? AND outcome = 'open'",
                reason,
                records.time_text(now),
                batch.number,
            )
            self._ledger.write(
                "UPDATE run_reports SET open = 0, outcome = 'failed', reason = ?"
                " WHERE run = ? AND batch = ? AND open = 1",
                reason,
                batch.run,
                batch.number,
            )
            self.change(batch.number, state=state, note=reason, next_at=None)

    def send_again(self, batch: BatchRecord, state: str, reason: str, now: datetime) -> None:
        """A batch never came to be: its reports go into a new one, with new custom_ids."""
        with self._ledger.transaction():
            self._ledger.write(
                "UPDATE run_reports SET batch = NULL WHERE batch = ? AND open = 1", batch.number
            )
            self.give_up(batch, state, reason, now)


def _column(name: str, value: Any) -> Any:
    if name in _TIMES:
        return records.time_text(value)
    if name in _JSON:
        return json.dumps(value)
    if name == "estimated":
        return records.money_text(value)
    return int(value) if isinstance(value, bool) else value


def _run(row: sqlite3.Row) -> RunRecord:
    return RunRecord(
        number=row["number"],
        via=row["via"],
        title=row["title"],
        waves=row["waves"],
        started_at=datetime.fromisoformat(row["started_at"]),
        finished_at=records.time_of(row["finished_at"]),
        cancel=bool(row["cancel"]),
        waiting=row["waiting"],
        estimated=records.money_of(row["estimated"]),
        pretend=bool(row["pretend"]),
    )


def _report(row: sqlite3.Row) -> RunReport:
    return RunReport(
        run=row["run"],
        key=key_of(row),
        wave=row["wave"],
        outcome=row["outcome"],
        reason=row["reason"],
        batch=row["batch"],
        max_tokens=row["max_tokens"],
    )


def _batch(row: sqlite3.Row) -> BatchRecord:
    plain: dict[str, Any] = dict(row)
    plain |= {name: records.time_of(row[name]) for name in _TIMES}
    plain |= {
        "counts": json.loads(row["counts"]),
        "not_ours": tuple(json.loads(row["not_ours"])),
        "estimated": records.money_of(row["estimated"]),
        "ready": bool(row["ready"]),
        "pretend": bool(row["pretend"]),
        "cancel_sent": bool(row["cancel_sent"]),
    }
    return BatchRecord(**plain)


def _request(row: sqlite3.Row) -> RequestRecord:
    plain: dict[str, Any] = dict(row)
    plain["key"] = key_of(row)
    plain["recipe"] = records.recipe_of(row["recipe"])
    plain["cost_usd"] = records.dollars(plain.pop("cost"))
    plain["settled_at"] = records.time_of(row["settled_at"])
    for name in ("teg", "round", "kind"):
        del plain[name]
    return RequestRecord(**plain)
