"""A batch that the ledger does not know: sent from another computer, or by the old scripts.

What it holds only its results tell, by their custom_ids. It is entered into the ledger as ended,
and from there on collected as every other: checked, filed, added up, committed. What its reports
were written from nobody knows, so that they are neither fresh nor stale.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from teg_tui.costs.advice import Via
from teg_tui.errors import TegError
from teg_tui.reports.key import ReportKey
from teg_tui.reports.provenance import Recipe
from teg_tui.reports.requests import parse_custom_id
from teg_tui.service import fetching, results
from teg_tui.service.answers import GatewayError, NotVisibleYet
from teg_tui.service.context import NO_KEY, Context, log
from teg_tui.service.gateway import RemoteBatch
from teg_tui.service.submission import adopt
from teg_tui.service.views import BatchState
from teg_tui.store import past
from teg_tui.store.files import inside, stream_atomically
from teg_tui.store.records import BatchRecord, RequestRecord
from teg_tui.store.run_book import NewRun

_ID = re.compile(r"[A-Za-z0-9_-]{1,128}")
"""It becomes part of an address and of file names."""


async def take_in(context: Context, batch_id: str) -> int:
    """Enter a batch that has ended into the ledger, its raw results on disk; its run's number.

    Raises TegError where there is no such batch, it has not ended, or nothing in it is ours. Only
    the lock's holder may call it.
    """
    with _in_words(context, _checked(batch_id)):
        remote = await context.gateway.retrieve(batch_id)
        _check(remote)
        folder = context.workspace.config.folders.results
        raw = inside(context.root, f"{folder}/{batch_id}_results.jsonl")
        rows = await _fetch(context, remote, raw)
    own = _uncertain_attempt(context, rows)
    if own is not None:
        adopt(context, context.batches.get(own), remote)
        return context.batches.get(own).run
    reports = _reports(context, rows, raw)
    number = _enter(context, remote, reports, rows)
    log.info("%s entered as run %d: %d reports", batch_id, number, len(reports))
    return number


@dataclass(frozen=True)
class Stray:
    """A batch in the account that nothing here knows."""

    batch_id: str
    created_at: datetime
    requests: int
    ended: bool
    """Whether its results are of this tour; what is in one still running, only its end tells."""


async def strays(context: Context) -> tuple[Stray, ...]:
    """What the account's list has of this tour and neither ledger nor commits, oldest first.

    Raises TegError where it can't be asked. Only the lock's holder may call it.
    """
    known = context.batches.own_ids()
    known |= {origin.batch_id or "" for origin in context.ledger.provenance().values()}
    found = []
    with _in_words(context, "the account"):
        for remote in await context.gateway.created_since(None):
            if remote.batch_id in known or remote.archived_at is not None:
                continue
            if remote.status != "ended" or await _is_of_this_tour(context, remote):
                ended = remote.status == "ended"
                found.append(Stray(remote.batch_id, remote.created_at, remote.total, ended))
    return tuple(sorted(found, key=lambda stray: stray.created_at))


async def _is_of_this_tour(context: Context, remote: RemoteBatch) -> bool:
    """Whether the first of its results is a report of this tour."""
    async with context.gateway.results(remote.batch_id) as chunks:
        seen = await fetching.first_id(chunks)
    meant = parse_custom_id(seen, context.material.kinds, context.workspace.config.event)
    return meant is not None and meant.key.teg in context.material.tour.by_teg


def is_wanting(context: Context, batch: BatchRecord) -> bool:
    """Whether a batch is known from the files of others alone, and nothing that it gave is."""
    run = context.runs.run(batch.run)
    if run is None or not run.imported:
        return False
    return not any(request.output_tokens for request in context.batches.requests(batch.number))


async def cancel(context: Context, batch_id: str) -> RemoteBatch:
    """Ask for a batch that the ledger does not know to be stopped. Raises TegError."""
    with _in_words(context, _checked(batch_id)):
        return await context.gateway.cancel(batch_id)


def _checked(batch_id: str) -> str:
    if not _ID.fullmatch(batch_id):
        raise TegError(f"{batch_id!r} is no id of a batch", way_out="See: teg-tui batches")
    return batch_id


@contextmanager
def _in_words(context: Context, batch_id: str) -> Iterator[None]:
    """Make of an answer that is none an error a user understands."""
    if not context.endpoint.has_key:
        raise TegError(NO_KEY)
    try:
        yield
    except NotVisibleYet:
        raise TegError(
            f"{context.endpoint.name} knows no batch {batch_id} (any more) with this API key"
        ) from None
    except GatewayError as error:
        raise TegError(context.complaint(error), way_out="Try again later") from None


def _check(remote: RemoteBatch) -> None:
    if remote.archived_at is not None:
        raise TegError(f"the results of {remote.batch_id} are no longer kept at Anthropic")
    if remote.status != "ended":
        began = f"{remote.created_at.astimezone():%Y-%m-%d %H:%M}"
        raise TegError(
            f"{remote.batch_id} has not ended yet: {remote.total} requests, begun {began}",
            way_out="Only its results tell what it is: try again when it has ended",
        )


async def _fetch(context: Context, remote: RemoteBatch, raw: Path) -> dict[str, str]:
    """Bring the raw results to disk, all of them; the model that answered by custom_id."""
    came: set[str | None] = set()
    with stream_atomically(raw) as handle:
        async with context.gateway.results(remote.batch_id) as chunks:
            async for line in results.complete_lines(chunks):
                handle.write(line)
                came.add(results.row_id(line))
        if len(came) < remote.total:
            raise TegError(
                f"{len(came)} of {remote.total} results of {remote.batch_id} came",
                way_out="Try again later",
            )
    return {row.custom_id: row.model for row in results.read(raw)}


def _uncertain_attempt(context: Context, rows: Mapping[str, str]) -> int | None:
    """The batch of ours whose making was in doubt, and which this one turns out to be."""
    for batch in context.batches.in_state(BatchState.SUBMITTING, BatchState.UNCERTAIN):
        if any(r.custom_id in rows for r in context.batches.requests(batch.number)):
            return batch.number
    return None


def _reports(context: Context, rows: Mapping[str, str], raw: Path) -> dict[ReportKey, str]:
    """The custom_id of each report in it. Raises TegError where there is none to be had."""
    kinds, event = context.material.kinds, context.workspace.config.event
    found: dict[ReportKey, str] = {}
    for custom_id in rows:
        meant = parse_custom_id(custom_id, kinds, event)
        if meant is not None:
            found.setdefault(meant.key, custom_id)
    if not found:
        raise TegError(
            f"none of its {len(rows)} results is a report of this tour",
            where=raw.name,
        )
    if len(found) < len(rows):
        odd = f"{len(rows) - len(found)} of {len(rows)} results are no reports of this tour"
        context.tell("warning", f"{odd}: they are kept in {raw.name} and used for nothing")
    writers = context.runs.writers()
    busy = sorted({writers[key] for key in found if key in writers})
    if busy:
        raise TegError(
            f"run {', '.join(map(str, busy))} is writing some of the same reports now",
            way_out="Try again when it is over",
        )
    return found


def _enter(
    context: Context,
    remote: RemoteBatch,
    reports: Mapping[ReportKey, str],
    models: Mapping[str, str],
) -> int:
    """A run of one batch that has ended already."""
    kinds = context.material.kinds
    keys = sorted(reports, key=lambda key: (kinds.order[key.kind], key.teg, key.round or 0))
    names = {key.kind for key in keys}
    kind = kinds[keys[0].kind]
    pretend = context.endpoint.pretend
    with context.ledger.transaction():
        known = context.batches.with_id(remote.batch_id)
        if known is not None:  # imported, without what it gave
            past.forget(context.ledger, known.run)
        run = context.runs.begin(
            NewRun(Via.BATCH, f"Retrieved {remote.batch_id}", [keys], None, pretend, {}),
            context.now(),
        )
        batch = context.batches.intend(
            {
                "run": run,
                "wave": 1,
                "kind": kind.name if len(names) == 1 else "",
                "title": kind.title if len(names) == 1 else "Reports",
                "state": BatchState.ENDED,
                "request_file": "",
                "endpoint": context.endpoint.base_url,
                "pretend": pretend,
                "created_at": remote.created_at,
            }
        )
        context.batches.fill(batch.number, run, _requests(batch.number, keys, reports, models))
        adopt(context, batch, remote)
    return run


def _requests(
    batch: int,
    keys: Sequence[ReportKey],
    reports: Mapping[ReportKey, str],
    models: Mapping[str, str],
) -> list[RequestRecord]:
    return [
        RequestRecord(
            custom_id=reports[key],
            batch=batch,
            place=place,
            key=key,
            recipe=Recipe(facts="", needs=(), prompt="", model=models[reports[key]]),
            model=models[reports[key]],
            max_tokens=0,
            system_chars=0,
            user_chars=0,
        )
        for place, key in enumerate(keys)
    ]
