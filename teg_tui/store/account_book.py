"""Sums over the ledger's requests: one statement counts all of them, grouped as asked.

| a request | counts as |
|---|---|
| that used tokens, whatever became of its text | billed |
| in a batch at Anthropic, or being written in real time | in flight |
| whose answer was lost, so that nobody knows | in doubt |
| anything else: failed, expired, canceled, not sent | nothing |
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from teg_tui.costs.account import Account, By
from teg_tui.costs.estimate import Money
from teg_tui.costs.prices import Charge
from teg_tui.store import records
from teg_tui.store.ledger import Ledger

_BILLED_AT = "CASE b.via WHEN 'batch' THEN coalesce(b.ended_at, q.settled_at) ELSE q.settled_at END"
"""A batch that ends in one month and is collected in the next belongs to the first."""
_PROMPT = "q.input_tokens + q.cache_write_tokens + q.cache_read_tokens"
_USED = f"({_PROMPT} + q.output_tokens > 0)"
_PRICED = f"({_USED} AND q.cost IS NOT NULL)"
_FORESEEN = f"({_PRICED} AND q.estimated IS NOT NULL)"
_IN_DOUBT = (
    "(q.outcome != 'open' AND (q.in_doubt IS NOT NULL"
    f" OR (q.sent_at IS NOT NULL AND q.cost IS NULL AND NOT {_USED})))"
)
"""Without an amount where no price was known."""
_IN_FLIGHT = (
    "(q.outcome = 'open' AND (q.sent_at IS NOT NULL OR b.state IN"
    " ('submitting', 'uncertain', 'in_progress', 'canceling', 'ended')))"
)
_LIKELY = "coalesce(q.in_doubt, q.estimated)"
_FROM = "FROM requests q JOIN batches b ON b.number = q.batch"
_NAMES = {
    By.MONTH: f"CASE q.outcome WHEN 'open' THEN ? ELSE strftime('%Y-%m', {_BILLED_AT}) END",
    By.KIND: "q.kind",
    By.MODEL: "q.model",
    By.RUN: "CAST(b.run AS TEXT)",
}


@dataclass(frozen=True)
class Unvalued:
    """Usage whose prices the ledger does not hold."""

    batch: int
    custom_id: str
    model: str
    input_tokens: int
    cache_write_tokens: int
    cache_read_tokens: int
    output_tokens: int
    sent_at: datetime
    """The day whose prices hold."""
    via: str
    """A `costs.advice.Via` value."""


@dataclass(frozen=True)
class RunTitle:
    """What a run is called, and what it was going to cost."""

    title: str
    estimated: Money | None


class AccountBook:
    """What it all came to."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def sums(self, by: By, now: datetime) -> dict[bool, dict[str, Account]]:
        """By pretend or not, then by name; what is in flight belongs to the month of `now`."""
        month = [f"{now.astimezone(UTC):%Y-%m}"] if by is By.MONTH else []
        found = self._ledger.rows(
            f"SELECT {_NAMES[by]} AS name, b.pretend,"
            f" count(*) FILTER (WHERE {_USED}) AS requests,"
            f" count(*) FILTER (WHERE {_USED} AND q.cost IS NULL) AS unpriced,"
            f" sum({_PROMPT}) AS input_tokens,"
            " sum(q.output_tokens) AS output_tokens,"
            f" sum(q.cost) FILTER (WHERE {_PRICED}) AS usd,"
            f" sum(coalesce(q.standard, q.cost)) FILTER (WHERE {_PRICED}) AS standard_usd,"
            f" sum(q.estimated) FILTER (WHERE {_FORESEEN}) AS estimated_usd,"
            f" sum(q.cost) FILTER (WHERE {_FORESEEN}) AS foreseen_usd,"
            f" count(*) FILTER (WHERE {_IN_DOUBT}) AS in_doubt,"
            f" sum(q.in_doubt) FILTER (WHERE {_IN_DOUBT}) AS in_doubt_usd,"
            f" count(*) FILTER (WHERE {_IN_FLIGHT}) AS in_flight,"
            f" sum({_LIKELY}) FILTER (WHERE {_IN_FLIGHT}) AS in_flight_usd"
            f" {_FROM} WHERE {_USED} OR {_IN_DOUBT} OR {_IN_FLIGHT} GROUP BY 1, 2",
            *month,
        )
        sums: dict[bool, dict[str, Account]] = defaultdict(dict)
        for row in found:
            sums[bool(row["pretend"])][row["name"]] = _account(row)
        return sums

    def in_flight(self, run: int) -> Decimal:
        """USD that a run's requests are likely to cost that are sent and not back."""
        return self._amount(f"sum({_LIKELY}) {_FROM} WHERE b.run = ? AND {_IN_FLIGHT}", run)

    def spent_since(self, moment: datetime) -> Decimal:
        """USD of real money billed since a moment."""
        return self._since("cost", moment)

    def in_doubt_since(self, moment: datetime) -> Decimal:
        """USD of real money since a moment of which nobody knows whether it was billed."""
        return self._since("in_doubt", moment)

    def _since(self, column: str, moment: datetime) -> Decimal:
        # Nothing ends after it was settled: the index on that time narrows the search down.
        text = records.time_text(moment)
        return self._amount(
            f"sum(q.{column}) {_FROM} WHERE q.settled_at >= ? AND {_BILLED_AT} >= ?"
            " AND b.pretend = 0",
            text,
            text,
        )

    def _amount(self, words: str, *values: object) -> Decimal:
        row = self._ledger.one(f"SELECT {words}", *values)
        return Decimal(0) if row is None else records.dollars(row[0]) or Decimal(0)

    def runs(self) -> dict[str, RunTitle]:
        """Every run by its number."""
        found = self._ledger.rows("SELECT number, title, estimated FROM runs")
        return {
            str(row["number"]): RunTitle(row["title"], records.money_of(row["estimated"]))
            for row in found
        }

    def kind_titles(self) -> dict[str, str]:
        """What each kind was called in the newest batch of it."""
        found = self._ledger.rows(
            "SELECT kind, title FROM batches WHERE kind != '' ORDER BY number"
        )
        return {row["kind"]: row["title"] for row in found}

    def unvalued(self) -> list[Unvalued]:
        """Billed usage whose prices are not written down: none was known, or nobody asked."""
        found = self._ledger.rows(
            "SELECT q.*, coalesce(q.sent_at, b.created_at) AS day, b.via"
            f" {_FROM} WHERE {_USED} AND q.prices = ''"
        )
        return [
            Unvalued(
                batch=row["batch"],
                custom_id=row["custom_id"],
                model=row["model"],
                input_tokens=row["input_tokens"],
                cache_write_tokens=row["cache_write_tokens"],
                cache_read_tokens=row["cache_read_tokens"],
                output_tokens=row["output_tokens"],
                sent_at=datetime.fromisoformat(row["day"]),
                via=row["via"],
            )
            for row in found
        ]

    def value(self, valued: Iterable[tuple[Unvalued, Charge]]) -> None:
        """What they came to after all; a cost that was told once stays as it is."""
        self._ledger.write_many(
            "UPDATE requests SET cost = coalesce(cost, ?), standard = ?, prices = ?"
            " WHERE batch = ? AND custom_id = ?",
            (
                (
                    records.nano(charge.usd),
                    records.nano(charge.standard_usd),
                    records.prices_text(charge.prices),
                    usage.batch,
                    usage.custom_id,
                )
                for usage, charge in valued
            ),
        )


def _account(row: sqlite3.Row) -> Account:
    def usd(name: str) -> Decimal:
        return records.dollars(row[name] or 0) or Decimal(0)

    return Account(
        requests=row["requests"],
        unpriced=row["unpriced"],
        input_tokens=row["input_tokens"],
        output_tokens=row["output_tokens"],
        usd=usd("usd"),
        standard_usd=usd("standard_usd"),
        estimated_usd=usd("estimated_usd"),
        foreseen_usd=usd("foreseen_usd"),
        in_doubt=row["in_doubt"],
        in_doubt_usd=usd("in_doubt_usd"),
        in_flight=row["in_flight"],
        in_flight_usd=usd("in_flight_usd"),
    )
