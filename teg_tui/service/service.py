"""The shared service: the only door through which anything is generated.

One `Service` belongs to one asyncio loop and one thread; `thread.py` gives the app one of its
own. It returns plain data (`views.py`), never prints, and touches no widget. What takes long
(reading scores, git) happens in worker threads, so that questions are answered meanwhile.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing, asynccontextmanager

from teg_tui.clock import Clock, SystemClock
from teg_tui.costs.account import By, Statement
from teg_tui.costs.advice import Via
from teg_tui.costs.models import ModelList
from teg_tui.costs.tokens import Ratios
from teg_tui.errors import TegError
from teg_tui.reports.key import ReportKey
from teg_tui.reports.plan import Selection, make_plan
from teg_tui.reports.state import Catalogue
from teg_tui.service import (
    accounts,
    calling,
    correcting,
    disk,
    foreign,
    models,
    planning,
    pricing,
    waves,
    wrong,
)
from teg_tui.service import endpoint as endpoints
from teg_tui.service.amend_views import CorrectionQuote
from teg_tui.service.amending import Amender
from teg_tui.service.context import Context, log
from teg_tui.service.herald import Herald
from teg_tui.service.library import Library
from teg_tui.service.opening import Parts, open_anew, open_parts
from teg_tui.service.planning import Haste
from teg_tui.service.poller import Poller
from teg_tui.service.publishing import Publisher
from teg_tui.service.realtime import RealTime
from teg_tui.service.refreshing import Refresher
from teg_tui.service.tasting import Tasting
from teg_tui.service.viewing import Viewer
from teg_tui.service.views import (
    Counts,
    Event,
    Outcome,
    Quote,
    ReportOutcome,
    ReportText,
    RunView,
    Status,
)
from teg_tui.store import timetable
from teg_tui.store.lock import WorkspaceLock
from teg_tui.workspace import Workspace


class Service:
    """An open workspace."""

    def __init__(
        self, workspace: Workspace, *, clock: Clock | None = None, dry: bool = False
    ) -> None:
        """`dry` answers questions and touches nothing: no file, no lock, no network."""
        self._given = workspace
        self._dry = dry
        self._clock = clock or SystemClock()
        self._lock = WorkspaceLock(workspace.private / "lock")
        self._ticking = asyncio.Lock()
        self._wake = asyncio.Event()
        self._open_parts: Parts | None = None
        self._swept = False

    async def open(self) -> None:
        """Open the ledger. Raises TegError where the workspace can't be used."""
        self._open_parts = open_parts(self._given, self._clock, self._wake.set, dry=self._dry)
        await self.library.recover()

    async def close(self) -> None:
        """Let go of everything; safe at any moment, and twice."""
        parts, self._open_parts = self._open_parts, None
        try:
            if parts is not None:
                await parts.close()
        finally:
            self._lock.release()

    @property
    def _parts(self) -> Parts:
        if self._open_parts is None:
            raise RuntimeError("the service is not open")
        return self._open_parts

    @property
    def context(self) -> Context:
        """What the service's own parts share."""
        return self._parts.context

    @property
    def workspace(self) -> Workspace:
        """The folder, and its configuration as it was read last."""
        return self._given if self._open_parts is None else self.context.workspace

    @property
    def realtime(self) -> RealTime:
        """This process's runs in real time."""
        return self._parts.realtime

    @property
    def library(self) -> Library:
        """The catalogue's keeper."""
        return self._parts.library

    @property
    def viewer(self) -> Viewer:
        """Makes the views of runs."""
        return self._parts.viewer

    @property
    def publisher(self) -> Publisher:
        """Publishes reports, and knows how the branch stands to its origin."""
        return self._parts.publisher

    @property
    def amender(self) -> Amender:
        """Changes reports on a person's word."""
        return self._parts.amender

    @property
    def tasting(self) -> Tasting:
        """Compares what was tried with what is on file."""
        return self._parts.tasting

    @property
    def refresher(self) -> Refresher:
        """Makes the tables of existing reports anew."""
        return self._parts.refresher

    @property
    def herald(self) -> Herald:
        """Tells whoever comes back what happened, and calls whoever is not there."""
        return self._parts.herald

    # what there is

    def last_known(self) -> Catalogue | None:
        """The catalogue as it was last seen, from the ledger alone; None before the first."""
        return self.library.last_known()

    async def catalogue(self) -> Catalogue:
        """Every report and its state. Raises TegError where the scores can't be used."""
        return await self.library.catalogue()

    async def runs(self) -> tuple[RunView, ...]:
        """The open runs and the newest others, newest first."""
        return self.viewer.runs()

    async def outcomes(self, run: int) -> tuple[ReportOutcome, ...]:
        """What became of each report of a run so far, in the order of writing."""
        return tuple(
            ReportOutcome(
                report.key,
                Outcome(report.outcome),
                report.reason,
                self.tasting.path_of(report.key),
            )
            for report in self.context.runs.reports(run)
        )

    async def status(self) -> Status:
        """What the header and the cost panel say besides."""
        context, budget = self.context, self.workspace.config.budget
        endpoint = context.endpoint
        return Status(
            endpoint="" if endpoint.base_url == endpoints.ANTHROPIC else endpoint.name,
            pretend=endpoint.pretend,
            has_key=endpoint.has_key,
            model=self.workspace.config.model,
            spent_this_month=pricing.spent(context),
            monthly_cap=budget.monthly_cap,
            confirm_above=budget.confirm_above,
            holder=self._lock.held or context.ledger.unwritable is not None,
            trouble=wrong.now(context, self.library, self._lock),
            in_doubt_this_month=pricing.in_doubt(context),
            model_warning=models.warning(context),
            upstream=self.publisher.origin.upstream,
            attention=self.herald.attention(self.library.known),
        )

    async def read(self, key: ReportKey) -> ReportText:
        """A report's text: the held one where it is held, else the file's."""
        return await self.library.read(key)

    def ratios(self) -> Ratios:
        """Token ratios learned from what came back."""
        return pricing.ratios(self.context)

    # what it has cost, and would cost

    async def costs(self, by: By) -> Statement:
        """What this workspace's requests came to, a line each month, kind, model or run."""
        return accounts.statement(self.context, by, self.last_known())

    async def quote(
        self,
        selection: Selection,
        *,
        now: bool = False,
        can_wait: bool = False,
        via: Via = Via.BATCH,
    ) -> Quote:
        """Plan, estimate and advice for a selection, and what speaks against writing it `via`."""
        catalogue = await self.catalogue()
        return planning.quote(self.context, catalogue, selection, Haste(now, can_wait), via)

    async def retry_quote(self, run: int, via: Via = Via.BATCH) -> Quote:
        """What sending again what failed, expired or was cut would cost."""
        return planning.retry_quote(self.context, await self.catalogue(), run, via)

    async def count(self, selection: Selection) -> Counts:
        """Have a few more prompts of a selection counted exactly; how far it is then.

        Raises TegError where that can't be done, and why. Quotes go by the counts there are.
        """
        catalogue = await self.catalogue()
        plan = make_plan(selection, catalogue, self.context.material.kinds)
        return await self._parts.counting.go_on(plan.reports)

    # what writes

    async def models(self) -> ModelList:
        """The models there are to choose from."""
        return await models.listing(self.context)

    async def choose_model(self, name: str) -> None:
        """Have reports written by this model from now on. Raises TegError where it can't be."""
        await models.choose(self.context, name)
        await self.catalogue()

    # what is done

    async def start(self, selection: Selection, via: Via) -> RunView:
        """Begin a run.

        By batch it goes on in whichever process holds the lock; in real time in this one, until
        the service is closed. Commits, and the end of a run, come with ticks, so with `watch`.

        Raises:
            BudgetError: the monthly cap would be exceeded.
            TegError: it can't be started, and why.
        """
        catalogue = await self.catalogue()
        owner = self._owner(via)
        return self._begun(planning.start(self.context, catalogue, selection, via, owner), via)

    async def retry(self, run: int, via: Via = Via.BATCH) -> RunView:
        """Begin a run of what failed, expired or was cut in another; raises as `start`."""
        catalogue, owner = await self.catalogue(), self._owner(via)
        return self._begun(planning.retry(self.context, catalogue, run, via, owner), via)

    async def correction_quote(self, key: ReportKey) -> CorrectionQuote:
        """What sending a text with false figures to the model would be; raises TegError."""
        its = correcting.asked(self.context, key)
        return CorrectionQuote(len(its.keys), its.estimated, its.pretend, its.batch is None)

    async def correct(self, key: ReportKey) -> RunView:
        """Send it, the way it came or else in real time; raises as `correction_quote`."""
        its = correcting.asked(self.context, key)
        number = correcting.begin_asked(self.context, its, self._owner(its.via))
        if number is None:
            raise TegError("It is being corrected already")
        return self._begun(number, its.via)

    async def cancel(self, run: int) -> RunView:
        """Stop a run as soon as that can be; what has finished is kept."""
        record = self.context.runs.run(run)
        if record is None:
            raise TegError(f"there is no run {run}")
        if record.finished_at is None:
            self.context.runs.ask_cancel(run)
            self._wake.set()
        return self.viewer.run(run)

    async def retrieve(self, batch_id: str) -> RunView:
        """Collect a batch by its id at Anthropic, one the ledger does not know included; its run.

        Raises TegError where there is no such batch, or an unknown one has not ended.
        """
        known = self.context.batches.with_id(batch_id)
        if known is None or foreign.is_wanting(self.context, known):
            async with self._alone():
                await self.library.load()
                number = await foreign.take_in(self.context, batch_id)
        else:
            number = known.run
        await self.look_now()
        return self.viewer.run(number)

    async def strays(self) -> tuple[foreign.Stray, ...]:
        """Batches of this tour at Anthropic that nothing here knows; raises as `retrieve`."""
        async with self._alone():
            await self.library.load()
            return await foreign.strays(self.context)

    async def cancel_batch(self, batch_id: str) -> RunView | None:
        """Stop a batch by its id at Anthropic, and the run it belongs to.

        None where the ledger does not know it: then it is stopped at Anthropic alone.
        """
        known = self.context.batches.with_id(batch_id)
        if known is not None:
            return await self.cancel(known.run)
        async with self._alone():
            await foreign.cancel(self.context, batch_id)
        return None

    async def tick(self) -> bool:
        """Do all that can be done now; False where that is another's duty, or nothing can be."""
        if self._dry:
            raise RuntimeError("a dry service does nothing")
        async with self._ticking:
            try:
                if self.context.ledger.unwritable or not self._lock.try_acquire():
                    return False
                self.context.heed_clock()
                disk.try_again(self.context)
                if not self.context.runs.idle():
                    await self._go_on()
                await calling.call(self.context)
                disk.note_end(self.context)
            finally:
                self.herald.has_looked.set()
            return True

    async def _go_on(self) -> None:
        if not self._swept:
            await asyncio.to_thread(self.library.sweep)
            self._swept = True
        await self.library.load()
        await waves.tick(self.context)
        await models.keep_fresh(self.context)

    @asynccontextmanager
    async def _alone(self) -> AsyncGenerator[None, None]:
        """While the block lasts this process is the one that talks to the Batches API."""
        async with self._ticking:
            if self._dry or not self._lock.try_acquire():
                raise TegError(
                    "another teg-tui works on this tour", way_out="Close it, then try again"
                )
            yield

    async def look_now(self) -> bool:
        """As `tick`, and ask after what is in flight, whenever that was to be."""
        timetable.hurry(self.context.ledger, self.context.now())
        return await self.tick()

    async def watch(self) -> AsyncGenerator[Event, None]:
        """Run the poller and tell what changes; safe to stop at any moment."""
        while True:
            poller = Poller(self, self._wake, self._lock)
            async with aclosing(poller.events()) as events:
                async for event in events:
                    yield event
            await self._open_anew()

    async def _open_anew(self) -> None:
        """Begin anew on another ledger: this one is lost, or can be written to by now."""
        async with self._ticking:
            self._open_parts = await open_anew(self._parts, self._given, self._wake.set)
        await self.library.recover()

    def _owner(self, via: Via) -> int:
        return self.realtime.owner() if via is Via.REALTIME else 0

    def _begun(self, number: int, via: Via) -> RunView:
        if via is Via.REALTIME:
            self.realtime.begin(number)
        view = self.viewer.run(number)
        log.info("run %d begun: %d reports in %d waves", number, view.reports, view.waves)
        self._wake.set()
        return view
