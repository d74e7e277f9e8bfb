"""The service in a thread of its own, for callers whose loop must never wait."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from contextlib import aclosing, suppress
from typing import TypeVar

from teg_tui.clock import Clock
from teg_tui.service.context import log
from teg_tui.service.service import Service
from teg_tui.service.views import Event
from teg_tui.workspace import Workspace

_Answer = TypeVar("_Answer")
_LEAVE_SECONDS = 2.0
_BEGIN_AGAIN_SECONDS = 5.0


class ServiceThread:
    """Opens a workspace in a thread, runs its poller, and takes questions from any thread."""

    def __init__(self, workspace: Workspace, *, clock: Clock | None = None) -> None:
        self._workspace = workspace
        self._clock = clock
        self._subscribers: list[Callable[[Event], None]] = []
        self._loop = asyncio.new_event_loop()
        self._stopping = asyncio.Event()
        self._opened: Future[None] = Future()
        self._service: Service | None = None
        self._thread = threading.Thread(target=self._run, name="service", daemon=True)

    def subscribe(self, callback: Callable[[Event], None]) -> None:
        """Have `callback` called with every event, in the service's thread. Before `start`."""
        self._subscribers.append(callback)

    def start(self) -> Future[None]:
        """Begin; the future is done when the workspace is open, or holds why it can't be."""
        self._thread.start()
        return self._opened

    def call(self, question: Callable[[Service], Awaitable[_Answer]]) -> Future[_Answer]:
        """Ask the service something: `call(lambda service: service.runs())`."""
        return asyncio.run_coroutine_threadsafe(self._ask(question), self._loop)

    def stop(self, timeout: float = _LEAVE_SECONDS) -> bool:
        """Close the service and wait for it, not longer than `timeout`; whether it has ended."""
        if self._thread.is_alive():
            with suppress(RuntimeError):  # the loop has just been closed
                self._loop.call_soon_threadsafe(self._stopping.set)
            self._thread.join(timeout)
        return not self._thread.is_alive()

    async def _ask(self, question: Callable[[Service], Awaitable[_Answer]]) -> _Answer:
        await asyncio.wrap_future(self._opened)
        if self._service is None:
            raise RuntimeError("the service has been closed")
        return await question(self._service)

    def _run(self) -> None:
        try:
            with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
                runner.run(self._live())
        except BaseException as error:
            if not self._opened.done():
                self._opened.set_exception(error)
            log.exception("the service has ended")

    async def _live(self) -> None:
        service = Service(self._workspace, clock=self._clock)
        try:
            await service.open()
            self._service = service
            self._opened.set_result(None)
            tasks = [
                asyncio.create_task(self._watch(service)),
                asyncio.create_task(self._follow_origin(service)),
            ]
            await self._stopping.wait()
            service.publisher.origin.stop()
            for task in tasks:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
        finally:
            self._service = None
            await service.close()

    async def _follow_origin(self, service: Service) -> None:
        """Another one where the workspace has been opened anew."""
        while True:
            await service.publisher.origin.follow()
            await asyncio.sleep(_BEGIN_AGAIN_SECONDS)

    async def _watch(self, service: Service) -> None:
        """Tell what changes; a mistake of ours or of a subscriber's ends nothing."""
        while True:
            try:
                async with aclosing(service.watch()) as events:
                    async for event in events:
                        for callback in self._subscribers:
                            callback(event)
            except Exception:
                log.exception("watching broke off; it begins again")
                await asyncio.sleep(_BEGIN_AGAIN_SECONDS)
