"""Keeps the catalogue up to date: scores, prompts, report files, provenance, requests."""

from __future__ import annotations

import asyncio

from teg_tui.costs import prices
from teg_tui.errors import StoreError, TegError
from teg_tui.reports.key import ReportKey
from teg_tui.reports.provenance import Provenance
from teg_tui.reports.state import Catalogue
from teg_tui.service import snapshot, viewing
from teg_tui.service.context import Context, log
from teg_tui.store.commits import Commits
from teg_tui.store.files import FileScanner

_HEAD = "git head read"


class Library:
    """The catalogue and what it is made of."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._scanner = FileScanner(context.root)
        self._commits = Commits(context.root)  # one of its own: it may read while the other writes
        self._building = asyncio.Lock()
        self._seen: object = None
        self._history_read = False
        self.known: Catalogue | None = None
        """The catalogue as it was built last; None before the first time."""
        self.trouble = ""
        """Why the scores can't be read now, in words; the last good ones stay in use."""

    def last_known(self) -> Catalogue | None:
        """The catalogue that this or another process saw last, from the ledger alone."""
        if self.known is not None:
            return self.known
        text = self._context.ledger.meta(snapshot.KEY)
        return None if text is None else snapshot.from_json(text)

    async def load(self) -> None:
        """Have scores and prompts in memory, as they are now."""
        material = self._context.material
        if not material.changed():
            return
        try:
            if await asyncio.to_thread(self._read):
                log.info("scores and prompts read")
            self.trouble = ""
        except TegError as error:
            self.trouble = str(error)
            if not material.has_loaded:
                raise

    def _read(self) -> bool:
        """Read what has changed; prices with it, because the first question needs them."""
        context = self._context
        prices.rates(context.workspace.config.model, context.now())
        return context.material.refresh()

    async def catalogue(self) -> Catalogue:
        """Every report and its state now; built only where something has changed."""
        async with self._building:
            await self.load()
            await self._read_history()
            context = self._context
            files = self._scanner.scan(context.material.report_paths())
            seen = (files, context.ledger.change_mark, context.material.generation)
            if self.known is not None and self._seen == seen:
                return self.known
            provenance = context.ledger.provenance()
            states = viewing.request_states(context)
            built = await asyncio.to_thread(context.material.catalogue, files, provenance, states)
            if built != self.known:
                self.known = built
                context.ledger.set_meta(snapshot.KEY, snapshot.to_json(built))
            self._seen = (files, context.ledger.change_mark, context.material.generation)
            return self.known

    async def _read_history(self) -> None:
        """Take from the commits what the ledger does not know: a fresh clone knows nothing."""
        if self._history_read:
            return
        self._history_read = True
        context = self._context
        head = await asyncio.to_thread(self._commits.head)
        if head is None or context.ledger.meta(_HEAD) == head:
            return
        try:
            newest = await asyncio.to_thread(self._newest_in_history)
        except StoreError as error:
            log.warning("the history of reports can't be read: %s", error)
            return
        known = context.ledger.provenance()
        fresh = [p for p in newest.values() if p.key not in known or _younger(p, known[p.key])]
        with context.ledger.transaction():
            context.ledger.put_provenance(fresh)
            context.ledger.set_meta(_HEAD, head)
        if fresh:
            log.info("provenance of %d reports read from the commits", len(fresh))

    def _newest_in_history(self) -> dict[ReportKey, Provenance]:
        newest: dict[ReportKey, Provenance] = {}
        for provenance in self._commits.provenance_log():
            newest.setdefault(provenance.key, provenance)
        return newest


def _younger(one: Provenance, other: Provenance) -> bool:
    return one.written_at > other.written_at
