"""The loop around `tick`: never gives up, never in the way, stops at any moment.

It looks around every other second: whether this process holds the lock, whether anything is due,
whether the ledger has changed. Of files it hears from the system (`watching.py`), within a second,
and looks at them itself where the system won't tell. Only changes become events.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, Protocol

from teg_tui.errors import TegError
from teg_tui.reports.state import Catalogue
from teg_tui.service.context import Context, log
from teg_tui.service.library import Library
from teg_tui.service.opening import can_be_written
from teg_tui.service.pace import is_due
from teg_tui.service.realtime import RealTime
from teg_tui.service.views import (
    CatalogueChanged,
    Event,
    Notice,
    RunsChanged,
    RunView,
    Severity,
    Status,
    StatusChanged,
    Writing,
)
from teg_tui.service.watching import FileWatcher
from teg_tui.store import timetable
from teg_tui.store.ledger_file import LedgerError
from teg_tui.store.lock import WorkspaceLock

_LOOK_SECONDS = 2.0
_FILES_SECONDS = 10.0
"""Between two looks at all files where the system tells of changes: it may have kept one back."""
_BETWEEN_PAGES = 0.1
"""Seconds between two events that tell what is being written."""
_QUIET_SECONDS = 0.25
"""The shortest pause between two looks, however often the workspace wants to be polled."""


class Watched(Protocol):
    """What the poller needs of the service."""

    @property
    def context(self) -> Context:
        """The open workspace."""

    @property
    def realtime(self) -> RealTime:
        """This process's runs in real time."""

    @property
    def library(self) -> Library:
        """The catalogue's keeper."""

    async def tick(self) -> bool:
        """Do all that can be done now."""

    async def runs(self) -> tuple[RunView, ...]:
        """Runs, newest first."""

    async def status(self) -> Status:
        """The header."""


class Poller:
    """One `watch`."""

    def __init__(self, service: Watched, wake: asyncio.Event, lock: WorkspaceLock) -> None:
        self._service = service
        self._context = service.context
        self._library = service.library
        self._wake = wake
        self._lock = lock
        self._pages = service.realtime.pages
        self._listener = self._pages.listen()
        self._ticking: asyncio.Task[None] | None = None
        self._proofreading: asyncio.Task[None] | None = None
        self._ticked_at: datetime | None = None
        self._ticked_mark: object = None
        self._told_mark: object = None
        self._files_changed = asyncio.Event()
        self._files_seen_at: datetime | None = None
        self._files_mark: object = None
        self._watcher = FileWatcher(self._library.folders, self._hear_of_files())
        self._told_catalogue: Catalogue | None = None
        self._told_runs: tuple[RunView, ...] | None = None
        self._told_status: Status | None = None
        self._told_troubles: dict[str, str] = {}
        self._untold: list[Notice] = []

    async def events(self) -> AsyncGenerator[Event, None]:
        """Everything that changes, as it changes; begins with the state of things.

        Ends when the workspace has to be opened anew: the ledger is lost, or can be written again.
        """
        try:
            while not self._is_to_be_opened_anew():
                self._lock.beat()
                try:
                    self._begin_tick()
                    async for event in self._look():
                        yield event
                    self._begin_proofreading()
                    self._is_news("ledger", "")
                except LedgerError as error:  # a full disk, say: it may have room again later
                    self._context.disk.failed(self._context.now(), error)
                    if self._is_news("ledger", str(error)):
                        yield Notice(str(error), Severity.ERROR)
                if self._context.ledger.lost:
                    continue
                async for page in self._pause():
                    yield page
        finally:
            self._pages.forget(self._listener)
            await asyncio.gather(self._stop(), asyncio.to_thread(self._watcher.stop))

    def _is_to_be_opened_anew(self) -> bool:
        context = self._context
        if context.ledger.lost:
            return True
        if context.ledger.unwritable is None or not context.disk.may_try(context.now()):
            return False
        if can_be_written(context):
            return True
        context.disk.tried_in_vain(context.now())
        return False

    def _hear_of_files(self) -> Callable[[], None]:
        """What the watcher calls in its own thread."""
        loop = asyncio.get_running_loop()

        def changed() -> None:
            with suppress(RuntimeError):  # the loop has been closed meanwhile
                loop.call_soon_threadsafe(self._files_changed.set)

        return changed

    def _begin_tick(self) -> None:
        """Start a tick in the background where one is due and none is running."""
        if self._ticking is not None and not self._ticking.done():
            return
        if self._is_due():
            self._wake.clear()
            self._ticking = asyncio.create_task(self._guarded_tick())

    def _is_due(self) -> bool:
        context, now = self._context, self._context.now()
        if self._wake.is_set() or self._ticked_at is None:
            return True
        since = now - self._ticked_at
        # Without the lock a tick only tries to take it over.
        often = context.workspace.config.poll_seconds if self._lock.held else _LOOK_SECONDS
        if since >= timedelta(seconds=often) or since < timedelta(0):
            return True  # a clock set back counts as time gone by
        if not self._lock.held:
            return False
        if context.ledger.change_mark != self._ticked_mark:
            return True
        due = timetable.next_due(context.ledger)
        return due is not None and is_due(due, now) and context.network.may_ask(now)

    async def _guarded_tick(self) -> None:
        """A tick whose failure is said and survived."""
        context = self._context
        try:
            await self._service.tick()
            self._is_news("tick", "")
        except (TegError, OSError) as error:
            context.disk.failed(context.now(), error)
            if self._is_news("tick", str(error)):
                log.warning("tick: %s", error)
                self._leave_notice(str(error))
        except Exception as error:
            if self._is_news("tick", repr(error)):
                log.exception("tick failed; it is tried again")
        self._ticked_at = context.now()
        with suppress(LedgerError):
            self._ticked_mark = context.ledger.change_mark

    def _begin_proofreading(self) -> None:
        """Hold reports against the scores in the background, where some have not been yet."""
        going = self._proofreading is not None and not self._proofreading.done()
        if not going and self._library.proofs.is_behind:
            self._proofreading = asyncio.create_task(self._guarded_proofreading())

    async def _guarded_proofreading(self) -> None:
        """Reading whose failure is logged and survived."""
        try:
            await self._library.proofs.read()
            self._is_news("proofs", "")
        except (TegError, OSError) as error:
            if self._is_news("proofs", str(error)):
                log.warning("reports are not held against the scores: %s", error)
        except Exception:
            log.exception("reports can't be held against the scores")

    def _is_news(self, of: str, trouble: str) -> bool:
        """Whether this trouble is another than the one said last of that; the same is said once.

        No trouble is none to be said.
        """
        news = trouble != self._told_troubles.get(of, "")
        self._told_troubles[of] = trouble
        return news

    def _leave_notice(self, text: str) -> None:
        """For whoever looks, now or later; only for now where the ledger can't be written."""
        try:
            self._context.notices.add(self._context.now(), Severity.ERROR, text)
        except TegError:
            self._untold.append(Notice(text, Severity.ERROR))

    async def _look(self) -> AsyncIterator[Event]:
        """What has changed since the last look."""
        for event in self._notices():
            yield event
        if self._may_be_another():
            try:
                catalogue = await self._catalogue()
            except TegError as error:
                if self._is_news("files", str(error)):
                    yield Notice(str(error), Severity.ERROR)
            else:
                self._is_news("files", "")
                if catalogue is not self._told_catalogue:
                    self._told_catalogue = catalogue
                    yield CatalogueChanged(catalogue)
        mark = self._context.ledger.change_mark
        if mark != self._told_mark:
            self._told_mark = mark
            runs = await self._service.runs()
            if runs != self._told_runs:
                self._told_runs = runs
                yield RunsChanged(runs)
        status = await self._service.status()
        if status != self._told_status:
            self._told_status = status
            yield StatusChanged(status)

    def _may_be_another(self) -> bool:
        """Whether the catalogue may have changed: files, or what the ledger knows of them."""
        if self._files_seen_at is None or self._files_changed.is_set() or self._library.failing:
            return True
        if self._context.ledger.change_mark != self._files_mark:
            return True
        seconds = _FILES_SECONDS if self._watcher.working else _LOOK_SECONDS
        since = self._context.now() - self._files_seen_at
        return since >= timedelta(seconds=seconds) or since < timedelta(0)

    async def _catalogue(self) -> Catalogue:
        """The catalogue now. From the first one on the files are watched."""
        self._files_changed.clear()
        catalogue = await self._library.catalogue()
        if self._files_seen_at is None:
            self._watcher.start()
        self._files_seen_at = self._context.now()
        self._files_mark = self._context.ledger.change_mark
        return catalogue

    def _notices(self) -> Iterator[Notice]:
        context, bell = self._context, self._context.workspace.config.notify.bell
        while self._untold:
            yield self._untold.pop(0)
        for notice in context.notices.after(context.told_notice):
            context.told_notice = notice.number
            yield Notice(notice.text, Severity(notice.severity), rings=notice.calls and bell)

    async def _pause(self) -> AsyncIterator[Writing]:
        """Wait a little; less where something has been begun here, a tick comes to its end, or a
        file has changed.

        Meanwhile tell what is being written.
        """
        config = self._context.workspace.config
        seconds = min(_LOOK_SECONDS, max(_QUIET_SECONDS, config.poll_seconds / 2))
        sleeping = asyncio.ensure_future(self._context.clock.sleep(seconds))
        waking = asyncio.ensure_future(self._wake.wait())
        changing = asyncio.ensure_future(self._files_changed.wait())
        busy = self._ticking is not None and not self._ticking.done()
        other = self._ticking if busy and self._ticking is not None else waking
        try:
            while not any(end.done() for end in (sleeping, other, changing)):
                async for page in self._written(sleeping, other, changing):
                    yield page
        finally:
            for end in (sleeping, waking, changing):
                end.cancel()

    async def _written(self, *ends: asyncio.Future[Any]) -> AsyncIterator[Writing]:
        """Wait for words, or for any of the ends; tell them no faster than they can be shown."""
        hearing = asyncio.ensure_future(self._listener.news.wait())
        try:
            waits: list[asyncio.Future[Any]] = [hearing, *ends]
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            hearing.cancel()
        for page in self._listener.take():
            yield page
            await asyncio.sleep(_BETWEEN_PAGES)

    async def _stop(self) -> None:
        if self._proofreading is not None:
            self._proofreading.cancel()
            with suppress(asyncio.CancelledError):
                await self._proofreading
        if self._ticking is not None and not self._ticking.done():
            self._ticking.cancel()
            self._context.commits.stop()
            with suppress(asyncio.CancelledError):
                await self._ticking
