"""From a selection to everything the confirmation shows, and to a run in the ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from teg_tui.costs.advice import Circumstances, Via, advise
from teg_tui.errors import BudgetError, TegError
from teg_tui.reports.key import ReportKey
from teg_tui.reports.live import how_live, live_row
from teg_tui.reports.plan import Mode, Plan, Selection, make_plan
from teg_tui.reports.state import Catalogue
from teg_tui.service import pricing, trying
from teg_tui.service.context import NO_KEY, Context
from teg_tui.service.trying import Tried
from teg_tui.service.views import Outcome, Quote
from teg_tui.store.run_book import NewRun

_MODE_WORDS = {Mode.NOTES: "story notes", Mode.REPORTS: "reports", Mode.FULL: "full pipeline"}
_LARGEST_ANSWER = 32_000
"""Tokens; what a retry of a cut report allows at the most."""
_NAMED = 3


@dataclass(frozen=True)
class Haste:
    """What the user said of time."""

    now: bool = False
    can_wait: bool = False


def quote(
    context: Context, catalogue: Catalogue, selection: Selection, haste: Haste, via: Via
) -> Quote:
    """What a selection comes to, and whether it may be written that way."""
    with trying.known(context, selection) as tried:
        return _quote_tried(context, catalogue, tried, haste, via)


def _quote_tried(
    context: Context, catalogue: Catalogue, tried: Tried, haste: Haste, via: Via
) -> Quote:
    plan = make_plan(tried.selection, catalogue, context.material.kinds)
    asked = _quote(context, catalogue, plan, {}, haste, via)
    return replace(asked, refusal=asked.refusal or tried.refusal(context))


def retry_quote(context: Context, catalogue: Catalogue, number: int, via: Via) -> Quote:
    """What sending the failed, expired and cut reports of a run again comes to."""
    waves, larger = _retry(context, number)
    cells = frozenset(key.cell for wave in waves for key in wave)
    haste = Haste(can_wait=via is Via.BATCH)
    return _quote(context, catalogue, Plan(Selection(cells), waves), larger, haste, via)


def start(
    context: Context, catalogue: Catalogue, selection: Selection, via: Via, owner: int = 0
) -> int:
    """Write a run into the ledger. Its number.

    A run by batch is carried out by whoever holds the lock, one in real time by its owner.
    """
    with trying.known(context, selection) as tried:
        asked = _quote_tried(context, catalogue, tried, Haste(), via)
        if more := asked.plan.unasked:
            raise TegError(
                f"Nothing was sent: {_named(context, more)} would be written as well by now",
                way_out="Look at the new estimate, and send that",
            )
        if not asked.refusal:
            tried.remember(context, asked.plan)
        title = _title(context, asked.plan)
        return _begin(context, asked, via, title, {}, owner)


def retry(context: Context, catalogue: Catalogue, number: int, via: Via, owner: int = 0) -> int:
    """A new run of what failed, expired or was cut in another one. Its number."""
    _, larger = _retry(context, number)
    asked = retry_quote(context, catalogue, number, via)
    return _begin(context, asked, via, f"Retry of run {number}", larger, owner)


def _quote(
    context: Context,
    catalogue: Catalogue,
    plan: Plan,
    larger: Mapping[ReportKey, int],
    haste: Haste,
    via: Via,
) -> Quote:
    estimate = pricing.quote(context, plan.waves, dict(larger))
    price = pricing.price(estimate, via)
    config = context.workspace.config
    at = context.now().astimezone()
    live = live_row(catalogue, at.date())
    tegs = {key.teg for key in plan.reports}
    advice = advise(
        estimate,
        Circumstances(
            reports=len(plan.reports),
            tournaments=len(tegs),
            waves=len(plan.waves),
            at=at,
            live=how_live(live) if live is not None and live.teg in tegs else "",
            now=haste.now,
            can_wait=haste.can_wait,
            usual=pricing.usual(context),
            batch_above=config.advice.batch_above,
            bulk_from=config.advice.bulk_from,
        ),
    )
    return Quote(
        plan=plan,
        estimate=estimate,
        advice=advice,
        refusal=_refusal(context, plan) or pricing.over_cap(context, price),
        ask=pricing.needs_consent(context, price),
        writes=tuple(context.material.path_of(key) for key in plan.reports),
    )


def _refusal(context: Context, plan: Plan) -> str:
    """Why a plan can't be started, money apart."""
    if plan.missing_needs:
        names = _named(context, plan.missing_needs)
        first = "; write them first: a variant is written from what is on file"
        return f"story notes are missing: {names}{first if plan.selection.trial else ''}"
    if not plan.waves:
        if plan.waits_for:
            others = sorted({str(run) for _, run in plan.waits_for})
            return f"run {', '.join(others)} is writing all of it already"
        return f"nothing to write: {plan.skipped[0][1]}" if plan.skipped else "nothing to write"
    if not context.endpoint.has_key:
        return NO_KEY
    return ""


def _begin(
    context: Context,
    asked: Quote,
    via: Via,
    title: str,
    larger: Mapping[ReportKey, int],
    owner: int,
) -> int:
    price = pricing.price(asked.estimate, via)
    if over := pricing.over_cap(context, price):
        raise BudgetError(
            over,
            way_out="Choose fewer reports, or raise budget.monthly_cap in teg.toml",
        )
    if asked.refusal:
        raise TegError(asked.refusal)
    new = NewRun(
        via=via,
        title=title,
        waves=asked.plan.waves,
        estimated=price,
        pretend=context.endpoint.pretend,
        max_tokens=larger,
        owner=owner,
    )
    with context.ledger.transaction():
        number = context.runs.begin(new, context.now())
        for key, other in asked.plan.waits_for:
            context.runs.wait_for(number, key, other)
    return number


def _retry(
    context: Context, number: int
) -> tuple[tuple[tuple[ReportKey, ...], ...], dict[ReportKey, int]]:
    """The reports of a run that are to be sent again, in waves, and larger caps for cut ones."""
    if context.runs.run(number) is None:
        raise TegError(f"there is no run {number}")
    unfiled = {r.key for r in context.runs.unfiled() if r.outcome != Outcome.OPEN}
    again = [r for r in context.runs.reports(number) if r.key in unfiled]
    waves = tuple(
        tuple(report.key for report in again if report.wave == wave)
        for wave in sorted({report.wave for report in again})
    )
    larger = {}
    for report in again:
        request = context.batches.newest_request(report.key)
        if request is not None and request.stop_reason == "max_tokens":
            larger[report.key] = max(
                request.max_tokens,
                min(2 * request.max_tokens, _LARGEST_ANSWER),
                context.material.kinds[report.key.kind].max_tokens,  # it may have been raised
            )
    return waves, larger


def _title(context: Context, plan: Plan) -> str:
    """A plan in words: "TEG 10-17, full pipeline"."""
    tegs = _spans(sorted({key.teg for key in plan.reports}))
    trial = plan.selection.trial
    what = f"variant {trial.name}" if trial else _MODE_WORDS[plan.selection.mode]
    return f"{context.workspace.config.event} {tegs}, {what}"


def _spans(numbers: Sequence[int]) -> str:
    """Numbers in order as people write them: "3, 10-17"."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][-1] + 1:
            spans[-1].append(number)
        else:
            spans.append([number])
    return ", ".join(f"{s[0]}-{s[-1]}" if len(s) > 1 else f"{s[0]}" for s in spans)


def _named(context: Context, keys: Sequence[ReportKey]) -> str:
    """The first few reports in words."""
    named = [_name(context, key) for key in keys[:_NAMED]]
    more = len(keys) - len(named)
    return f"{', '.join(named)}{f' and {more} more' if more > 0 else ''}"


def _name(context: Context, key: ReportKey) -> str:
    """A report in words: "TEG 17 R4 round notes"."""
    rnd = "" if key.round is None else f" R{key.round}"
    title = context.material.kinds[key.kind].title.lower()
    return f"{context.workspace.config.event} {key.teg}{rnd} {title}"
