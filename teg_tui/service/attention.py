"""What needs a person, across reports and runs: from ledger and catalogue, heaviest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from teg_tui.reports.key import ReportKey
from teg_tui.reports.state import Catalogue
from teg_tui.service import endpoint as endpoints
from teg_tui.service.context import Context
from teg_tui.service.reasons import CANCELED, WAITS_FOR_RUN
from teg_tui.service.views import Attention, BatchState, Need, Outcome
from teg_tui.store.records import BatchRecord, RunReport

_IN_VAIN = 3
"""Failed tries after which what ended is not coming by itself."""
_AT_WORK = (
    BatchState.UNCERTAIN,
    BatchState.IN_PROGRESS,
    BatchState.CANCELING,
    BatchState.ENDED,
)


class Attendant:
    """Keeps the list; it is made again only where ledger or catalogue have changed."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._mark: object = None
        self._catalogue: Catalogue | None = None
        self._items: tuple[Attention, ...] = ()

    def items(self, catalogue: Catalogue | None) -> tuple[Attention, ...]:
        """What needs a person now; nothing as long as there is no catalogue."""
        mark = self._context.ledger.change_mark
        if catalogue is not None and (mark != self._mark or catalogue is not self._catalogue):
            self._items = attention(self._context, catalogue)
            self._mark, self._catalogue = mark, catalogue
        return self._items


def attention(context: Context, catalogue: Catalogue) -> tuple[Attention, ...]:
    """Everything that only a person can settle."""
    found = [
        *_batches(context, context.batches.in_state(*_AT_WORK)),
        *_runs(context),
        *_reports(context, catalogue),
        *_commits(context),
    ]
    return tuple(sorted(found, key=lambda item: item.need))  # stable: newest runs first


def _batches(context: Context, batches: Iterable[BatchRecord]) -> Iterator[Attention]:
    for batch in batches:
        title = f"Run {batch.run}: {batch.title or 'reports in real time'}"
        if batch.state == BatchState.UNCERTAIN:
            if batch.asks:
                way_out = "See whether it was made, then cancel the run (x) or let it look again"
                yield Attention(Need.UNCERTAIN, title, batch.note, way_out, batch.run)
        elif batch.endpoint != context.endpoint.base_url:
            where = endpoints.name_of(batch.endpoint)
            why, way_out = f"was sent to {where}: only there can it be asked for", "Go back there"
            yield Attention(Need.STOPPED, title, why, way_out, batch.run)
        elif batch.state == BatchState.ENDED and batch.tries >= _IN_VAIN:
            way_out = "It is tried again by itself; a cancel (x) takes what there is"
            yield Attention(Need.UNCOLLECTED, title, batch.note, way_out, batch.run)


def _runs(context: Context) -> Iterator[Attention]:
    for run in reversed(context.runs.open_runs()):
        if run.waiting and not run.cancel and not run.waiting.startswith(WAITS_FOR_RUN):
            way_out = "Mend it and it goes on by itself, or cancel the run (x)"
            yield Attention(
                Need.STOPPED, f"Run {run.number}: {run.title}", run.waiting, way_out, run.number
            )


def _reports(context: Context, catalogue: Catalogue) -> Iterator[Attention]:
    """A held text is read by itself; what failed for the same reason is sent again at once.

    What only failed because it would be written from one of these is left out: sending that again
    sends it too.
    """
    settled = [
        report
        for report in context.runs.unfiled()
        if report.outcome in (Outcome.HELD, Outcome.FAILED)
        and not report.reason.startswith(CANCELED)
    ]
    unsolved = {report.key for report in settled}
    settled = [
        report
        for report in settled
        if report.key not in catalogue.reports
        or unsolved.isdisjoint(context.material.needs_of(report.key))
    ]
    settled.sort(key=_newest_run_first)
    for report in settled:
        if report.outcome == Outcome.HELD:
            key = report.key if report.key in catalogue.reports else None
            title, way_out = name_of(report.key, catalogue), "Read it, or send it again (R)"
            yield Attention(Need.HELD, title, report.reason, way_out, report.run, key)
    failed = [report for report in settled if report.outcome == Outcome.FAILED]
    for (run, reason), same in groupby(failed, key=lambda report: (report.run, report.reason)):
        keys = [report.key for report in same]
        title = name_of(keys[0], catalogue) if len(keys) == 1 else f"{len(keys)} reports"
        yield Attention(
            Need.FAILED, f"Run {run}: {title}", reason, "Send again what failed (R)", run
        )


def _newest_run_first(report: RunReport) -> tuple[int, str, int, int, str]:
    key = report.key
    return -report.run, report.reason, key.teg, key.round or 99, key.kind


def _commits(context: Context) -> Iterator[Attention]:
    """One for each thing that keeps git from committing, however many batches wait for it."""
    troubled = [commit for commit in context.ledger.pending_commits() if commit.trouble]
    for trouble in dict.fromkeys(commit.trouble for commit in troubled):
        batches = [commit.batch for commit in troubled if commit.trouble == trouble]
        run = context.batches.get(batches[-1]).run
        noun = "batch" if len(batches) == 1 else "batches"
        title = f"Run {run}: filed, not committed ({len(batches)} {noun})"
        yield Attention(
            Need.UNCOMMITTED, title, trouble, "Mend it: it is tried again by itself", run
        )


def name_of(key: ReportKey, catalogue: Catalogue) -> str:
    """A report in words: "TEG 17, round 4: Round report"."""
    row = next((row for row in catalogue.rows if row.teg == key.teg), None)
    titles = {kind: title for kind, title, _ in catalogue.kinds}
    place = row.name if row else str(key.teg)
    if key.round is not None:
        place += f", round {key.round}"
    variant = f", variant {key.variant}" if key.variant else ""
    return f"{place}: {titles.get(key.report.kind, key.report.kind)}{variant}"
