"""Runs in real time: each report asked for by itself, streamed, filed as soon as it is complete.

    begun -> sent -> finished answer on disk -> filed, held or failed       as in a batch
                  -> failed for good                                        a definite no
                  -> begun again                                            429, or not reached
                  -> failed, and may have been billed                       anything else

They belong to this process: it holds a lock on a file of its own while it lives, and whoever finds
that lock free settles what it left (`abandoned.py`). Waves, filing, judging and provenance are
those of batches; commits are made by the lock's holder, whichever process that is.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from teg_tui.costs.advice import Via
from teg_tui.errors import StoreError, TegError
from teg_tui.service import (
    abandoned,
    batch_files,
    collection,
    correcting,
    preparation,
    pricing,
    results,
    waves,
)
from teg_tui.service.allowance import Allowance, Need, need_of
from teg_tui.service.answers import DefiniteNo, GatewayError, TryLater
from teg_tui.service.away import why
from teg_tui.service.context import Context, log
from teg_tui.service.pace import backoff, is_due
from teg_tui.service.pages import Pages
from teg_tui.service.preparation import Built, Composer
from teg_tui.service.reasons import CANCELED, MAY_BE_BILLED
from teg_tui.service.views import BatchState, Outcome
from teg_tui.store.files import append_durably, inside
from teg_tui.store.ledger_file import LedgerError
from teg_tui.store.lock import WorkspaceLock
from teg_tui.store.records import BatchRecord, RequestRecord, RunRecord, RunReport

_T = TypeVar("_T")
_FIRST_WAIT = 2.0
"""Seconds before the second try; doubled from try to try."""
_MOST_KNOCKS = 6
"""Tries at an endpoint that can't be reached: somebody is sitting there, waiting."""
_LOOK_SECONDS = 1.0
"""Between two looks whether what is waited for has come, or the run been canceled."""


class RealTime:
    """This process's runs in real time."""

    def __init__(self, context: Context, changed: Callable[[], None]) -> None:
        """`changed` is called whenever there is something new to commit or to show."""
        self._context = context
        self._changed = changed
        self.pages = Pages(context)
        """The texts that are being written."""
        self._at_once = context.workspace.config.realtime.at_once
        self._turns = asyncio.Semaphore(self._at_once)
        self._allowance = Allowance()
        self._hold_until: datetime | None = None
        self._owner = secrets.randbits(62) | 1
        self._lock = WorkspaceLock(abandoned.lock_file(context, self._owner))
        self._tasks: dict[int, asyncio.Task[None]] = {}

    def owner(self) -> int:
        """What a run is to remember this process by; from now on it shows as alive.

        Raises:
            StoreError: the lock can't be taken.
        """
        if not self._lock.try_acquire():
            raise StoreError("a run in real time can't be marked as this process's own")
        return self._owner

    def begin(self, run: int) -> None:
        """Carry out a run that has this process for its owner."""
        self._tasks[run] = asyncio.create_task(self._carry_out(run), name=f"run {run}")

    def carries_out(self, run: int) -> bool:
        """Whether a run is under way here."""
        return run in self._tasks and not self._tasks[run].done()

    async def close(self) -> None:
        """Stop at once, and write down what that breaks off."""
        for task in self._tasks.values():
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)
        with suppress(TegError):  # the next start does it then
            for run in self._context.runs.open_runs():
                if run.number in self._tasks:
                    await abandoned.settle(self._context, run)
            if self._lock.held:
                abandoned.lock_file(self._context, self._owner).unlink(missing_ok=True)
        self._lock.release()

    # a run, wave after wave

    async def _carry_out(self, number: int) -> None:
        try:
            await self._write_waves(number)
        except Exception as error:
            log.exception("run %d broke off", number)
            with suppress(TegError):
                self._context.tell("error", f"Run {number} broke off: {waves.words_of(error)}")
        while not await self._settled(number):
            await self._context.clock.sleep(_FIRST_WAIT)
        self._changed()

    async def _settled(self, number: int) -> bool:
        """Give up what is open still, of a run that was canceled or broke off."""
        try:
            run = self._context.runs.run(number)
            if run is not None:
                await abandoned.settle(self._context, run)
        except TegError as error:
            log.warning("run %d can't be settled yet: %s", number, error)
            return False
        return True

    async def _write_waves(self, number: int) -> None:
        context, done = self._context, 0
        while (wave := context.runs.open_wave(number)) is not None:
            if wave <= done:
                raise RuntimeError(f"wave {wave} is open after it was written")
            if not await self._may_begin(number, wave):
                return
            await self._write_wave(number, wave)
            if self._is_canceled(number):
                return
            done = wave

    async def _may_begin(self, number: int, wave: int) -> bool:
        """Wait for other runs and the budget; False where the run is canceled meanwhile."""
        context = self._context
        while not self._is_canceled(number):
            preparation.drop_unknown(context, number, wave)
            run = context.runs.run(number)
            waiting = waves.held_up(context, run, wave) if run else ""
            context.runs.set_waiting(number, waiting)
            if not waiting:
                return True
            self._changed()
            await context.clock.sleep(_LOOK_SECONDS)
        return False

    async def _write_wave(self, number: int, wave: int) -> None:
        context = self._context
        run, reports = context.runs.run(number), context.runs.unprepared(number, wave)
        if run is None or not reports:
            return
        composer = await preparation.composer_of(context, run, reports)
        row = self._intended(run, wave, reports)
        self._changed()
        waiting = iter(enumerate(reports))
        async with asyncio.TaskGroup() as workers:
            for _ in range(min(self._at_once, len(reports))):
                workers.create_task(self._work(row, waiting, composer))
        collection.close_wave(context, row)
        correction = correcting.begin(context, row, Via.REALTIME, self._owner)
        if correction is not None:
            self.begin(correction)
        self._changed()

    def _intended(self, run: RunRecord, wave: int, reports: tuple[RunReport, ...]) -> BatchRecord:
        context = self._context
        names = list(dict.fromkeys(report.key.kind for report in reports))
        kinds = [context.material.kinds[name] for name in names]
        estimate = pricing.quote(context, [[report.key for report in reports]], {})
        price = run.estimated if run.is_correction else pricing.price(estimate, Via.REALTIME)
        return context.batches.intend(
            {
                "run": run.number,
                "wave": wave,
                "kind": names[0] if len(names) == 1 else "",
                "title": ", ".join(kind.title for kind in kinds),
                "state": BatchState.WRITING,
                "ready": True,
                "request_file": "",
                "endpoint": context.endpoint.base_url,
                "pretend": context.endpoint.pretend,
                "key_mark": context.key_mark(),
                "created_at": context.now(),
                "estimated": price,
                "via": Via.REALTIME,
            }
        )

    async def _work(
        self, row: BatchRecord, waiting: Iterator[tuple[int, RunReport]], composer: Composer
    ) -> None:
        """One after the other, as long as there are any: several of these share what waits."""
        for place, report in waiting:
            if self._is_canceled(row.run):
                return
            await self._write_report(row, report, place, composer)
            self._changed()

    def _is_canceled(self, number: int) -> bool:
        with suppress(LedgerError):  # can't be read just now: nothing is broken off for that
            run = self._context.runs.run(number)
            return run is None or run.cancel
        return False

    # a report

    async def _write_report(
        self, row: BatchRecord, report: RunReport, place: int, composer: Composer
    ) -> None:
        """Whatever goes wrong with it is this report's affair only."""
        try:
            built = await self._insist(lambda: self._built(row, report, place, composer))
            if built is not None:
                await self._have_written(row, built)
        except Exception as error:
            log.exception("%s broke off", report.key)
            words = waves.words_of(error)
            await self._insist(lambda: self._drop(row, report, words))

    def _built(
        self, row: BatchRecord, report: RunReport, place: int, composer: Composer
    ) -> Built | None:
        """The request, entered in the ledger; None where the report can't be asked for."""
        context = self._context
        missed = context.runs.missed_before(row.run, report.wave)
        if reason := composer.lacks(report.key, missed):
            context.runs.settle_report(row.run, report.key, Outcome.FAILED, reason)
            return None
        nonce = preparation.new_nonce()
        built = preparation.build(context, row, report, composer, nonce, place)
        context.batches.fill(row.number, row.run, [built.record])
        return built

    async def _have_written(self, row: BatchRecord, built: Built) -> None:
        """Ask until there is an answer, and settle it."""
        estimate = pricing.estimate_of(self._context, [built.record])
        price = pricing.price(estimate, Via.REALTIME)
        need = need_of(estimate.input_tokens.likely, estimate.output_tokens.likely)
        tries = 0
        while True:
            async with self._turn(row, need) as may_go:
                if not may_go:
                    await self._fail(row, built.record, CANCELED)
                    return
                sent = replace(
                    built.record,
                    sent_at=self._context.now(),
                    in_doubt_usd=price.likely if price else None,
                )
                try:
                    message = await self._send(row, sent, built.params, need)
                except TryLater as error:
                    tries += 1
                    self._hold(row, error, tries)
                    await self._insist(lambda: self._context.batches.mark_sent(built.record))
                    if error.away and tries >= _MOST_KNOCKS:
                        name, because = self._context.endpoint.name, why(error.reason)
                        words = f"not sent: can't reach {name} ({because})"
                        await self._fail(row, built.record, words)
                        return
                except DefiniteNo as error:
                    await self._fail(row, built.record, self._context.complaint(error))
                    return
                except GatewayError as error:
                    await self._fail(row, sent, f"{error.reason}: {MAY_BE_BILLED}")
                    return
                else:
                    self._context.answered()
                    await self._keep(row, replace(sent, in_doubt_usd=None), message)
                    return

    async def _send(
        self, row: BatchRecord, sent: RequestRecord, params: dict[str, Any], need: Need
    ) -> dict[str, Any]:
        """One call, remembered before it is made."""
        await self._insist(lambda: self._context.batches.mark_sent(sent))
        self._changed()
        page = self.pages.open(row.run, sent.key, sent.model, need.input_tokens)
        try:
            return await self._context.gateway.write(
                params,
                headers=lambda headers: self._allowance.told(headers, need),
                text=page.add,
            )
        finally:
            page.close()

    async def _keep(self, row: BatchRecord, sent: RequestRecord, message: dict[str, Any]) -> None:
        """What is paid for goes to disk first, then to its place; both until it works."""
        context = self._context
        raw = inside(context.root, batch_files.raw_results(context, row))
        answer = {
            "custom_id": sent.custom_id,
            "result": {"type": "succeeded", "message": message},
        }
        line = f"{json.dumps(answer, ensure_ascii=False)}\n".encode("utf-8", "replace")
        result = results.parse(answer)
        await self._insist(lambda: append_durably(raw, line))
        await collection.look(context, [(sent, result)])
        await self._insist(lambda: collection.settle(context, row, [(sent, result)]))
        log.info("%s: written, %d tokens", sent.custom_id, result.output_tokens)

    async def _fail(self, row: BatchRecord, request: RequestRecord, reason: str) -> None:
        log.warning("%s: %s", request.custom_id, reason)
        failed = replace(
            request,
            outcome=Outcome.FAILED,
            reason=reason,
            cost_usd=None if request.sent_at else Decimal(0),
            settled_at=self._context.now(),
        )
        await self._insist(lambda: self._context.batches.settle([failed], row.run))

    def _drop(self, row: BatchRecord, report: RunReport, words: str) -> None:
        """A mistake of ours: the report has failed, at whatever point that was."""
        for request in self._context.batches.requests(row.number):
            if request.key == report.key and request.outcome == Outcome.OPEN:
                reason = f"{words}; {MAY_BE_BILLED}" if request.sent_at else words
                failed = replace(
                    request, outcome=Outcome.FAILED, reason=reason, settled_at=self._context.now()
                )
                self._context.batches.settle([failed], row.run)
                return
        self._context.runs.settle_report(row.run, report.key, Outcome.FAILED, words)

    # turns and patience

    @asynccontextmanager
    async def _turn(self, row: BatchRecord, need: Need) -> AsyncIterator[bool]:
        """So many at once, and what the account allows; False where the run is canceled."""
        async with self._turns:
            while (wait := self._wait(need)) > timedelta(0) and not self._is_canceled(row.run):
                seconds = min(_LOOK_SECONDS, wait.total_seconds())
                await self._context.clock.sleep(seconds)
            if self._is_canceled(row.run):
                yield False
                return
            self._say(row, "")
            self._allowance.begin(need)
            try:
                yield True
            finally:
                self._allowance.end(need)

    def _wait(self, need: Need) -> timedelta:
        """For how long nothing more may be sent."""
        now = self._context.now()
        if is_due(self._hold_until, now):  # over, or noted by a clock that was ahead
            self._hold_until = None
        return max(self._hold_until or now, self._allowance.room_at(need, now)) - now

    def _hold(self, row: BatchRecord, error: TryLater, tries: int) -> None:
        """Nobody sends anything before the server will have it."""
        context = self._context
        then = context.now() + backoff(_FIRST_WAIT, tries, error.retry_after)
        self._hold_until = max(self._hold_until or then, then)
        words = context.complaint(error)
        if error.away:
            words = f"can't reach {context.endpoint.name}"
            context.network.failed(context.now(), words)
        self._say(row, f"{words}; next try {self._hold_until.astimezone():%H:%M:%S}")

    def _say(self, row: BatchRecord, note: str) -> None:
        with suppress(TegError):
            if self._context.batches.get(row.number).note != note:
                self._context.batches.change(row.number, note=note)
                self._changed()

    async def _insist(self, step: Callable[[], _T]) -> _T:
        """Until it works: the disk may be full, or the scores not to be read, for a while."""
        tries = 0
        while True:
            try:
                return step()
            except TegError as error:
                tries += 1
                log.warning("%s; it is tried again", error)
                with suppress(TegError):
                    self._context.tell("warning", f"{error}; it is tried again")
                await self._context.clock.sleep(backoff(_FIRST_WAIT, tries).total_seconds())
