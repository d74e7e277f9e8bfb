"""Tells whoever comes back to the screen: what happened meanwhile, and what needs a person.

Two moments are remembered: the last look, and the one before it, so that what has been told once
can be told again. Only a person at the screen looks; `watch` does not.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import groupby

from teg_tui.reports.state import Catalogue
from teg_tui.service.attention import Attendant
from teg_tui.service.context import Context
from teg_tui.service.reasons import CANCELED, WRITTEN_FROM
from teg_tui.service.viewing import Viewer
from teg_tui.service.views import Attention, Morning, Outcome, RunView, Troubled
from teg_tui.store.ledger_file import LedgerError
from teg_tui.store.records import RunReport

_LAST, _BEFORE = "last look", "look before"
_FIRST_LOOK = timedelta(days=1)
"""How far back is told to who has never looked."""


class Herald:
    """Tells what happened, and remembers what has been seen."""

    def __init__(self, context: Context, viewer: Viewer) -> None:
        self._context = context
        self._viewer = viewer
        self._attendant = Attendant(context)
        self.has_looked = asyncio.Event()
        """Set once all that could be done at the start has been: results collected, say."""

    def attention(self, catalogue: Catalogue | None) -> tuple[Attention, ...]:
        """What needs a person now, heaviest first."""
        return self._attendant.items(catalogue)

    def morning(self) -> Morning:
        """What happened since the last look; where that is nothing, what was told then."""
        now = self._context.now()
        last = self._mark(_LAST) or now - _FIRST_LOOK
        fresh = self._between(last, now)
        if fresh.anything:
            return fresh
        return self._between(self._mark(_BEFORE) or last, now)

    async def news(self) -> Morning | None:
        """What happened since the last look, once the start's own work is done; None for nothing.

        What ended while nobody was there is collected in the first seconds after a start.
        """
        await self.has_looked.wait()
        now = self._context.now()
        fresh = self._between(self._mark(_LAST) or now - _FIRST_LOOK, now)
        return fresh if fresh.anything else None

    def looked(self, seen: Morning) -> None:
        """Somebody has read it: only what comes after it is news from now on."""
        with suppress(LedgerError), self._context.ledger.transaction():
            self._context.ledger.set_meta(_BEFORE, seen.since.isoformat())
            self._context.ledger.set_meta(_LAST, seen.until.isoformat())

    def left(self) -> None:
        """Whoever sat before the screen has seen it all, and goes."""
        with suppress(LedgerError):
            self._context.ledger.set_meta(_LAST, self._context.now().isoformat())

    def _mark(self, name: str) -> datetime | None:
        text = self._context.ledger.meta(name)
        return None if text is None else datetime.fromisoformat(text)

    def _between(self, since: datetime, until: datetime) -> Morning:
        context = self._context
        runs = [run for run in self._viewer.runs() if not run.imported]  # that is history
        batches = {batch.number: batch for run in runs for batch in run.batches}
        settled = [r for r in context.batches.settled_since(since) if r.batch in batches]
        touched = {batches[request.batch].run for request in settled}
        ended = tuple(run for run in runs if run.finished_at and run.finished_at > since)
        going = tuple(run for run in runs if run.finished_at is None and run.number in touched)
        spent = {True: Decimal(0), False: Decimal(0)}
        for request in settled:
            spent[batches[request.batch].pretend] += request.cost_usd or Decimal(0)
        return Morning(
            since=since,
            until=until,
            ended=ended,
            going=going,
            written=sum(request.outcome == Outcome.FILED for request in settled),
            troubled=tuple(_troubled(context, (*ended, *going))),
            spent_usd=spent[False],
            pretend_usd=spent[True],
            warnings=_warnings(context, since),
        )


def _warnings(context: Context, since: datetime) -> tuple[str, ...]:
    """Whatever was told that is no run's end: the runs tell that themselves."""
    told = (notice for notice in context.notices.since(since) if notice.severity != "information")
    ends = tuple(f"Run {run.number} is finished" for run in context.runs.runs())
    return tuple(dict.fromkeys(n.text for n in told if not n.text.startswith(ends)))


def _troubled(context: Context, runs: Sequence[RunView]) -> Iterator[Troubled]:
    unsolved = {(report.run, report.key) for report in context.runs.unfiled()}
    for run in runs:
        reports = [
            report
            for report in context.runs.reports(run.number)
            if _is_trouble(report)
            # A held text that was corrected since, or written again, is no trouble any more.
            and (report.outcome != Outcome.HELD or (report.run, report.key) in unsolved)
        ]
        reports.sort(key=_end)
        for (outcome, reason), same in groupby(reports, key=_end):
            keys = tuple(report.key for report in same)
            yield Troubled(run.number, Outcome(outcome), reason, keys)


def _end(report: RunReport) -> tuple[str, str]:
    """What became of a report and why; those that only wanted for others are told as one."""
    follows = report.reason.startswith(WRITTEN_FROM)
    return report.outcome, "what it is written from did not come" if follows else report.reason


def _is_trouble(report: RunReport) -> bool:
    stopped = report.reason.startswith(CANCELED)
    return report.outcome in (Outcome.HELD, Outcome.FAILED) and not stopped
