"""The ledger's records as the callers see them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from teg_tui.clock import by
from teg_tui.costs.advice import Via
from teg_tui.reports.key import ReportKey
from teg_tui.reports.state import RequestState, State
from teg_tui.service import endpoint as endpoints
from teg_tui.service import pricing
from teg_tui.service.context import Context
from teg_tui.service.doubt import doubt
from teg_tui.service.reasons import CANCELED, NOT_COMMITTED
from teg_tui.service.views import BatchState, BatchView, Doubt, Outcome, RequestView, RunView
from teg_tui.store.records import BatchRecord, RequestRecord, RunRecord

_NOT_POLLED = frozenset({BatchState.COLLECTED, BatchState.REJECTED, BatchState.WRITING})


class Viewer:
    """Makes the views; a batch's is made again only when it has changed."""

    def __init__(self, context: Context, here: Callable[[int], bool]) -> None:
        """`here` says whether a run is carried out by this process alone."""
        self._context = context
        self._here = here
        self._made: dict[int, tuple[object, BatchView]] = {}

    def runs(self) -> tuple[RunView, ...]:
        """The open runs and the newest others, newest first."""
        return tuple(self._runs(self._context.runs.runs()))

    def run(self, number: int) -> RunView:
        """One run."""
        run = self._context.runs.run(number)
        if run is None:
            raise KeyError(number)
        return next(self._runs([run]))

    def _runs(self, runs: Iterable[RunRecord]) -> Iterator[RunView]:
        usual = pricing.usual(self._context)
        troubles = {p.batch: p.trouble for p in self._context.ledger.pending_commits()}
        still_open = self._context.batches.open_requests()
        for run in runs:
            batches = tuple(
                self._batch(batch, still_open.get(batch.number, 0), usual, troubles)
                for batch in self._context.batches.of_run(run.number)
                if batch.ready
            )
            yield _run(self._context, run, batches, self._here(run.number))

    def _batch(
        self,
        batch: BatchRecord,
        still_open: int,
        usual: timedelta | None,
        troubles: Mapping[int, str],
    ) -> BatchView:
        trouble = troubles.get(batch.number, "")
        held_back = self._context.network.next_try
        unsure = doubt(self._context, batch)
        seen = (batch, still_open, usual, trouble, held_back, unsure)
        made = self._made.get(batch.number)
        if made is None or made[0] != seen or batch.state == BatchState.WRITING:
            requests = self._context.batches.requests(batch.number)
            made = self._made[batch.number] = (
                seen,
                _batch(batch, requests, usual, trouble, held_back, unsure),
            )
        return made[1]


def _run(context: Context, run: RunRecord, batches: tuple[BatchView, ...], here: bool) -> RunView:
    costs = [batch.actual_usd for batch in batches if batch.actual_usd is not None]
    outcomes = context.runs.outcomes(run.number)
    return RunView(
        number=run.number,
        via=Via(run.via),
        title=run.title,
        started_at=run.started_at,
        finished_at=run.finished_at,
        waves=run.waves,
        wave=context.runs.open_wave(run.number) or run.waves,
        waiting="stops as soon as it can" if run.cancel and not run.finished_at else run.waiting,
        reports=sum(outcomes.values()),
        filed=outcomes.get(Outcome.FILED, 0),
        held=outcomes.get(Outcome.HELD, 0),
        failed=outcomes.get(Outcome.FAILED, 0),
        canceled=context.canceled(run.number) if outcomes.get(Outcome.FAILED) else 0,
        estimated=run.estimated,
        actual_usd=sum(costs, Decimal(0)) if costs else None,
        pretend=run.pretend,
        batches=batches,
        here=here,
        in_doubt_usd=context.batches.in_doubt(run.number),
        imported=run.imported,
        corrects=None if run.corrects is None else context.batches.get(run.corrects).run,
    )


def _batch(
    batch: BatchRecord,
    requests: Sequence[RequestRecord],
    usual: timedelta | None,
    git_trouble: str,
    held_back: datetime | None,
    unsure: Doubt | None,
) -> BatchView:
    costs = [request.cost_usd for request in requests if request.cost_usd is not None]
    settled = any(request.settled_at and request.stop_reason for request in requests)
    note = f"{NOT_COMMITTED}{git_trouble}" if git_trouble else batch.note
    looks = [moment for moment in (batch.next_at, held_back) if moment is not None]
    return BatchView(
        number=batch.number,
        run=batch.run,
        wave=batch.wave,
        kind=batch.kind,
        kind_title=batch.title,
        batch_id=batch.batch_id,
        endpoint=endpoints.name_of(batch.endpoint),
        pretend=batch.pretend,
        state=BatchState(batch.state),
        note=note,
        created_at=batch.created_at,
        ended_at=batch.ended_at,
        expires_at=batch.expires_at,
        next_poll=None if batch.state in _NOT_POLLED else max(looks, default=None),
        usual=usual,
        estimated=batch.estimated,
        actual_usd=sum(costs, Decimal(0)) if settled and costs else None,
        requests=tuple(map(_request, requests)),
        sent_at=batch.submitted_at,
        doubt=unsure,
    )


def _request(request: RequestRecord) -> RequestView:
    return RequestView(
        key=request.key,
        custom_id=request.custom_id,
        outcome=Outcome(request.outcome),
        reason=request.reason,
        input_tokens=request.input_tokens + request.cache_write_tokens + request.cache_read_tokens,
        output_tokens=request.output_tokens,
        cost_usd=request.cost_usd,
        writing=request.outcome == Outcome.OPEN and request.sent_at is not None,
    )


def request_states(context: Context) -> dict[ReportKey, RequestState]:
    """What became of the newest request for each report, where that matters still."""
    shown = {Outcome.HELD: State.HELD, Outcome.FAILED: State.FAILED}
    waits = {run.number: run.waiting for run in context.runs.open_runs()}
    uncertain = context.batches.in_state(BatchState.UNCERTAIN)
    unsure = {batch.number: _unsure(context, batch) for batch in uncertain}
    states: dict[ReportKey, RequestState] = {}
    for report in context.runs.unfiled():
        if report.outcome == Outcome.OPEN:
            reason = unsure.get(report.batch or 0) or waits.get(report.run, "")
            states[report.key] = RequestState(State.IN_FLIGHT, reason, report.run)
        elif report.reason != CANCELED:
            states[report.key] = RequestState(shown[Outcome(report.outcome)], report.reason)
    return states


def _unsure(context: Context, batch: BatchRecord) -> str:
    """What is said of a report that may have been sent, in a few words."""
    unsure = doubt(context, batch)
    if unsure is None or unsure.settles_at is None:
        return "sent or not: it needs you" if batch.asks else "sent or not: being found out"
    return f"sent or not: settles by {by(unsure.settles_at, context.now())}"
