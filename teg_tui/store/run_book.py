"""Runs and their reports in the ledger.

Every change of state is one call here and durable when it returns (or when the surrounding
`Ledger.transaction()` ends). Who may change what next is decided in `service`, not here. Batches
and requests are in `batch_book.py`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from teg_tui.costs.estimate import Money
from teg_tui.reports.key import ReportKey
from teg_tui.store import records
from teg_tui.store.ledger import Ledger, key_columns, key_of
from teg_tui.store.records import RunRecord, RunReport


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
    owner: int = 0
    """Of a real-time run, the process that carries it out."""
    corrects: int | None = None
    """The batch whose false texts it corrects; each is named once only."""
    standing: bool = False
    """Whether it corrects reports as they stand, whoever wrote them."""


class RunBook:
    """Runs, each with the reports it is to write."""

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
                "INSERT INTO runs"
                " (via, title, waves, started_at, estimated, pretend, owner, corrects, standing)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                new.via,
                new.title,
                len(new.waves),
                records.time_text(now),
                records.money_text(new.estimated),
                int(new.pretend),
                new.owner,
                new.corrects,
                int(new.standing),
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
            " (SELECT number FROM runs ORDER BY started_at DESC, number DESC LIMIT ?)"
            " ORDER BY started_at DESC, number DESC",
            newest,
        )
        return tuple(map(_run, found))

    def open_runs(self) -> tuple[RunRecord, ...]:
        """Runs not finished, oldest first."""
        found = self._ledger.rows("SELECT * FROM runs WHERE finished_at IS NULL ORDER BY number")
        return tuple(map(_run, found))

    def is_corrected(self, batch: int) -> bool:
        """Whether the correction of a batch's texts has been begun, whatever became of it."""
        return self._ledger.one("SELECT 1 FROM runs WHERE corrects = ?", batch) is not None

    def corrections_of(self, run: int) -> tuple[int, ...]:
        """The runs that correct a run's texts."""
        found = self._ledger.rows(
            "SELECT r.number FROM runs r JOIN batches b ON b.number = r.corrects"
            " WHERE b.run = ? ORDER BY r.number",
            run,
        )
        return tuple(row["number"] for row in found)

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

    def missed_before(self, run: int, wave: int) -> frozenset[ReportKey]:
        """What a run's earlier waves were to write and have not filed."""
        found = self._ledger.rows(
            "SELECT teg, round, kind FROM run_reports"
            " WHERE run = ? AND wave < ? AND outcome != 'filed'",
            run,
            wave,
        )
        return frozenset(map(key_of, found))

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

    def unprepared(self, run: int, wave: int) -> tuple[RunReport, ...]:
        """A wave's open reports that no batch holds yet."""
        found = self._ledger.rows(
            "SELECT * FROM run_reports WHERE run = ? AND wave = ? AND batch IS NULL AND open = 1"
            " ORDER BY place",
            run,
            wave,
        )
        return tuple(_report(row) for row in found)

    def give_up_unprepared(self, run: int, reason: str) -> None:
        """Of a run, the open reports that no batch holds have failed."""
        self._ledger.write(
            "UPDATE run_reports SET open = 0, outcome = 'failed', reason = ?"
            " WHERE run = ? AND batch IS NULL AND open = 1",
            reason,
            run,
        )

    def open_wave(self, run: int) -> int | None:
        """The first wave with an open report; None where all are settled."""
        row = self._ledger.one(
            "SELECT min(wave) AS wave FROM run_reports WHERE run = ? AND open = 1", run
        )
        return None if row is None else row["wave"]

    def outcomes(self, run: int) -> dict[str, int]:
        """How many of a run's reports came to which end."""
        found = self._ledger.rows(
            "SELECT outcome, count(*) AS many FROM run_reports WHERE run = ? GROUP BY outcome", run
        )
        return {row["outcome"]: row["many"] for row in found}

    def unfiled(self) -> tuple[RunReport, ...]:
        """Reports whose newest run has not filed them: open, held and failed ones.

        What was imported says nothing of the reports that stand here, and a correction that has
        brought no text leaves them as they were.
        """
        found = self._ledger.rows(
            "SELECT * FROM run_reports AS r WHERE outcome != 'filed' AND run ="
            " (SELECT max(run) FROM run_reports JOIN runs ON number = run AND imported = 0"
            " AND (corrects IS NULL AND standing = 0 OR outcome != 'failed')"
            " WHERE (teg, round, kind) = (r.teg, r.round, r.kind))"
        )
        return tuple(_report(row) for row in found)

    def idle(self) -> bool:
        """Whether there is neither an open run nor a commit to be made."""
        row = self._ledger.one(
            "SELECT EXISTS (SELECT 1 FROM runs WHERE finished_at IS NULL)"
            " OR EXISTS (SELECT 1 FROM commits WHERE due = 1) AS busy"
        )
        return row is None or not row["busy"]


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
        owner=row["owner"],
        imported=bool(row["imported"]),
        corrects=row["corrects"],
        standing=bool(row["standing"]),
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
