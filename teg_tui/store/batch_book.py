"""Batches and their requests in the ledger; what becomes of a request becomes of its report.

As in `run_book.py`, every change of state is one call and durable when it returns.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from teg_tui.costs.tokens import UsageRow
from teg_tui.reports.key import ReportKey
from teg_tui.store import records
from teg_tui.store.ledger import Ledger, key_columns, key_of
from teg_tui.store.records import BatchRecord, RequestRecord

_TIMES = frozenset({"created_at", "submitted_at", "ended_at", "expires_at", "next_at", "listed_at"})
_JSON = frozenset({"counts", "not_ours", "candidates"})
_FLAGS = frozenset({"ready", "pretend", "cancel_sent", "asks"})
_BATCH_CHANGES = _TIMES | _JSON | {
    "state", "ready", "endpoint", "pretend", "key_mark", "before_id", "batch_id", "results_url",
    "tries", "quiet_seconds", "cancel_sent", "note", "estimated", "asks", "candidates",
}  # fmt: skip


class BatchBook:
    """Batches and requests."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def intend(self, batch: Mapping[str, Any]) -> BatchRecord:
        """Remember that a batch is being made, before anything of it is written."""
        names = ", ".join(batch)
        marks = ", ".join("?" for _ in batch)
        number = self._ledger.write(
            f"INSERT INTO batches ({names}) VALUES ({marks})",  # noqa: S608 (names are ours)
            *(_column(name, value) for name, value in batch.items()),
        )
        return self.get(number)

    def fill(self, batch: int, run: int, requests: Sequence[RequestRecord]) -> None:
        """These are requests of the batch: all, their file being on disk; in real time some."""
        with self._ledger.transaction():
            self._ledger.write_many(
                "INSERT INTO requests (custom_id, batch, place, teg, round, kind, recipe, model,"
                " max_tokens, system_chars, user_chars, estimated)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
                        records.nano(r.estimated_usd),
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

    def get(self, number: int) -> BatchRecord:
        """One batch."""
        row = self._ledger.one("SELECT * FROM batches WHERE number = ?", number)
        if row is None:
            raise KeyError(number)
        return _batch(row)

    def of_run(self, run: int) -> tuple[BatchRecord, ...]:
        """A run's batches, oldest first."""
        found = self._ledger.rows("SELECT * FROM batches WHERE run = ? ORDER BY number", run)
        return tuple(map(_batch, found))

    def in_state(self, *states: str) -> tuple[BatchRecord, ...]:
        """Batches in any of these states, oldest first."""
        marks = ", ".join("?" for _ in states)
        found = self._ledger.rows(
            f"SELECT * FROM batches WHERE state IN ({marks}) ORDER BY number",  # noqa: S608 (marks only)
            *states,
        )
        return tuple(map(_batch, found))

    def own_ids(self) -> frozenset[str]:
        """The ids of every batch this workspace ever made."""
        found = self._ledger.rows("SELECT batch_id FROM batches WHERE batch_id IS NOT NULL")
        return frozenset(row["batch_id"] for row in found)

    def with_id(self, batch_id: str) -> BatchRecord | None:
        """The batch with that id at Anthropic."""
        row = self._ledger.one("SELECT * FROM batches WHERE batch_id = ?", batch_id)
        return None if row is None else _batch(row)

    def request_file_known(self, path: str) -> bool:
        """Whether a batch already has that request file."""
        return bool(self._ledger.one("SELECT 1 FROM batches WHERE request_file = ?", path))

    def times_taken(self, *, pretend: bool, newest: int = 20) -> list[timedelta]:
        """How long the newest batches took from creation to end."""
        found = self._ledger.rows(
            "SELECT created_at, ended_at FROM batches WHERE state = 'collected' AND via = 'batch'"
            " AND ended_at IS NOT NULL AND pretend = ? ORDER BY number DESC LIMIT ?",
            int(pretend),
            newest,
        )
        spans = [(records.time_of(r["created_at"]), records.time_of(r["ended_at"])) for r in found]
        return [end - begin for begin, end in spans if begin and end and end >= begin]

    def newest_settled(self) -> str:
        """Differs when a request has been settled since; empty before the first."""
        row = self._ledger.one(
            "SELECT max(settled_at) || count(settled_at) AS mark FROM requests"
        )  # older ones may come in, too
        return "" if row is None else row["mark"] or ""

    def usage(self, *, pretend: bool, newest: int = 2000) -> list[UsageRow]:
        """What answers teach about tokens, newest first; a cut one was as long as its cap."""
        found = self._ledger.rows(
            "SELECT q.* FROM requests q JOIN batches b ON b.number = q.batch"
            " WHERE q.stop_reason IN ('end_turn', 'max_tokens') AND b.pretend = ?"
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

    def settled_since(self, moment: datetime) -> tuple[RequestRecord, ...]:
        """Requests settled after a moment, batch by batch."""
        text = records.time_text(moment)
        found = self._ledger.rows(
            "SELECT * FROM requests WHERE settled_at > ? ORDER BY batch, place", text
        )
        return tuple(map(_request, found))

    def mark_sent(self, request: RequestRecord) -> None:
        """When a request in real time was sent, and what it may cost; neither, where it was not."""
        self._ledger.write(
            "UPDATE requests SET sent_at = ?, in_doubt = ? WHERE batch = ? AND custom_id = ?",
            records.time_text(request.sent_at),
            records.nano(request.in_doubt_usd),
            request.batch,
            request.custom_id,
        )

    def in_doubt(self, run: int) -> Decimal:
        """USD that a run's requests may have cost of which nobody knows."""
        return self._sum("in_doubt", run, "q.outcome != 'open'")

    def cost_of(self, run: int) -> Decimal:
        """USD that a run's settled requests have cost."""
        return self._sum("cost", run, "q.outcome != 'open'")

    def _sum(self, column: str, run: int, condition: str) -> Decimal:
        row = self._ledger.one(
            f"SELECT coalesce(sum(q.{column}), 0) AS nanos FROM requests q"  # noqa: S608 (ours)
            f" JOIN batches b ON b.number = q.batch WHERE b.run = ? AND {condition}",
            run,
        )
        return Decimal(0) if row is None else records.dollars(row["nanos"]) or Decimal(0)

    def open_requests(self) -> dict[int, int]:
        """How many requests of each batch are open still; batches without any are left out."""
        found = self._ledger.rows(
            "SELECT batch, count(*) AS many FROM requests WHERE outcome = 'open' GROUP BY batch"
        )
        return {row["batch"]: row["many"] for row in found}

    def newest_request(self, key: ReportKey, before: int | None = None) -> RequestRecord | None:
        """The newest attempt at a report; not imported ones, nor a correction without a text.

        `before` is a batch: the newest of those before it.
        """
        row = self._ledger.one(
            "SELECT q.* FROM requests q JOIN batches b ON b.number = q.batch"
            " JOIN runs r ON r.number = b.run AND r.imported = 0"
            " AND (r.corrects IS NULL AND r.standing = 0 OR q.outcome != 'failed')"
            " WHERE q.teg = ? AND q.round = ? AND q.kind = ? AND (? IS NULL OR q.batch < ?)"
            " ORDER BY q.batch DESC LIMIT 1",
            *key_columns(key),
            before,
            before,
        )
        return None if row is None else _request(row)

    def request_for(self, batch: int, key: ReportKey) -> RequestRecord | None:
        """A batch's request for a report."""
        row = self._ledger.one(
            "SELECT * FROM requests WHERE batch = ? AND teg = ? AND round = ? AND kind = ?",
            batch,
            *key_columns(key),
        )
        return None if row is None else _request(row)

    def with_false_claims(self) -> list[int]:
        """Collected batches with texts that the scores contradict and nobody corrects yet."""
        found = self._ledger.rows(
            "SELECT DISTINCT q.batch FROM requests q JOIN batches b ON b.number = q.batch"
            " WHERE q.false_claims > 0 AND b.state = 'collected'"
            " AND NOT EXISTS (SELECT 1 FROM runs WHERE corrects = q.batch) ORDER BY q.batch"
        )
        return [row["batch"] for row in found]

    def is_correction(self, batch: int) -> bool:
        """Whether a batch corrects texts, and writes none."""
        return bool(
            self._ledger.one(
                "SELECT 1 FROM batches b JOIN runs r ON r.number = b.run"
                " WHERE b.number = ? AND (r.corrects IS NOT NULL OR r.standing = 1)",
                batch,
            )
        )

    def settle(self, requests: Iterable[RequestRecord], run: int) -> None:
        """What became of requests and so of their reports; settled ones stay as they are."""
        with self._ledger.transaction():
            for r in requests:
                self._ledger.write(
                    "UPDATE requests SET outcome = ?, reason = ?, stop_reason = ?, path = ?,"
                    " blob = ?, input_tokens = ?, cache_write_tokens = ?, cache_read_tokens = ?,"
                    " output_tokens = ?, output_chars = ?, cost = ?, standard = ?, prices = ?,"
                    " settled_at = ?, in_doubt = ?, claims = ?, false_claims = ?"
                    " WHERE batch = ? AND custom_id = ? AND outcome = 'open'",
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
                    records.nano(r.standard_usd),
                    records.prices_text(r.prices),
                    records.time_text(r.settled_at),
                    records.nano(r.in_doubt_usd),
                    records.tally_text(r.claims),
                    r.claims.false if r.claims else 0,
                    r.batch,
                    r.custom_id,
                )
                self._ledger.write(
                    "UPDATE run_reports SET open = 0, outcome = ?, reason = ?"
                    " WHERE run = ? AND teg = ? AND round = ? AND kind = ?",
                    r.outcome,
                    r.reason,
                    run,
                    *key_columns(r.key),
                )

    def held_for(self, request: RequestRecord, run: int, reason: str) -> None:
        """A held text is another now, and held for another reason."""
        with self._ledger.transaction():
            self._ledger.write(
                "UPDATE requests SET reason = ?"
                " WHERE batch = ? AND custom_id = ? AND outcome = 'held'",
                *(reason, request.batch, request.custom_id),
            )
            self._ledger.write(
                "UPDATE run_reports SET reason = ?"
                " WHERE run = ? AND teg = ? AND round = ? AND kind = ? AND outcome = 'held'",
                *(reason, run, *key_columns(request.key)),
            )

    def file_held(self, request: RequestRecord, run: int) -> None:
        """A held text has been filed by a person; nothing happens where it is held no more."""
        made = request.path, request.blob, records.tally_text(request.claims)
        with self._ledger.transaction():
            self._ledger.write(
                "UPDATE requests SET outcome = 'filed', reason = '', path = ?, blob = ?,"
                " claims = ?, false_claims = 0"
                " WHERE batch = ? AND custom_id = ? AND outcome = 'held'",
                *(*made, request.batch, request.custom_id),
            )
            self._ledger.write(
                "UPDATE run_reports SET outcome = 'filed', reason = ''"
                " WHERE run = ? AND teg = ? AND round = ? AND kind = ? AND outcome = 'held'",
                run,
                *key_columns(request.key),
            )

    def give_up(
        self,
        batch: BatchRecord,
        state: str,
        reason: str,
        now: datetime,
        *,
        may_be_billed: bool = False,
    ) -> None:
        """Nothing will come of a batch: its open requests and their reports have failed."""
        with self._ledger.transaction():
            self._ledger.write(
                "UPDATE requests SET outcome = 'failed', reason = ?, settled_at = ?,"
                " in_doubt = CASE WHEN ? THEN coalesce(estimated, 0) END"
                " WHERE batch = ? AND outcome = 'open'",
                reason,
                records.time_text(now),
                may_be_billed,
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
        return json.dumps(value, default=datetime.isoformat)
    if name == "estimated":
        return records.money_text(value)
    return int(value) if isinstance(value, bool) else value


def _batch(row: sqlite3.Row) -> BatchRecord:
    plain: dict[str, Any] = dict(row)
    plain |= {name: records.time_of(row[name]) for name in _TIMES}
    ends = json.loads(row["candidates"]).items()
    plain |= {
        "counts": json.loads(row["counts"]),
        "not_ours": tuple(json.loads(row["not_ours"])),
        "candidates": {name: datetime.fromisoformat(end) for name, end in ends},
        "estimated": records.money_of(row["estimated"]),
    }
    plain |= {name: bool(plain[name]) for name in _FLAGS & plain.keys()}
    return BatchRecord(**plain)


def _request(row: sqlite3.Row) -> RequestRecord:
    plain: dict[str, Any] = dict(row)
    plain["key"] = key_of(row)
    plain["recipe"] = records.recipe_of(row["recipe"])
    plain["cost_usd"] = records.dollars(plain.pop("cost"))
    plain["standard_usd"] = records.dollars(plain.pop("standard"))
    plain["prices"] = records.prices_of(row["prices"])
    plain["estimated_usd"] = records.dollars(plain.pop("estimated"))
    plain["settled_at"] = records.time_of(row["settled_at"])
    plain["sent_at"] = records.time_of(row["sent_at"])
    plain["in_doubt_usd"] = records.dollars(plain.pop("in_doubt"))
    plain["claims"] = records.tally_of(row["claims"])
    for name in ("teg", "round", "kind", "false_claims"):
        del plain[name]
    return RequestRecord(**plain)
