"""Reports that say what is not so are sent back to the model, with what is right, at most twice.

    batch collected, reports of it held as false -> a run of its own, by the same way
        -> the report as it was written, what is false in it, what is right -> filed, or held again

Such a run names the batch whose texts it corrects, and a batch is named once only: begun again
after whatever broke off, nothing is sent twice. Where the report stands since is told by its newest
request; a correction that brings no text leaves the one it was to correct as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from teg_tui import workspace as workspaces
from teg_tui.costs.advice import Via
from teg_tui.costs.estimate import Estimate, Money, RequestSize, estimate
from teg_tui.errors import TegError
from teg_tui.reports import requests as wording
from teg_tui.reports.key import ReportKey
from teg_tui.reports.provenance import Recipe
from teg_tui.reports.requests import Mistake
from teg_tui.service import batch_files, pricing, results
from teg_tui.service.checking import Checked
from teg_tui.service.context import Context, log
from teg_tui.service.views import Outcome
from teg_tui.store.files import inside
from teg_tui.store.records import BatchRecord, RequestRecord, RunRecord, RunReport
from teg_tui.store.run_book import NewRun

MOST = 2
"""Corrections of one report; after that it waits for a person."""
_PROMPT = "steps/correction.md"
_NAMES = ("Correction", "Second correction", "Further correction")
_GONE = "the text to correct is no longer among the raw results"


@dataclass(frozen=True)
class Asked:
    """A correction that a person may ask for."""

    batch: BatchRecord
    """Whose texts it corrects."""
    keys: tuple[ReportKey, ...]
    """All that is still held of it for what is false."""
    estimated: Money | None


@dataclass(frozen=True)
class _Original:
    """A report that is to be corrected."""

    request: RequestRecord
    text: str
    """As the model wrote it, its places unfilled."""


def mistakes(found: Checked) -> tuple[Mistake, ...]:
    """What is false in a text, as prompts have it."""
    return tuple(
        Mistake(claim.line, claim.column, claim.text, claim.said, claim.expected)
        for claim in found.false
    )


def times(context: Context, batch: BatchRecord) -> int:
    """How many corrections a batch's texts have behind them, itself included."""
    run = context.runs.run(batch.run)
    if run is None or run.corrects is None:
        return 0
    return 1 + times(context, context.batches.get(run.corrects))


def earlier(context: Context, batch: BatchRecord, key: ReportKey) -> RequestRecord | None:
    """The request whose text a batch's request for a report corrects, if it does."""
    run = context.runs.run(batch.run)
    if run is None or run.corrects is None:
        return None
    return context.batches.request_for(run.corrects, key)


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
    """What correcting a held text once more would be, on a person's word.

    Raises TegError where it is not held for what is false in it, or is being corrected.
    """
    request = context.batches.newest_request(key)
    if request is None or request.outcome != Outcome.HELD or not is_false(request):
        raise TegError(
            "Only a text that is held for what is false in it can be sent back",
            way_out="Mark its cell and press g to have it written anew",
        )
    batch = context.batches.get(request.batch)
    keys = _due(context, batch, most=None)
    if key not in keys:
        raise TegError("It is being corrected already, or its run was stopped")
    return Asked(batch, keys, pricing.price(_estimate(context, batch, keys), Via(batch.via)))


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


def is_false(request: RequestRecord) -> bool:
    """Whether a request's text was held, or filed and marked, for what the scores contradict."""
    claims = request.claims
    return claims is not None and claims.false > 0 and bool(request.reason)


def _new_run(
    context: Context, batch: BatchRecord, keys: tuple[ReportKey, ...], via: Via, owner: int
) -> NewRun:
    first = batch
    while (run := context.runs.run(first.run)) and run.corrects is not None:
        first = context.batches.get(run.corrects)
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
    if run.corrects is None:
        raise ValueError(f"run {run.number} corrects nothing")
    batch = context.batches.get(run.corrects)
    ahead = pricing.price(_estimate(context, batch, tuple(r.key for r in reports)), Via(run.via))
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
        if request is None or kind is None:
            continue
        sizes.append(
            RequestSize(
                kind=kind.name,
                model=request.recipe.model,
                system_chars=len(_system(context)),
                user_chars=request.output_chars,
                max_tokens=request.max_tokens,
                words=kind.words,
            )
        )
    return estimate(sizes, pricing.ratios(context), context.now())


# what is sent


class Correction:
    """Composes the requests of a run of corrections; the raw results are read once."""

    def __init__(self, context: Context, corrected: int) -> None:
        self._context = context
        batch = context.batches.get(corrected)
        self._originals = {its.request.key: its for its in _originals(context, batch)}

    def lacks(self, key: ReportKey, _missed: Collection[ReportKey]) -> str:
        """Why a report can't be corrected; empty where it can."""
        return "" if key in self._originals else _GONE

    def compose(self, report: RunReport) -> tuple[dict[str, Any], Recipe]:
        """A request's parameters, and the recipe that the report still stands for."""
        context, its = self._context, self._originals[report.key]
        filled = context.material.fill(results.shown(its.text), report.key)
        params = wording.correction_params(
            context.material.kinds[report.key.kind],
            report.key,
            _system(context),
            results.shown(its.text),
            mistakes(context.checking.check(report.key, filled.text)),
            model=its.request.recipe.model,
            max_tokens=report.max_tokens or its.request.max_tokens,
        )
        return params, its.request.recipe


def _originals(context: Context, batch: BatchRecord) -> Iterator[_Original]:
    requests = {r.custom_id: r for r in context.batches.requests(batch.number) if is_false(r)}
    raw = inside(context.root, batch_files.raw_results(context, batch))
    if not raw.exists():
        return
    for result in results.read(raw):
        request = requests.pop(result.custom_id, None)
        if request is not None:
            yield _Original(request, result.text)


def _system(context: Context) -> str:
    """The prompt for corrections: the workspace's own, else the shipped one."""
    own = context.root / "prompts" / _PROMPT
    file = own if own.is_file() else workspaces.shipped("prompts") / _PROMPT
    try:
        return _read(file, file.stat().st_mtime_ns)
    except (OSError, UnicodeDecodeError) as error:
        raise TegError(f"can't be read: {error}", where=str(file)) from error


@lru_cache(maxsize=2)
def _read(file: Path, _written: int) -> str:
    return file.read_text(encoding="utf-8")
