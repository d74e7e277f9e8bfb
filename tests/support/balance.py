"""The ledger held against the account's books and against what the user has asked for.

Read from the files and the account, past the service: what it believes of itself is no proof.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from teg_tui.reports.key import ReportKey
from teg_tui.service.context import Context
from teg_tui.service.results import row_id, shown
from teg_tui.simulator.account import Account
from teg_tui.simulator.batches import BatchRecord
from teg_tui.simulator.results import results
from teg_tui.store.files import blob_id

_OVER = ("collected", "rejected")
_MOST_CORRECTIONS = 2
_CAN_BE_READ = ("filed", "held")
NO_TEXT = ("max_tokens", "refusal")
"""Why an answer stopped that is worth less than the text that it was to correct."""

Row = dict[str, Any]


@dataclass(frozen=True)
class Sent:
    """A request that the account has had, whoever was told of it."""

    custom_id: str
    batch_id: str
    billed: bool


@dataclass
class Balance:
    """What was asked for, and what came of it."""

    ledger: Path
    account: Account
    approved: dict[int, frozenset[ReportKey]] = field(default_factory=dict)
    """By run, the reports that the user agreed to pay for once."""
    unheard: list[frozenset[ReportKey]] = field(default_factory=list)
    """What he agreed to when the program died over it: begun or not."""
    corrections_asked: int = 0
    """How often he sent back a text that had been corrected often enough."""
    _final: dict[object, object] = field(default_factory=dict)
    _ids: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def approve(self, run: int, keys: Collection[ReportKey]) -> None:
        """The user has agreed to a run."""
        self.approved[run] = frozenset(keys)

    def check(self) -> None:
        """Raises AssertionError where the books do not balance."""
        if not self.ledger.exists():
            return
        with closing(self._open()) as ledger:
            self._check(_tables(ledger))

    def runs(self) -> dict[int, Row]:
        """All runs, by number."""
        if not self.ledger.exists():
            return {}
        with closing(self._open()) as ledger:
            return _tables(ledger).runs

    def open_runs(self) -> list[int]:
        """Runs that are not over."""
        return [number for number, run in self.runs().items() if run["finished_at"] is None]

    def held(self) -> set[ReportKey]:
        """Reports of which some text was held for what is false in it."""
        if not self.ledger.exists():
            return set()
        with closing(self._open()) as ledger:
            requests = _tables(ledger).requests
        return {_key(r) for r in requests if r["outcome"] == "held" and r["false_claims"]}

    def check_texts(self, context: Context) -> None:
        """What was filed is what the account wrote, its places filled."""
        with closing(self._open()) as connection:
            ledger = _tables(connection)
        for record in self.account.store.ever_created():
            if record.stranger:
                continue
            for row in results(self.account.store, record, self.account.truth):
                request = ledger.by_id[row["custom_id"]]
                if request["outcome"] == "filed":
                    text = shown(row["result"]["message"]["content"][0]["text"])
                    filled = context.material.fill(text, _key(request)).text
                    assert request["blob"] == blob_id(filled.encode()), row["custom_id"]
                    usage = row["result"]["message"]["usage"]
                    used = (request["input_tokens"], request["output_tokens"])
                    assert used == (usage["input_tokens"], usage["output_tokens"])

    def check_rows(self, folder: Path) -> None:
        """What is called collected came as a whole, unless it was cancelled or too old."""
        with closing(self._open()) as connection:
            ledger = _tables(connection)
        for batch in ledger.batches.values():
            record = self.account.store.get(batch["batch_id"] or "")
            if record is None or batch["state"] != "collected":
                continue
            too_old = record.archived(self.account.clock.now())
            if not too_old and not ledger.runs[batch["run"]]["cancel"]:
                raw = (folder / f"{record.id}_results.jsonl").read_bytes().splitlines()
                assert set(self._ids_of(record)) <= set(map(row_id, raw)), record.id

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(f"{self.ledger.as_uri()}?mode=ro", uri=True)
        connection.row_factory = sqlite3.Row
        return connection

    def _check(self, ledger: Ledger) -> None:
        self._every_run_was_asked_for(ledger)
        self._nothing_was_sent_twice(ledger)
        self._nothing_final_changes(ledger)
        self._reports_end_as_their_requests(ledger)
        self._what_was_billed_is_there_or_owned_up_to(ledger)
        self._real_time_is_accounted_for(ledger)

    def _every_run_was_asked_for(self, ledger: Ledger) -> None:
        for number, run in ledger.runs.items():
            keys = frozenset(_key(report) for report in ledger.reports if report["run"] == number)
            if run["corrects"] is not None:
                self._corrects_rightly(ledger, run, keys)
                continue
            if number not in self.approved:
                agreed = [asked for asked in self.unheard if keys <= asked]
                assert agreed, f"nobody asked for run {number}: {keys}"
                self.unheard.remove(min(agreed, key=len))  # a retry may be of any of them
                self.approved[number] = keys
            # Those that another run is writing are left to that.
            assert keys <= self.approved[number], f"run {number} writes other reports"
        deep = [n for n in ledger.runs if ledger.depth(n) > _MOST_CORRECTIONS]
        assert len(deep) <= self.corrections_asked, f"nobody asked for corrections {deep}"
        named = Counter(r["corrects"] for r in ledger.runs.values() if r["corrects"] is not None)
        assert not [batch for batch, times in named.items() if times > 1]

    def _corrects_rightly(self, ledger: Ledger, run: Row, keys: frozenset[ReportKey]) -> None:
        of = {_key(r): r for r in ledger.requests if r["batch"] == run["corrects"]}
        assert ledger.batches[run["corrects"]]["state"] == "collected"
        assert all(of[key]["false_claims"] > 0 for key in keys), f"run {run['number']}"

    def sent(self) -> Iterator[Sent]:
        """What this workspace has sent, as the account has it."""
        now = self.account.clock.now()
        for record in self.account.store.ever_created():
            if not record.stranger:
                ended = record.status(now) == "ended"
                for index, custom_id in enumerate(self._ids_of(record)):
                    billed = ended and record.outcome(index) == "succeeded"
                    yield Sent(custom_id, record.id, billed)

    def _ids_of(self, record: BatchRecord) -> tuple[str, ...]:
        if record.id not in self._ids:
            found = sorted(self.account.store.requests(record))
            self._ids[record.id] = tuple(request["custom_id"] for _, request in found)
        return self._ids[record.id]

    def _nothing_was_sent_twice(self, ledger: Ledger) -> None:
        """A run's report is made at most once, and only the ledger's own requests are."""
        made: Counter[tuple[int, ReportKey]] = Counter()
        by_batch: dict[str, set[str]] = {}
        for sent in self.sent():
            request = ledger.by_id.get(sent.custom_id)
            assert request is not None, f"{sent.custom_id} was sent, and the ledger has it not"
            batch = ledger.batches[request["batch"]]
            made[batch["run"], _key(request)] += 1
            by_batch.setdefault(sent.batch_id, set()).add(sent.custom_id)
            assert batch["batch_id"] in (None, sent.batch_id), "taken for another batch"
        twice = [what for what, times in made.items() if times > 1]
        assert not twice, f"sent twice: {twice}"
        for batch in ledger.batches.values():
            if batch["batch_id"] is not None:
                ids = {r["custom_id"] for r in ledger.requests if r["batch"] == batch["number"]}
                assert by_batch.get(batch["batch_id"]) == ids, f"batch {batch['number']}"

    def _nothing_final_changes(self, ledger: Ledger) -> None:
        changing = ("false_claims", "claims")
        final: dict[object, object] = {
            ("request", r["batch"], r["custom_id"]): {
                name: value for name, value in r.items() if name not in changing
            }
            for r in ledger.requests
            if r["outcome"] != "open"
        }
        final |= {
            ("batch", b["number"]): (b["state"], b["batch_id"], b["run"])
            for b in ledger.batches.values()
            if b["state"] in _OVER
        }
        final |= {
            ("report", r["run"], _key(r)): (r["outcome"], r["reason"], r["batch"])
            for r in ledger.reports
            if not r["open"]
        }
        final |= {("run", n): r["finished_at"] for n, r in ledger.runs.items() if r["finished_at"]}
        for what, before in self._final.items():
            assert final.get(what) == before, f"{what} was {before}, is {final.get(what)}"
        self._final = final

    def _reports_end_as_their_requests(self, ledger: Ledger) -> None:
        """Each custom_id and each report has one end, and nothing that is over is half over."""
        outcomes = {(r["batch"], _key(r)): r["outcome"] for r in ledger.requests}
        for report in ledger.reports:
            assert bool(report["open"]) == (report["outcome"] == "open"), report
            if not report["open"] and report["batch"] is not None:
                assert outcomes[report["batch"], _key(report)] == report["outcome"], report
        for request in ledger.requests:
            over = ledger.batches[request["batch"]]["state"] in _OVER
            assert not (over and request["outcome"] == "open"), request
        for number, run in ledger.runs.items():
            left = [r for r in ledger.reports if r["run"] == number and r["open"]]
            assert not (run["finished_at"] and left), f"run {number} is over without {left}"

    def _what_was_billed_is_there_or_owned_up_to(self, ledger: Ledger) -> None:
        for sent in self.sent():
            request = ledger.by_id[sent.custom_id]
            if request["outcome"] == "open":
                continue
            if not sent.billed:
                assert not request["cost"], f"{sent.custom_id} cost nothing: {request}"
                assert request["outcome"] != "filed", f"{sent.custom_id} was never written"
                continue
            assert (request["cost"] or 0) > 0 or request["in_doubt"] is not None, (
                f"{sent.custom_id} was billed, and nobody is told: {request}"
            )
            if request["outcome"] not in _CAN_BE_READ:
                run = ledger.runs[ledger.batches[request["batch"]]["run"]]
                excused = (
                    run["cancel"]
                    or self._was_tampered_with(sent, request)
                    or (_is_correction(run) and request["stop_reason"] in NO_TEXT)
                )
                assert excused, f"{sent.custom_id} was billed and is lost: {request}"

    def _was_tampered_with(self, sent: Sent, request: Row) -> bool:
        """Whether its result can't be had: for its age, or because a fault made another of it."""
        record = self.account.store.get(sent.batch_id)
        archived = record is None or record.archived(self.account.clock.now())
        return archived or (
            self.account.faults.struck["results-unknown-type"] > 0
            and "a kind we do not know" in request["reason"]
        )

    def _real_time_is_accounted_for(self, ledger: Ledger) -> None:
        sent = [r for r in ledger.requests if r["sent_at"] is not None]
        written = len(self.account.store.messages())
        assert written <= len(sent), f"{written} answers for {len(sent)} requests"
        settled = [r for r in sent if r["outcome"] != "open"]
        known = sum(r["cost"] is not None or r["in_doubt"] is not None for r in settled)
        assert known == len(settled), "what may have been billed is not said"


@dataclass(frozen=True)
class Ledger:
    """The ledger's tables as they are."""

    runs: dict[int, Row]
    batches: dict[int, Row]
    reports: list[Row]
    requests: list[Row]

    @property
    def by_id(self) -> dict[str, Row]:
        """Requests by their custom_id."""
        return {request["custom_id"]: request for request in self.requests}

    def depth(self, run: int) -> int:
        """How many corrections a run's texts have behind them, itself included."""
        corrects = self.runs[run]["corrects"]
        return 0 if corrects is None else 1 + self.depth(self.batches[corrects]["run"])


def _tables(ledger: sqlite3.Connection) -> Ledger:
    """All of one moment, whoever writes meanwhile."""
    ledger.execute("BEGIN")

    def rows(table: str) -> list[Row]:
        return [dict(row) for row in ledger.execute(f"SELECT * FROM {table}")]

    return Ledger(
        runs={row["number"]: row for row in rows("runs")},
        batches={row["number"]: row for row in rows("batches")},
        reports=rows("run_reports"),
        requests=rows("requests"),
    )


def _is_correction(run: Row) -> bool:
    return run["corrects"] is not None or bool(run["standing"])


def _key(row: Row) -> ReportKey:
    return ReportKey(row["teg"], row["round"] or None, row["kind"])
