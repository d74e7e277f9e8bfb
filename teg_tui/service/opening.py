"""What an open workspace consists of, and how it is put together."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from teg_tui.clock import Clock
from teg_tui.errors import StoreError, TegError
from teg_tui.service import endpoint as endpoints
from teg_tui.service import logfile
from teg_tui.service.amending import Amender
from teg_tui.service.context import Context
from teg_tui.service.context import log as logger
from teg_tui.service.counting import Counting
from teg_tui.service.disk import Disk
from teg_tui.service.gateway import Gateway
from teg_tui.service.herald import Herald
from teg_tui.service.library import Library
from teg_tui.service.material import Material
from teg_tui.service.pace import Network
from teg_tui.service.publishing import Publisher
from teg_tui.service.realtime import RealTime
from teg_tui.service.refreshing import Refresher
from teg_tui.service.tasting import Tasting
from teg_tui.service.viewing import Viewer
from teg_tui.service.views import Severity
from teg_tui.store.account_book import AccountBook
from teg_tui.store.batch_book import BatchBook
from teg_tui.store.commits import Commits
from teg_tui.store.count_book import CountBook
from teg_tui.store.filing import private_folder
from teg_tui.store.ledger import Ledger
from teg_tui.store.notice_book import NoticeBook
from teg_tui.store.run_book import RunBook
from teg_tui.workspace import Workspace

_OPEN_ANEW_SECONDS = 2.0
"""Between two tries."""


@dataclass(frozen=True)
class Parts:
    """The service's own parts; each takes the context, none knows the service."""

    context: Context
    realtime: RealTime
    library: Library
    viewer: Viewer
    publisher: Publisher
    refresher: Refresher
    amender: Amender
    tasting: Tasting
    herald: Herald
    counting: Counting
    log: logging.Handler

    async def close(self) -> None:
        """Let go of everything."""
        try:
            self.publisher.origin.stop()
            await self.realtime.close()
            self.context.commits.stop()
            await self.context.gateway.close()
        finally:
            self.context.ledger.close()
            logfile.detach(self.log)


def open_parts(workspace: Workspace, clock: Clock, wake: Callable[[], None], *, dry: bool) -> Parts:
    """Open the ledger and everything that lives on it; `wake` asks for a tick.

    Raises TegError where the workspace can't be used.
    """
    context, log = _context(workspace, clock, dry=dry)
    realtime, library = RealTime(context, wake), Library(context)
    viewer = Viewer(context, realtime.carries_out)
    return Parts(
        context=context,
        realtime=realtime,
        library=library,
        viewer=viewer,
        publisher=Publisher(context, library),
        refresher=Refresher(context, library),
        amender=Amender(context, library),
        tasting=Tasting(context, library),
        herald=Herald(context, viewer),
        counting=Counting(context),
        log=log,
    )


async def open_anew(old: Parts, workspace: Workspace, wake: Callable[[], None]) -> Parts:
    """The same workspace opened once more, on the ledger that is there now; `old` where none is."""
    context = old.context
    if context.ledger.lost:
        context.ledger.close()  # else SQLite would go by what it has in memory
    try:
        fresh = open_parts(workspace, context.clock, wake, dry=False)
    except TegError as error:
        logger.warning("the ledger can't be opened anew: %s", error)
        await context.clock.sleep(_OPEN_ANEW_SECONDS)
        return old
    await old.close()
    return fresh


def can_be_written(context: Context) -> bool:
    """Whether a workspace that could only be looked at may be written to by now."""
    try:
        private_folder(context.root)
    except StoreError:
        return False
    return context.ledger.can_be_written()


def _context(workspace: Workspace, clock: Clock, *, dry: bool) -> tuple[Context, logging.Handler]:
    private = workspace.private
    refusal: StoreError | None = None
    if not dry:
        try:
            private_folder(workspace.root)
        except StoreError as error:  # it can be looked at, if there is anything to see
            refusal = error
    endpoint = endpoints.find(workspace.config.base_url)
    ledger = Ledger(private, now=clock.now(), dry=dry)
    poll = workspace.config.poll_seconds
    context = Context(
        workspace=workspace,
        clock=clock,
        ledger=ledger,
        runs=RunBook(ledger),
        batches=BatchBook(ledger),
        accounts=AccountBook(ledger),
        notices=NoticeBook(ledger),
        endpoint=endpoint,
        gateway=Gateway(endpoint),
        network=Network(poll),
        disk=Disk(workspace.root, workspace.private, poll),
        secret=ledger.secret(),
        material=Material(workspace),
        commits=Commits(workspace.root),
        git_patience=Network(poll),
        counts=CountBook(ledger),
        told_notice=NoticeBook(ledger).newest(),
        facts_sizes=ledger.sizes(),
    )
    log = logfile.attach(None if dry else private)
    if ledger.unwritable is not None:
        context.disk.failed(clock.now(), refusal or ledger.unwritable)
    if ledger.set_aside is not None:
        context.tell(
            Severity.WARNING,
            f"The ledger could not be read: it is kept as {ledger.set_aside.name} and a new"
            " one is begun; what the commits and the files of batches say is read back",
        )
    return context, log
