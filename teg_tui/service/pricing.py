"""What a plan will cost, what was spent, and whether the budget allows it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from decimal import Decimal
from statistics import median

from teg_tui.costs import tokens
from teg_tui.costs.advice import Via, about, dollars
from teg_tui.costs.estimate import Estimate, Money, RequestSize, estimate
from teg_tui.reports.key import ReportKey
from teg_tui.service.context import Context
from teg_tui.store.count_book import mark_of
from teg_tui.store.ledger_file import LedgerError
from teg_tui.store.records import RequestRecord, RunRecord

_REWRITTEN = 0.2
"""How much longer or shorter a text becomes when it is written again: a relative deviation."""
_MESSAGE_FRAME = 200
"""Characters of a user message around facts and notes."""


def quote(
    context: Context, waves: Sequence[Sequence[ReportKey]], max_tokens: dict[ReportKey, int]
) -> Estimate:
    """What these reports would cost, from sizes that are known or likely."""
    sizer = _Sizer(context, frozenset(key for wave in waves for key in wave))
    sizes = [sizer.size(key, max_tokens.get(key)) for wave in waves for key in wave]
    sizer.remember()
    return estimate(sizes, ratios(context), context.now())


def estimate_of(context: Context, records: Sequence[RequestRecord]) -> Estimate:
    """What requests that are built will use and cost."""
    kinds, batches = context.material.kinds, {r.batch for r in records}
    # What was counted is the prompt that a report is written by, not that of its correction.
    corrects = any(map(context.batches.is_correction, batches))
    sizes = [
        RequestSize(
            kind=r.key.report.kind,
            model=r.model,
            system_chars=r.system_chars,
            user_chars=r.user_chars,
            max_tokens=r.max_tokens,
            words=kinds[r.key.kind].words,
            counted=None if corrects else context.counts.get(mark_of(r.key, r.recipe)),
        )
        for r in records
    ]
    return estimate(sizes, ratios(context), context.now())


def price(found: Estimate, via: Via) -> Money | None:
    """What it costs that way; None where a model has no known price."""
    return found.batch if via is Via.BATCH else found.standard


class _Sizer:
    """Sizes of requests, each text measured once."""

    def __init__(self, context: Context, planned: frozenset[ReportKey]) -> None:
        """`planned` are texts that will be written, or written again, before others need them."""
        self._context = context
        self._planned = planned
        self._facts = context.facts_sizes
        self._ratios = ratios(context)
        self._new: dict[str, int] = {}
        self._texts: dict[ReportKey, tokens.Expected] = {}

    def size(self, key: ReportKey, max_tokens: int | None) -> RequestSize:
        """One request's size; a need that is not there is taken to be as long as its kind is."""
        material = self._context.material
        kind = material.kinds[key.kind]
        needs = material.needs_of(key)
        texts = [self._text(need) for need in needs]
        characters = round(sum(text.likely for text in texts)) + _MESSAGE_FRAME
        if kind.facts:
            characters += self._facts_size(key)
        return RequestSize(
            kind=key.report.kind,  # a variant is as long as what it is of
            model=material.model_of(kind),
            system_chars=len(kind.system),
            user_chars=characters,
            max_tokens=max_tokens or kind.max_tokens,
            words=kind.words,
            unsure_chars=sum(math.hypot(text.doubt, text.scatter) for text in texts),
            counted=None if self._planned.intersection(needs) else self._counted(key),
        )

    def remember(self) -> None:
        """Keep what was measured for the next time."""
        if self._new:
            with suppress(LedgerError):  # they can be measured again
                self._context.ledger.put_sizes(self._new)

    def _facts_size(self, key: ReportKey) -> int:
        mark = self._context.material.fingerprint(key)
        known = self._facts.get(mark)
        if known is None:
            known = len(self._context.material.facts_text(key))
            self._facts[mark] = self._new[mark] = known
        return known

    def _counted(self, key: ReportKey) -> int | None:
        context = self._context
        mark = context.marks.mark(key) if context.counts else None
        return context.counts.get(mark) if mark else None

    def _text(self, key: ReportKey) -> tokens.Expected:
        """Characters of a text: the file's, or what they will be."""
        if key not in self._texts:
            material = self._context.material
            try:
                size = (self._context.root / material.path_of(key)).stat().st_size
                rewritten = _REWRITTEN * size if key in self._planned else 0.0
                self._texts[key] = tokens.Expected(size, scatter=rewritten)
            except OSError:
                words = material.kinds[key.kind].words
                self._texts[key] = self._ratios.length(key.kind, words)
        return self._texts[key]


def ratios(context: Context) -> tokens.Ratios:
    """Learned from what came back, real or pretend as the endpoint is."""
    newest = context.batches.newest_settled()
    if context.learned is None or context.learned[0] != newest:
        rows = context.batches.usage(pretend=context.endpoint.pretend)
        context.learned = (newest, tokens.learn(rows))
    return context.learned[1]


def usual(context: Context) -> timedelta | None:
    """How long this workspace's batches usually take; None before the first."""
    taken = context.batches.times_taken(pretend=context.endpoint.pretend)
    return timedelta(seconds=median(t.total_seconds() for t in taken)) if taken else None


def month_start(now: datetime) -> datetime:
    """The beginning of the month, UTC: budgets run by it."""
    return now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def committed(context: Context, *, apart_from: int | None = None) -> Decimal:
    """USD spent this month, or perhaps, and what open runs are going to spend; real money only.

    `apart_from` leaves out what a run has still ahead, not what is in flight of it.
    """
    month = month_start(context.now())
    total = context.accounts.spent_since(month) + context.accounts.in_doubt_since(month)
    for run in context.runs.open_runs():
        if run.pretend:
            continue
        flying = context.accounts.in_flight(run.number)
        ahead = Decimal(0) if run.number == apart_from else _ahead(context, run) - flying
        total += flying + max(Decimal(0), ahead)
    return total


def spent(context: Context) -> Decimal:
    """USD this month, actual and in flight; real money only."""
    accounts = context.accounts
    real = [run.number for run in context.runs.open_runs() if not run.pretend]
    return accounts.spent_since(month_start(context.now())) + sum(
        map(accounts.in_flight, real), Decimal(0)
    )


def in_doubt(context: Context) -> Decimal:
    """USD this month that may have been billed without a result; real money only."""
    return context.accounts.in_doubt_since(month_start(context.now()))


def _ahead(context: Context, run: RunRecord) -> Decimal:
    """What a run is likely to cost still, what is in flight included."""
    outcomes = context.runs.outcomes(run.number)
    if run.estimated is None or not outcomes:
        return Decimal(0)
    return run.estimated.likely * outcomes.get("open", 0) / sum(outcomes.values())


def over_cap(context: Context, ahead: Money | None, *, run: int | None = None) -> str:
    """Why the monthly cap forbids it, in words; empty where it does not."""
    cap = context.workspace.config.budget.monthly_cap
    if cap is None or context.endpoint.pretend:
        return ""
    if ahead is None:
        return "no price is known for its model, so the monthly cap can't be kept"
    taken = committed(context, apart_from=run)
    if taken + ahead.likely <= cap:
        return ""
    return (
        f"{about(ahead.likely)} more would exceed the monthly cap of {dollars(cap)}"
        f" ({dollars(taken)} are spent or under way)"
    )


def needs_consent(context: Context, ahead: Money | None) -> str:
    """What the user must agree to first, in words; empty for nothing."""
    limit = context.workspace.config.budget.confirm_above
    if context.endpoint.pretend:
        return ""
    if ahead is None:
        return "no price is known for its model: send it all the same?"
    if ahead.likely <= limit:
        return ""
    return f"it is likely to cost {dollars(ahead.likely)}, more than {dollars(limit)}: agreed?"
