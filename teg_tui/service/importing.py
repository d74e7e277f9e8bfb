"""Taking what old files tell into the ledger: an old workspace's history, or a lost ledger's.

What is taken is history: its money counts in the month it was spent, its usage teaches, and no
report is written, committed, or another state given by it. Batches are known by their ids, so
that taking them twice changes nothing; one of which a file was missing gains what is new. Only of
a lost ledger are runs what they were, and what this workspace had under way is collected.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from teg_tui.reports.key import ReportKey
from teg_tui.reports.provenance import Provenance
from teg_tui.service import old_batches
from teg_tui.service.context import Context, log
from teg_tui.service.old_batches import Found, Places, RequestFile
from teg_tui.service.reasons import RESULTS_KEPT
from teg_tui.service.results import Result
from teg_tui.service.retelling import Reteller, Telling
from teg_tui.service.told import RunMark
from teg_tui.service.views import Outcome
from teg_tui.store import past
from teg_tui.store.past import PastRun
from teg_tui.store.records import RequestRecord
from teg_tui.store.salvage import Flaw


@dataclass(frozen=True)
class Taken:
    """A batch that was taken into the ledger, or of which something new was."""

    run: int
    name: str
    """Anthropic's id; of a wave in real time what its file is called."""
    title: str
    created_at: datetime
    reports: int
    results: int
    """Of them, those whose usage is known."""
    input_tokens: int
    output_tokens: int
    cost_usd: Decimal | None
    """None where nothing has a known price."""
    pretend: bool
    gained: bool
    """Whether the batch was there already, and something of it is new."""
    under_way: bool
    """Whether it is not collected yet, and will be."""
    may_be_had: bool
    """Whether nothing of what it gave is here, and Anthropic may have it still."""


@dataclass(frozen=True)
class Imported:
    """What an import did."""

    folders: tuple[str, ...]
    """Those that were looked through."""
    batches: tuple[Taken, ...]
    """Oldest first."""
    known: int
    """Batches that were there already with all there is."""
    unsent: tuple[RequestFile, ...]
    """Request files that belong to no batch known."""
    flaws: tuple[str, ...]
    """What could not be taken, and why, by file and line."""


async def take(context: Context, where: Places, *, lost: bool) -> Imported:
    """Take what lies in some folders into the ledger.

    `lost` says that the ledger is a new one in the place of one that was lost. Scores and kinds
    must have been loaded. Reading goes on in a worker thread.
    """
    found = await asyncio.to_thread(old_batches.look, where)
    tellings = await _tellings(context, found, lost=lost)
    taken, known = _Entry(context, found.flaws, lost=lost).enter(tellings)
    context.learned = None
    used = {telling.sent_from.path for telling in tellings if telling.sent_from}
    log.info("%d batches taken in, %d known, %d flaws", len(taken), known, len(found.flaws))
    return Imported(
        folders=tuple(_shown(context, folder) for folder in found.folders),
        batches=tuple(taken),
        known=known,
        unsent=tuple(
            file
            for file in found.requests
            if file.path not in used
            and not context.batches.request_file_known(_shown(context, file.path))
        ),
        flaws=tuple(map(str, found.flaws)),
    )


async def _tellings(context: Context, found: Found, *, lost: bool) -> list[Telling]:
    """What every batch's files tell, oldest first; of a lost ledger, also what may be a batch."""
    teller, tellings = Reteller(context, found), []
    for batch in found.batches.values():
        rows: Mapping[str, Result] = {}
        if batch.raw is not None:
            rows = await asyncio.to_thread(old_batches.read_results, batch.raw, found.flaws)
        telling = teller.tell(batch, rows)
        if telling is not None:
            tellings.append(telling)
    if lost:
        tellings += teller.doubtful(tellings)
    return sorted(tellings, key=_age)


def _age(telling: Telling) -> tuple[datetime, int, int, str]:
    """What sorts batches as they were made; of one instant, by their runs."""
    run = telling.run.number if telling.run else 0
    return telling.made_at, run, telling.past.wave, telling.name


def _shown(context: Context, path: Path) -> str:
    """A path relative to the workspace, where it lies in it."""
    root, real = context.root.resolve(), path.resolve()
    return str(real.relative_to(root)) if real.is_relative_to(root) else str(path)


class _Entry:
    """One import's changes to the ledger: a transaction a run."""

    def __init__(self, context: Context, flaws: list[Flaw], *, lost: bool) -> None:
        self._context = context
        self._flaws = flaws
        self._lost = lost
        self._taken: list[Taken] = []
        self._known = 0
        self._numbers: dict[str, int] = {}
        """Of the batches entered, by name."""

    def enter(self, tellings: Sequence[Telling]) -> tuple[list[Taken], int]:
        """What was entered, and how many batches were there already."""
        for group in self._runs(tellings):
            with self._context.ledger.transaction():
                self._enter_run(group)
        self._enter_origins(tellings)
        return self._taken, self._known

    def _runs(self, tellings: Sequence[Telling]) -> Iterable[list[Telling]]:
        """Batches of one run together, where runs are to be what they were."""
        runs: dict[object, list[Telling]] = {}
        for telling in tellings:
            mark = telling.run if self._lost else None
            name = (mark.number, mark.started_at) if mark else telling.name
            runs.setdefault(name, []).append(telling)
        return runs.values()

    def _enter_run(self, group: Sequence[Telling]) -> None:
        new = []
        for telling in group:
            if not self._is_there(telling):
                new.append(telling)
                continue
            more = self._more(telling)
            if more is None:
                self._known += 1
            else:
                self._write([more], gained=True)
        writers = self._context.runs.writers()
        for telling in [its for its in new if its.under_way]:
            busy = {writers[r.key] for r in telling.requests if r.key in writers}
            if busy:
                numbers = ", ".join(map(str, sorted(busy)))
                words = f"run {numbers} is writing some of its reports: import it when that is over"
                self._flaws.append(Flaw(Path(telling.name), None, words))
                new.remove(telling)
        if new:
            self._write(new)

    def _is_there(self, telling: Telling) -> bool:
        if telling.past.columns["batch_id"] is not None:
            return self._context.batches.with_id(telling.name) is not None
        ids = frozenset(request.custom_id for request in telling.requests)
        return past.is_known(self._context.ledger, ids)

    def _more(self, telling: Telling) -> Telling | None:
        """A batch imported before, with what is new of it; None where nothing is."""
        there = self._context.batches.with_id(telling.name)
        run = self._context.runs.run(there.run) if there else None
        if there is None or run is None or not run.imported or telling.under_way:
            return None
        before = self._context.batches.requests(there.number)
        together = _together(before, telling)
        if list(map(_told, together)) == list(map(_told, before)):
            return None
        columns = {**telling.past.columns, "number": there.number}
        if telling.guessed:
            columns["created_at"] = there.created_at
        past.forget(self._context.ledger, run.number)
        return replace(
            telling,
            number=run.number,
            past=replace(telling.past, columns=columns, requests=together),
        )

    def _write(self, group: Sequence[Telling], *, gained: bool = False) -> None:
        first, mark = group[0], group[0].run
        under_way = any(telling.under_way for telling in group)
        ends = [its.past.columns["ended_at"] or its.made_at for its in group]
        number = past.enter(
            self._context.ledger,
            PastRun(
                number=mark.number if mark and self._lost else first.number,
                via=first.past.columns["via"],
                title=mark.title if mark else self._title(first),
                waves=mark.waves if mark else 1,
                started_at=mark.started_at if mark else first.made_at,
                finished_at=None if under_way else max(ends),
                estimated=mark.estimated if mark else None,
                pretend=first.pretend,
                imported=not under_way and not (self._lost and mark),
                cancel=first.doubtful,
                batches=tuple(telling.past for telling in group),
                corrects=self._corrects(mark),
                standing=self._lost and mark is not None and mark.standing,
            ),
        )
        batches = self._context.batches.of_run(number)
        self._numbers |= {its.name: row.number for its, row in zip(group, batches, strict=True)}
        now = self._context.now()
        self._taken += [_taken(number, telling, gained, now) for telling in group]
        for telling in group:
            self._note_unpriced(telling)

    def _corrects(self, mark: RunMark | None) -> int | None:
        """The batch that a run corrects: one that is older, and that no other corrects."""
        batch = self._numbers.get(mark.corrects) if mark and self._lost else None
        free = batch is not None and not self._context.runs.is_corrected(batch)
        return batch if free else None

    def _title(self, telling: Telling) -> str:
        tegs = sorted({request.key.teg for request in telling.requests})
        word = "Found again" if telling.under_way else "Imported"
        if not tegs:
            return f"{word}: {telling.name}"
        span = f"{tegs[0]}-{tegs[-1]}" if len(tegs) > 1 else f"{tegs[0]}"
        return f"{word}: {telling.title}, {self._context.workspace.config.event} {span}"

    def _note_unpriced(self, telling: Telling) -> None:
        models = Counter(r.model for r in telling.requests if _used(r) and r.cost_usd is None)
        for model, many in models.items():
            words = f"no price is known of {model or 'its model'}: {many} results have no cost"
            self._flaws.append(Flaw(Path(telling.name), None, words))

    def _enter_origins(self, tellings: Iterable[Telling]) -> None:
        """Where reports came from, as far as neither ledger nor commits know better."""
        newest: dict[ReportKey, Provenance] = {}
        with self._context.ledger.transaction():
            for path, origin in (pair for telling in tellings for pair in telling.origins):
                self._context.ledger.know_blob(path, origin.blob)
                known = newest.get(origin.key)
                if known is None or known.written_at < origin.written_at:
                    newest[origin.key] = origin
            self._context.ledger.put_provenance(newest.values(), only_new=True)


def _together(before: Sequence[RequestRecord], telling: Telling) -> tuple[RequestRecord, ...]:
    """What was known of a batch's requests and what is told now: of each what says more."""
    found = {request.custom_id: request for request in before}
    for told in telling.requests:
        known = found.get(told.custom_id)
        found[told.custom_id] = told if known is None else _better(known, told, telling.guessed)
    return tuple(replace(request, place=n) for n, request in enumerate(found.values()))


def _better(known: RequestRecord, told: RequestRecord, guessed: bool) -> RequestRecord:
    """Of two accounts of a request the one that says more, completed from the other."""
    best = max(known, told, key=_weight)
    return replace(
        best,
        settled_at=known.settled_at if guessed else told.settled_at,
        path=best.path or known.path or told.path,
        blob=best.blob or known.blob or told.blob,
        model=best.model or known.model or told.model,
        max_tokens=max(known.max_tokens, told.max_tokens),
        system_chars=max(known.system_chars, told.system_chars),
        user_chars=max(known.user_chars, told.user_chars),
    )


def _weight(request: RequestRecord) -> tuple[bool, bool]:
    """How much is known of it: what it used, that it was written."""
    return _used(request), request.outcome == Outcome.FILED


def _used(request: RequestRecord) -> bool:
    prompt = request.input_tokens + request.cache_write_tokens + request.cache_read_tokens
    return prompt + request.output_tokens > 0


def _told(request: RequestRecord) -> RequestRecord:
    """A request without what is not told of it but worked out."""
    return replace(request, batch=0, cost_usd=None, standard_usd=None, prices=None)


def _taken(run: int, telling: Telling, gained: bool, now: datetime) -> Taken:
    used = [request for request in telling.requests if _used(request)]
    costs = [request.cost_usd for request in used if request.cost_usd is not None]
    return Taken(
        run=run,
        name=telling.name,
        title=telling.title,
        created_at=telling.made_at,
        reports=len(telling.requests),
        results=len(used),
        input_tokens=sum(r.input_tokens + r.cache_write_tokens + r.cache_read_tokens for r in used),
        output_tokens=sum(r.output_tokens for r in used),
        cost_usd=sum(costs, Decimal(0)) if costs else None,
        pretend=telling.pretend,
        gained=gained,
        under_way=telling.under_way,
        may_be_had=not used and not telling.under_way and now - telling.made_at < RESULTS_KEPT,
    )
