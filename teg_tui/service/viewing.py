"""The ledger's records as the callers see them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal

from teg_tui.costs.advice import Via
from teg_tui.reports.key import ReportKey
from teg_tui.reports.state import RequestState, State
from teg_tui.service import endpoint as endpoints
from teg_tui.service import pricing
from teg_tui.service.context import Context
from teg_tui.service.views import BatchState, BatchView, Outcome, RequestView, RunView
from teg_tui.service.waves import CANCELED
from teg_tui.store.records import BatchRecord, RequestRecord, RunRecord

_FINISHED = frozenset({BatchState.COLLECTED, BatchState.REJECTED})


def runs(context: Context) -> tuple[RunView, ...]:
    """The open runs and the newest others, newest first."""
    usual = pricing.usual(context)
    troubles = {p.batch: p.trouble for p in context.ledger.pending_commits()}
    return tuple(_run(context, run, usual, troubles) for run in context.book.runs())


def one_run(context: Context, number: int) -> RunView:
    """One run."""
    run = context.book.run(number)
    if run is None:
        raise KeyError(number)
    troubles = {p.batch: p.trouble for p in context.ledger.pending_commits()}
    return _run(context, run, pricing.usual(context), troubles)


def _run(
    context: Context, run: RunRecord, usual: timedelta | None, troubles: Mapping[int, str]
) -> RunView:
    reports = context.book.reports(run.number)
    requests: dict[int, list[RequestRecord]] = {}
    for request in context.book.requests_of_run(run.number):
        requests.setdefault(request.batch, []).append(request)
    batches = tuple(
        _batch(batch, requests.get(batch.number, []), usual, troubles.get(batch.number))
        for batch in context.book.batches_of(run.number)
        if batch.ready
    )
    costs = [batch.actual_usd for batch in batches if batch.actual_usd is not None]
    open_waves = [report.wave for report in reports if report.outcome == Outcome.OPEN]
    outcomes = [report.outcome for report in reports]
    return RunView(
        number=run.number,
        via=Via(run.via),
        title=run.title,
        started_at=run.started_at,
        finished_at=run.finished_at,
        waves=run.waves,
        wave=min(open_waves, default=run.waves),
        waiting="stops as soon as it can" if run.cancel and not run.finished_at else run.waiting,
        reports=len(reports),
        filed=outcomes.count(Outcome.FILED),
        held=outcomes.count(Outcome.HELD),
        failed=outcomes.count(Outcome.FAILED),
        estimated=run.estimated,
        actual_usd=sum(costs, Decimal(0)) if costs else None,
        pretend=run.pretend,
        batches=batches,
    )


def _batch(
    batch: BatchRecord,
    requests: list[RequestRecord],
    usual: timedelta | None,
    git_trouble: str | None,
) -> BatchView:
    costs = [request.cost_usd for request in requests if request.cost_usd is not None]
    settled = any(request.settled_at and request.stop_reason for request in requests)
    note = batch.note
    if git_trouble:
        note = f"filed, not committed yet: {git_trouble}"
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
        next_poll=None if batch.state in _FINISHED else batch.next_at,
        usual=usual,
        estimated=batch.estimated,
        actual_usd=sum(costs, Decimal(0)) if settled and costs else None,
        requests=tuple(map(_request, requests)),
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
    )


def request_states(context: Context) -> dict[ReportKey, RequestState]:
    """What became of the newest request for each report, where that matters still."""
    shown = {Outcome.HELD: State.HELD, Outcome.FAILED: State.FAILED}
    states: dict[ReportKey, RequestState] = {}
    for key, report in context.book.newest_reports().items():
        if report.outcome == Outcome.OPEN:
            states[key] = RequestState(State.IN_FLIGHT, run=report.run)
        elif report.outcome in shown and report.reason != CANCELED:
            states[key] = RequestState(shown[Outcome(report.outcome)], report.reason)
    return states
