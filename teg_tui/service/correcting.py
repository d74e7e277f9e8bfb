"""Reports that say what is not so are sent back to the model, with what is right, at most twice.

    batch collected, reports of it held as false -> a run of its own, by the same way
        -> the report as it was written, what is false in it, what is right -> filed, or held again

Such a run names the batch whose texts it corrects, and a batch is named once only: begun again
after whatever broke off, nothing is sent twice. Where the report stands since is told by its newest
request; a correction that brings no text leaves the one it was to correct as it is.

A person may ask for more corrections, and for one of any report as it stands (`as_it_stands.py`):
that run names no batch. What it brings is checked, and corrected in its turn, like anything else.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from teg_tui.costs.advice import Via
from teg_tui.costs.estimate import Estimate, Money, RequestSize, estimate
from teg_tui.errors import TegError
from teg_tui.reports import requests as wording
from teg_tui.reports.key import ReportKey
from teg_tui.reports.kind import Kind
from teg_tui.reports.places import Filled
from teg_tui.reports.provenance import Recipe, Tally
from teg_tui.service import as_it_stands, pricing, results
from teg_tui.service.context import Context, log
from teg_tui.service.correction_texts import is_false, mistakes, originals, room, system
from teg_tui.service.reasons import FALSE_FIGURE
from teg_tui.service.views import Outcome
from teg_tui.store.files import inside, read_bytes
from teg_tui.store.records import BatchRecord, RequestRecord, RunRecord, RunReport
from teg_tui.store.run_book import NewRun

MOST = 2
"""Corrections of one report; after that it waits for a person."""
_NAMES = ("Correction", "Second correction", "Further correction")
_GONE = "the text to correct is no longer among the raw results"
_NOT_THERE = "the text to correct is no longer there"
_RIGHT = "nothing in it is false any more"


@dataclass(frozen=True)
class Asked:
    """A correction that a person may ask for."""

    batch: BatchRecord | None
    """Whose texts it corrects; None where it is a report as it stands."""
    keys: tuple[ReportKey, ...]
    """All that is still held of the batch for what is false; or that report."""
    via: Via
    estimated: Money | None
    pretend: bool


def times(context: Context, batch: BatchRecord) -> int:
    """How many corrections a batch's texts have behind them, itself included."""
    run = context.runs.run(batch.run)
    if run is None or run.corrects is None:
        return int(run is not None and run.standing)
    return 1 + times(context, context.batches.get(run.corrects))


def before(context: Context, batch: BatchRecord, key: ReportKey) -> Tally | None:
    """What the checker made of the text that a batch's request corrects, if it corrects one."""
    run = context.runs.run(batch.run)
    if run is not None and run.corrects is not None:
        request = context.batches.request_for(run.corrects, key)
        return request.claims if request else None
    if run is not None and run.standing:
        standing = as_it_stands.look(context, key, before=batch.number)
        return standing.tally if standing else None
    return None


def as_filed(context: Context, batch: BatchRecord, key: ReportKey, text: str) -> Filled:
    """What a batch brought as it would be filed: its places filled, where it has any."""
    first = context.runs.run(_first(context, batch).run)
    if first is not None and first.standing:
        return Filled(as_it_stands.tidy(context, key, text), ())
    return context.material.fill(text, key)


def _first(context: Context, batch: BatchRecord) -> BatchRecord:
    """The batch with which a row of corrections began."""
    while (run := context.runs.run(batch.run)) and run.corrects is not None:
        batch = context.batches.get(run.corrects)
    return batch


# beginning


def begin_due(context: Context, is_gone: Callable[[int], bool]) -> None:
    """Begin by batch whatever corrections nobody else begins.

    Those of texts written in real time are their owner's; `is_gone` says whether that has died.
    """
    for number in context.batches.with_false_claims():
        batch = context.batches.get(number)
        run = context.runs.run(batch.run)
        if batch.via == Via.BATCH or (run is not None and is_gone(run.owner)):
            begin(context, batch, Via.BATCH)


def asked(context: Context, key: ReportKey) -> Asked:
    """What correcting a text would be, on a person's word: once more the texts of a batch that are
    held as they came, else a report as it stands.

    Raises TegError where it is no finished text, is being written, or has nothing false to correct.
    """
    if (other := context.runs.writers().get(key)) is not None:
        raise TegError(f"run {other} is writing this report: wait for it")
    request = context.batches.newest_request(key)
    held = request is not None and request.outcome == Outcome.HELD
    if request is not None and held:
        if FALSE_FIGURE not in request.reason:
            raise TegError(
                "What is held here is no finished text, so that there is nothing to correct",
                way_out="Mark its cell and press g to have it written anew",
            )
        batch = context.batches.get(request.batch)
        keys = _due(context, batch, most=None)
        if key in keys and not _was_amended(context, batch, request):
            price = pricing.price(_estimate(context, batch, keys), Via(batch.via))
            return Asked(batch, keys, Via(batch.via), price, batch.pretend)
    standing = as_it_stands.look(context, key)
    if standing is None:
        raise TegError("There is no text here yet")
    if not standing.checked.false:
        raise TegError("Nothing in it is false but for its tables: f makes them anew, at no cost")
    price = pricing.price(_estimate_standing(context, (key,)), Via.REALTIME)
    return Asked(None, (key,), Via.REALTIME, price, context.endpoint.pretend)


def _was_amended(context: Context, batch: BatchRecord, request: RequestRecord) -> bool:
    """Whether somebody has been at a held text since it came."""
    data = read_bytes(inside(context.root, request.path)) if request.path else None
    came = [its.text for its in originals(context, batch) if its.request.key == request.key]
    if data is None or not came:
        return data is not None
    filled = as_filed(context, batch, request.key, results.shown(came[0]))
    return filled.text.encode() != data


def begin_asked(context: Context, its: Asked, owner: int) -> int | None:
    """Begin a correction that a person has asked for; its number, None where it is begun already.

    `owner` carries it out where it goes in real time.
    """
    if its.batch is not None:
        return begin(context, its.batch, its.via, owner, most=None)
    (key,) = its.keys
    with context.ledger.transaction():
        if key in context.runs.writers():
            return None
        new = NewRun(
            via=its.via,
            title=f"Correction of {context.material.named(key)}",
            waves=(its.keys,),
            estimated=its.estimated,
            pretend=its.pretend,
            max_tokens={},
            owner=owner,
            standing=True,
        )
        return context.runs.begin(new, context.now())


def begin(
    context: Context, batch: BatchRecord, via: Via, owner: int = 0, *, most: int | None = MOST
) -> int | None:
    """Begin the correction of a collected batch's false texts; its number, None where none is due.

    `owner` carries it out where it goes in real time. `most` corrections are made of a text, None
    for as many as are asked for.
    """
    with context.ledger.transaction():
        keys = _due(context, batch, most)
        if not keys:
            return None
        number = context.runs.begin(_new_run(context, batch, keys, via, owner), context.now())
    log.info("run %d corrects %d reports of batch %d", number, len(keys), batch.number)
    return number


def _due(context: Context, batch: BatchRecord, most: int | None = MOST) -> tuple[ReportKey, ...]:
    """The reports of a batch that are to be corrected, and that nobody has seen to since."""
    run = context.runs.run(batch.run)
    if run is None or run.cancel or run.imported or context.runs.is_corrected(batch.number):
        return ()
    if most is not None and times(context, batch) >= most:
        return ()
    taken = context.runs.writers()
    return tuple(
        request.key
        for request in context.batches.requests(batch.number)
        if is_false(request)
        and request.key not in taken
        and context.batches.newest_request(request.key) == request
    )


def _new_run(
    context: Context, batch: BatchRecord, keys: tuple[ReportKey, ...], via: Via, owner: int
) -> NewRun:
    first = _first(context, batch)
    again = _NAMES[min(times(context, batch), len(_NAMES) - 1)]
    originals = {key: context.batches.request_for(batch.number, key) for key in keys}
    return NewRun(
        via=via,
        title=f"{again} of run {first.run}",
        waves=(keys,),
        estimated=pricing.price(_estimate(context, batch, keys), via),
        pretend=batch.pretend,
        max_tokens={key: r.max_tokens for key, r in originals.items() if r is not None},
        owner=owner,
        corrects=batch.number,
    )


# what it costs


def held_up(context: Context, run: RunRecord, reports: tuple[RunReport, ...]) -> str:
    """Why money forbids a correction for now, in words; empty where it does not.

    Nobody was asked about it: above the threshold at which everything is asked about it waits.
    """
    keys = tuple(report.key for report in reports)
    if run.corrects is not None:
        found = _estimate(context, context.batches.get(run.corrects), keys)
    else:
        found = _estimate_standing(context, keys)
    ahead = pricing.price(found, Via(run.via))
    if over := pricing.over_cap(context, ahead, run=run.number):
        return over
    if ask := pricing.needs_consent(context, ahead):
        return f"{ask.rstrip('?')}? Raise budget.confirm_above, or cancel the run"
    return ""


def _estimate(context: Context, batch: BatchRecord, keys: tuple[ReportKey, ...]) -> Estimate:
    sizes = []
    for key in keys:
        request = context.batches.request_for(batch.number, key)
        kind = context.material.kinds.by_name.get(key.kind)
        if request is not None and kind is not None:
            model, cap = request.recipe.model, request.max_tokens
            sizes.append(_size(context, key, kind, model, request.output_chars, cap))
    return estimate(sizes, pricing.ratios(context), context.now())


def _estimate_standing(context: Context, keys: Collection[ReportKey]) -> Estimate:
    sizes = []
    for key in keys:
        standing = as_it_stands.look(context, key)
        kind = context.material.kinds.by_name.get(key.kind)
        if standing is not None and kind is not None:
            model, cap = standing.recipe.model, room(kind, standing.text)
            sizes.append(_size(context, key, kind, model, len(standing.text), cap))
    return estimate(sizes, pricing.ratios(context), context.now())


def _size(
    context: Context, key: ReportKey, kind: Kind, model: str, chars: int, max_tokens: int
) -> RequestSize:
    """How large the request is that corrects a report of so many characters."""
    return RequestSize(
        kind=kind.name,
        model=model,
        system_chars=len(system(context)),
        user_chars=len(context.material.facts_text(key)) + chars,
        max_tokens=max_tokens,
        words=kind.words,
    )


# what is sent


class StandingCorrection:
    """Composes the requests of a run that corrects reports as they stand."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def lacks(self, key: ReportKey, _missed: Collection[ReportKey]) -> str:
        """Why a report can't be corrected; empty where it can."""
        standing = as_it_stands.look(self._context, key)
        if standing is None:
            return _NOT_THERE
        return "" if standing.checked.false else _RIGHT

    def compose(self, report: RunReport) -> tuple[dict[str, Any], Recipe]:
        """A request's parameters, and the recipe that the report still stands for."""
        context, key = self._context, report.key
        standing = as_it_stands.look(context, key)
        if standing is None:
            raise TegError(_NOT_THERE)
        kind = context.material.kinds[key.kind]
        params = wording.correction_params(
            kind,
            key,
            system(context),
            context.material.facts_text(key),
            standing.text,
            mistakes(standing.checked),
            model=standing.recipe.model,
            max_tokens=room(kind, standing.text),
        )
        return params, standing.recipe


class Correction:
    """Composes the requests of a run of corrections; the raw results are read once."""

    def __init__(self, context: Context, corrected: int) -> None:
        self._context = context
        self._batch = context.batches.get(corrected)
        self._originals = {its.request.key: its for its in originals(context, self._batch)}

    def lacks(self, key: ReportKey, _missed: Collection[ReportKey]) -> str:
        """Why a report can't be corrected; empty where it can."""
        return "" if key in self._originals else _GONE

    def compose(self, report: RunReport) -> tuple[dict[str, Any], Recipe]:
        """A request's parameters, and the recipe that the report still stands for."""
        context, its = self._context, self._originals[report.key]
        filled = as_filed(context, self._batch, report.key, results.shown(its.text))
        params = wording.correction_params(
            context.material.kinds[report.key.kind],
            report.key,
            system(context),
            context.material.facts_text(report.key),
            results.shown(its.text),
            mistakes(context.checking.check(report.key, filled.text)),
            model=its.request.recipe.model,
            max_tokens=report.max_tokens or its.request.max_tokens,
        )
        return params, its.request.recipe
