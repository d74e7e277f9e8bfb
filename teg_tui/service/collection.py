"""What a batch that has ended gave: fetched, judged, filed, added up, committed.

Every step can be repeated from its input alone: the raw results from Anthropic, all else from
the raw results and the ledger. A request that is settled stays so.

    results at Anthropic -> ID_results.jsonl -> report files, held texts -> ledger -> info and
    summary -> one commit
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path

from teg_tui.config import FalseReports
from teg_tui.costs import prices
from teg_tui.costs.advice import Via
from teg_tui.costs.prices import Charge
from teg_tui.errors import StoreError, TegError
from teg_tui.reports.key import ReportKey
from teg_tui.service import batch_files, correcting, fetching, results
from teg_tui.service.answers import DefiniteNo, GatewayError, NotVisibleYet, TryLater
from teg_tui.service.committing import provenance_of
from teg_tui.service.context import Context, log
from teg_tui.service.disk import NOT_COLLECTED
from teg_tui.service.reasons import NO_LONGER_KEPT, NO_PLACE, NOTHING_CAME
from teg_tui.service.results import SUCCEEDED, Result
from teg_tui.service.views import BatchState, Outcome
from teg_tui.store.files import blob_id, inside, read_bytes
from teg_tui.store.filing import REPLACED, file_report, hold, private_folder, report_name
from teg_tui.store.records import BatchRecord, RequestRecord

_AT_ONCE = 50
"""Reports filed between two transactions."""


async def collect(context: Context, batch: BatchRecord) -> bool:
    """Carry an ended batch as far as it goes; whether all of it is settled."""
    raw = inside(context.root, batch_files.raw_results(context, batch))
    try:
        haul = await _all_there_is(context, batch, raw)
        await settle_rows(context, batch, raw, texts_only=bool(haul.shortfall))
        if haul.shortfall:
            raise TryLater(haul.shortfall)
        _finish(context, batch)
    except NotVisibleYet as error:
        await _wait_or_give_up(context, batch, error)
        return False
    except GatewayError as error:
        context.postpone(batch, error, "" if isinstance(error, DefiniteNo) else error.reason)
        return False
    except TegError as error:
        # The disk is full, say, or the scores can't be read just now: all is still to be had.
        context.disk.failed(context.now(), error)
        context.postpone(batch, TryLater(str(error)), f"{NOT_COLLECTED}{error}")
        return False
    return True


async def _all_there_is(
    context: Context, batch: BatchRecord, raw: Path, *, partly: bool = False
) -> fetching.Haul:
    sent = {request.custom_id for request in context.batches.requests(batch.number)}
    haul = fetching.haul_in(raw, sent, batch.counts)
    return (
        await fetching.fetch(context, batch, raw, haul, partly=partly) if haul.shortfall else haul
    )


async def _wait_or_give_up(context: Context, batch: BatchRecord, error: NotVisibleYet) -> None:
    """Results are not there: not yet, or, if Anthropic says so, no more."""
    try:
        remote = await context.gateway.retrieve(batch.batch_id or "")
    except GatewayError as trouble:
        context.postpone(batch, trouble)
        return
    context.answered()
    if remote.archived_at is None:
        context.postpone(batch, TryLater(error.reason), "its results are not there yet")
    else:
        await take_what_came(context, batch, NO_LONGER_KEPT)


async def settle_rows(
    context: Context, batch: BatchRecord, raw: Path, *, texts_only: bool = False
) -> None:
    """Judge and file every result in a file of them that is still open, texts before all else.

    With `texts_only` what brought none, or is of a kind we do not know, stays open.
    """
    await _settle_some(context, batch, (r for r in results.read(raw) if r.kind == SUCCEEDED))
    if not texts_only:
        await _settle_some(context, batch, results.read(raw))


async def _settle_some(context: Context, batch: BatchRecord, rows: Iterable[Result]) -> None:
    still_open = {
        request.custom_id: request
        for request in context.batches.requests(batch.number)
        if request.outcome == Outcome.OPEN
    }
    mine = _each_once(rows, still_open)
    while some := list(islice(mine, _AT_ONCE)):
        await look(context, some)
        settle(context, batch, some)
        await asyncio.sleep(0)  # let the screen's questions in


def _each_once(
    rows: Iterable[Result], requests: dict[str, RequestRecord]
) -> Iterator[tuple[RequestRecord, Result]]:
    """The first row of each request; the rest is not ours or said already."""
    for result in rows:
        request = requests.pop(result.custom_id, None)
        if request is not None:
            yield request, result


async def look(context: Context, some: Sequence[tuple[RequestRecord, Result]]) -> None:
    """Check what texts claim before they are settled, so that settling them takes no time."""
    texts = {
        request.key: _text(context, request, result).decode()
        for request, result in some
        if result.text and not _unfit(context, request, result)
    }
    await context.checking.look(texts)


def settle(
    context: Context, batch: BatchRecord, some: Sequence[tuple[RequestRecord, Result]]
) -> None:
    """Judge and file results, whatever way they came; the batch's row stays as it is."""
    judged = [_judge(context, batch, request, result) for request, result in some]
    written = {
        request.custom_id: _text(context, request, result)
        for request, (_, result) in zip(judged, some, strict=True)
        if request.outcome == Outcome.FILED
    }
    judged = [
        _checked(context, batch, request, written[request.custom_id].decode())
        if request.custom_id in written
        else request
        for request in judged
    ]
    texts = {r.custom_id: written[r.custom_id] for r in judged if r.outcome == Outcome.FILED}
    with context.ledger.transaction():
        for request in judged:
            if request.custom_id in texts:
                blob = blob_id(texts[request.custom_id])
                context.ledger.know_blob(request.path, blob)
    in_head = _in_head(context, [r for r in judged if r.custom_id in texts])
    done = []
    for request, (_, result) in zip(judged, some, strict=True):
        if request.custom_id in texts:
            done.append(_file(context, request, texts[request.custom_id], in_head))
        elif request.outcome == Outcome.HELD:
            text = written.get(request.custom_id) or results.shown(result.text).encode()
            held = hold(context.root, report_name(request.key), text)
            done.append(replace(request, path=str(held.relative_to(context.root))))
        else:
            done.append(request)
    with context.ledger.transaction():
        filed = [r for r in done if r.outcome == Outcome.FILED]
        context.ledger.put_provenance(provenance_of(batch, r) for r in filed)
        context.batches.settle(done, batch.run)


def _judge(
    context: Context, batch: BatchRecord, request: RequestRecord, result: Result
) -> RequestRecord:
    """What becomes of a request, and what it used; nothing is written yet."""
    reason = result.failure or _unfit(context, request, result)
    failed = result.failure or (reason and context.batches.is_correction(batch.number))
    # A correction that is cut or refused is worth less than the held text it was to correct.
    outcome = Outcome.FAILED if failed else Outcome.HELD if reason else Outcome.FILED
    path = context.material.path_of(request.key) if outcome is Outcome.FILED else ""
    judged = replace(request, outcome=outcome, reason=reason, path=path)
    return with_usage(judged, result, batch.created_at, Via(batch.via), context.now())


def _checked(
    context: Context, batch: BatchRecord, request: RequestRecord, text: str
) -> RequestRecord:
    """A request whose text may be filed, held against the scores: what is false goes no further.

    Notes go on in any case: what is false in them is struck out for whoever writes from them. So do
    variants: they are compared with what is false in them, and no reader's.
    """
    found = context.checking.check(request.key, text)
    before = correcting.before(context, batch, request.key)
    tally = found.tally
    if before is not None:
        corrected = before.corrected + before.false - tally.false
        tally = replace(tally, corrected=max(0, corrected))
    judged = replace(request, claims=tally)
    no_readers = context.material.kinds[request.key.kind].notes or request.key.variant
    if not found.trouble or no_readers:
        return judged
    times = correcting.times(context, batch)
    reason = f"after {times} corrections {found.trouble}" if times > 1 else found.trouble
    if context.workspace.config.checks.false_reports is FalseReports.FILE:
        return replace(judged, reason=reason)
    return replace(judged, outcome=Outcome.HELD, reason=reason, path="")


def with_usage(
    request: RequestRecord, result: Result, made_at: datetime, via: Via, settled_at: datetime
) -> RequestRecord:
    """A request with what it used and what that cost; `made_at` is when its batch was made."""
    charge = _charge(request, result, request.sent_at or made_at, via)
    without = None if result.used else Decimal(0)
    return replace(
        request,
        stop_reason=result.stop_reason,
        input_tokens=result.input_tokens,
        cache_write_tokens=result.cache_write_tokens,
        cache_read_tokens=result.cache_read_tokens,
        output_tokens=result.output_tokens,
        output_chars=len(result.text),
        cost_usd=charge.usd if charge else without,
        standard_usd=charge.standard_usd if charge else without,
        prices=charge.prices if charge else None,
        settled_at=settled_at,
        in_doubt_usd=None,
    )


def _unfit(context: Context, request: RequestRecord, result: Result) -> str:
    """Why a text can't be filed, whatever its figures; empty where it can."""
    return results.held_reason(result) or _no_place(context, request.key)


def _no_place(context: Context, key: ReportKey) -> str:
    """Why a report can't be filed, whatever it says; empty where it can."""
    if (
        key.kind not in context.material.kinds.by_name
        or key.teg not in context.material.tour.by_teg
    ):
        return NO_PLACE
    try:
        inside(context.root, context.material.path_of(key))
    except StoreError as error:
        return str(error)
    return ""


def _charge(request: RequestRecord, result: Result, day: datetime, via: Via) -> Charge | None:
    """At the prices of that day; None where nothing was used or no price is known."""
    if not result.used:
        return None
    for model in (request.model, result.model):
        known = prices.charge(
            model,
            result.input_tokens,
            result.output_tokens,
            day,
            batch=via is Via.BATCH,
            cache_write=result.cache_write_tokens,
            cache_read=result.cache_read_tokens,
        )
        if known is not None:
            return known
    return None


def _text(context: Context, request: RequestRecord, result: Result) -> bytes:
    """The report as it is filed: its places filled from the scores."""
    batch = context.batches.get(request.batch)
    filled = correcting.as_filed(context, batch, request.key, results.shown(result.text))
    for note in filled.notes:
        log.info("%s: %s", request.custom_id, note)
    return filled.text.encode()


def hold_again(context: Context, request: RequestRecord) -> None:
    """Make a held text that is no longer there from the raw results, as far as these are."""
    batch = context.batches.get(request.batch)
    raw = inside(context.root, batch_files.raw_results(context, batch))
    if inside(context.root, request.path).exists() or not raw.exists():
        return
    for result in results.read(raw):
        if result.custom_id == request.custom_id and result.text:
            unfit = _unfit(context, request, result)
            text = results.shown(result.text).encode() if unfit else _text(context, request, result)
            hold(context.root, report_name(request.key), text)
            return


def _in_head(context: Context, requests: Sequence[RequestRecord]) -> dict[str, str]:
    """Git's blobs, asked for only where a file stands that is none of ours."""
    strange = []
    for request in requests:
        there = read_bytes(inside(context.root, request.path))
        if there is not None and blob_id(there) not in context.ledger.known_blobs(request.path):
            strange.append(request.path)
    return context.commits.head_blobs(strange) if strange else {}


def _file(
    context: Context, request: RequestRecord, text: bytes, in_head: dict[str, str]
) -> RequestRecord:
    aside = private_folder(context.root) / REPLACED
    known = context.ledger.known_blobs(request.path)
    filed = file_report(context.root, request.path, text, known, in_head.get(request.path), aside)
    if filed.replaced is not None:
        kept = filed.replaced.relative_to(context.root)
        context.tell("warning", f"{request.path} had been changed by hand: that text is in {kept}")
    return replace(request, path=filed.path, blob=filed.blob)


def _finish(context: Context, batch: BatchRecord) -> None:
    """Write down what became of the batch, and that it is to be committed."""
    requests = context.batches.requests(batch.number)
    batch_files.write_info(context, batch)
    batch_files.write_summary(context, batch, requests)
    _close(context, batch, requests)


def close_wave(context: Context, wave: BatchRecord) -> None:
    """A wave in real time is over: what was filed of it is to be committed."""
    context.batches.change(wave.number, ended_at=context.now())
    requests = context.batches.requests(wave.number)
    with suppress(StoreError):  # the ledger has it all
        batch_files.write_info(context, context.batches.get(wave.number))
        batch_files.write_summary(context, wave, requests)
    _close(context, wave, requests)


def _close(context: Context, batch: BatchRecord, requests: Sequence[RequestRecord]) -> None:
    with context.ledger.transaction():
        context.batches.change(
            batch.number, state=BatchState.COLLECTED, note="", next_at=None, tries=0
        )
        if any(map(_is_committed, requests)):
            context.ledger.want_commit(batch.number)
    counts = {o: sum(r.outcome == o for r in requests) for o in Outcome}
    log.info(
        "batch %d collected: %d filed, %d held, %d failed",
        batch.number,
        counts[Outcome.FILED],
        counts[Outcome.HELD],
        counts[Outcome.FAILED],
    )


def _is_committed(request: RequestRecord) -> bool:
    """Whether a request's file belongs into a commit: a variant's lies where git does not look."""
    return request.outcome == Outcome.FILED and not request.key.variant


async def collect_in_part(context: Context, batch: BatchRecord) -> None:
    """Of a canceled run's batch that does not come, take what comes now, and no more."""
    raw = inside(context.root, batch_files.raw_results(context, batch))
    if context.network.may_ask(context.now()):
        with suppress(GatewayError):
            await _all_there_is(context, batch, raw, partly=True)
    await take_what_came(context, batch, NOTHING_CAME)


async def take_what_came(context: Context, batch: BatchRecord, reason: str) -> None:
    """Settle a batch that will never be complete: what has not come has failed."""
    raw = inside(context.root, batch_files.raw_results(context, batch))
    if raw.exists():
        await settle_rows(context, batch, raw)
    if all(r.outcome != Outcome.OPEN for r in context.batches.requests(batch.number)):
        _finish(context, batch)
        return
    context.batches.give_up(batch, BatchState.COLLECTED, reason, context.now(), may_be_billed=True)
    if any(map(_is_committed, context.batches.requests(batch.number))):
        context.ledger.want_commit(batch.number)
    with suppress(StoreError):
        batch_files.write_summary(context, batch, context.batches.requests(batch.number))
