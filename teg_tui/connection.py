"""The app's way to the service: its thread, its events, and how a workspace is begun.

Nothing heavy is imported here; `open` lets a thread load the service while the app is on screen.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import Future
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from teg_tui.costs.account import By, Statement
from teg_tui.costs.advice import Via
from teg_tui.errors import TegError
from teg_tui.reports.key import CellKey, ReportKey
from teg_tui.reports.plan import Selection
from teg_tui.reports.state import Catalogue
from teg_tui.screens.door import Door
from teg_tui.screens.welcome import Beginning
from teg_tui.service.publish_views import PublishQuote, PublishResult
from teg_tui.service.refresh_views import RefreshQuote, RefreshResult
from teg_tui.service.variant_views import Comparison, PromptChoice
from teg_tui.service.views import (
    CatalogueChanged,
    Counts,
    Event,
    Morning,
    Notice,
    Quote,
    ReportText,
    RunsChanged,
    RunView,
    Severity,
    StatusChanged,
)

if TYPE_CHECKING:
    from teg_tui.costs.models import ModelList
    from teg_tui.golf.claims import Claim
    from teg_tui.service.amend_views import CorrectionQuote, Difference
    from teg_tui.service.doctor import Finding
    from teg_tui.service.service import Service
    from teg_tui.service.thread import ServiceThread

T = TypeVar("T")
DEMO_FOLDER = "teg-demo"


class Connection(Door, Protocol):
    """A service to talk to, from the first question to goodbye."""

    def open(self, tell: Callable[[Event], None]) -> None:
        """Start it; `tell` is called from any thread with the last known state and each change."""

    async def keys(self) -> Mapping[str, str]:
        """The user's own keys: binding id -> keys."""

    async def left(self) -> None:
        """The user goes, and has seen all there was."""

    async def close(self) -> None:
        """Leave everything in order."""


def last_known(root: Path) -> Catalogue | None:
    """The grid as the ledger remembers it, within milliseconds; None where it can't say."""
    from teg_tui.service import snapshot
    from teg_tui.store import glance

    text = glance.meta(root / glance.PRIVATE, snapshot.KEY)
    return None if text is None else snapshot.from_json(text)


class ThreadConnection:
    """The service of a workspace, in its own thread."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._started: Future[ServiceThread] = Future()
        self._starting: threading.Thread | None = None

    def open(self, tell: Callable[[Event], None]) -> None:
        """Load and start the service; returns at once."""
        self._starting = threading.Thread(target=self._start, args=(tell,), daemon=True)
        self._starting.start()

    def _start(self, tell: Callable[[Event], None]) -> None:
        from teg_tui import workspace
        from teg_tui.service.thread import ServiceThread

        try:
            thread = ServiceThread(workspace.load(self._root))
            news = _News(tell)
            thread.subscribe(news.tell)
            thread.start().result()
            self._started.set_result(thread)
            thread.call(news.begin).result()
        except Exception as error:
            if not self._started.done():
                self._started.set_exception(error)
            tell(Notice(str(error), Severity.ERROR))

    async def _ask(self, question: Callable[[Service], Awaitable[T]]) -> T:
        # Shielded: a question that is dropped must not take the start down with it.
        thread = await asyncio.shield(asyncio.wrap_future(self._started))
        return await asyncio.wrap_future(thread.call(question))

    async def keys(self) -> Mapping[str, str]:
        """`[keys]` of `teg.toml`."""

        async def keys(service: Service) -> Mapping[str, str]:
            return service.workspace.config.keys

        return await self._ask(keys)

    async def left(self) -> None:
        """What comes from now on is news at the next start."""
        if self._started.done():
            await self._ask(_left)

    async def close(self) -> None:
        """Stop the thread; batches go on at Anthropic, what is written in real time does not."""
        if self._started.done() and self._started.exception() is None:
            await asyncio.to_thread(self._started.result().stop)

    async def quote(self, selection: Selection, via: Via) -> Quote:
        """What a selection would write that way, and what it would cost."""
        can_wait = via is Via.BATCH
        return await self._ask(lambda service: service.quote(selection, can_wait=can_wait, via=via))

    async def start(self, selection: Selection, via: Via) -> RunView:
        """Write it."""
        return await self._ask(lambda service: service.start(selection, via))

    async def cancel(self, run: int) -> RunView:
        """Stop a run; what is finished is kept."""
        return await self._ask(lambda service: service.cancel(run))

    async def retry_quote(self, run: int, via: Via) -> Quote:
        """What sending a run's failed, held and expired reports again would cost."""
        return await self._ask(lambda service: service.retry_quote(run, via))

    async def retry(self, run: int, via: Via) -> RunView:
        """Send them again."""
        return await self._ask(lambda service: service.retry(run, via))

    async def read(self, key: ReportKey) -> ReportText:
        """A report's text."""
        return await self._ask(lambda service: service.read(key))

    async def news(self) -> Morning | None:
        """What happened since somebody last looked; None for nothing."""
        return await self._ask(lambda service: service.herald.news())

    async def morning(self) -> Morning:
        """What happened since the last look, or what was told then."""

        async def morning(service: Service) -> Morning:
            return service.herald.morning()

        return await self._ask(morning)

    async def looked(self, seen: Morning) -> None:
        """The user has read it."""

        async def looked(service: Service) -> None:
            service.herald.looked(seen)

        await self._ask(looked)

    async def accept(self, key: ReportKey, claim: Claim, reason: str) -> str:
        """Let a false claim stand; what was done, in words."""
        return await self._do(lambda service: service.amender.accept(key, claim, reason))

    async def put_right(self, key: ReportKey, claim: Claim) -> str:
        """Put the right value in its place."""
        return await self._do(lambda service: service.amender.put_right(key, claim))

    async def correction_quote(self, key: ReportKey) -> CorrectionQuote:
        """What sending a false text back to the model would be."""
        return await self._ask(lambda service: service.correction_quote(key))

    async def correct(self, key: ReportKey) -> RunView:
        """Send it back."""
        return await self._ask(lambda service: service.correct(key))

    async def file_held(self, key: ReportKey) -> str:
        """File a held text as it is."""
        return await self._do(lambda service: service.amender.file_held(key))

    async def begin_edit(self, key: ReportKey) -> Path:
        """A copy of a text for an editor."""
        return await self._ask(lambda service: service.amender.begin_edit(key))

    async def end_edit(self, key: ReportKey) -> str:
        """Take what the editor made of it."""
        return await self._do(lambda service: service.amender.end_edit(key))

    async def difference(self, key: ReportKey) -> Difference:
        """A report beside its version before."""
        return await self._ask(lambda service: service.amender.difference(key))

    async def put_back(self, shown: Difference) -> str:
        """Put that version in its place."""
        return await self._do(lambda service: service.amender.put_back(shown))

    async def _do(self, order: Callable[[Service], Awaitable[T]]) -> T:
        """An order that whoever leaves meanwhile does not stop halfway."""
        return await asyncio.shield(self._ask(order))

    async def publish_quote(
        self, cells: frozenset[CellKey], kinds: frozenset[str] | None
    ) -> PublishQuote:
        """What publishing these cells would copy; `kinds` None: those switched on."""
        return await self._ask(lambda service: service.publisher.quote(cells, kinds))

    async def publish(self, quote: PublishQuote) -> PublishResult:
        """Copy it and commit it; who leaves meanwhile does not stop it halfway."""
        return await asyncio.shield(self._ask(lambda service: service.publisher.publish(quote)))

    async def refresh_quote(
        self, cells: frozenset[CellKey], kinds: frozenset[str] | None
    ) -> RefreshQuote:
        """What making the tables of these cells' reports anew would change; `kinds` None: all."""
        return await self._ask(lambda service: service.refresher.quote(cells, kinds))

    async def refresh(self, quote: RefreshQuote) -> RefreshResult:
        """Make them anew and commit them; who leaves meanwhile does not stop it halfway."""
        return await asyncio.shield(self._ask(lambda service: service.refresher.refresh(quote)))

    async def push(self) -> int:
        """Push the branch to its upstream; how many commits went."""
        pushing = self._ask(lambda service: service.publisher.origin.push())
        return await asyncio.shield(pushing)

    async def costs(self, by: By) -> Statement:
        """What was spent so far."""
        return await self._ask(lambda service: service.costs(by))

    async def count(self, selection: Selection) -> Counts:
        """Have a few more of its prompts counted exactly; how far it is then."""
        return await self._ask(lambda service: service.count(selection))

    async def models(self) -> ModelList:
        """The models there are to choose from."""
        return await self._ask(lambda service: service.models())

    async def prompts(self) -> tuple[PromptChoice, ...]:
        """Prompts beside the kinds' own, to be tried."""
        return await self._ask(lambda service: service.tasting.prompts())

    async def compare(self, cell: CellKey) -> tuple[Comparison, ...]:
        """A cell's reports of which there are variants, with all their texts."""
        return await self._ask(lambda service: service.tasting.compare(cell))

    async def keep(self, key: ReportKey, variant: str) -> str:
        """File a variant's text as the report; what became of it, in words."""
        return await self._do(lambda service: service.tasting.keep(key, variant))

    async def mark_current(self, kind: str) -> str:
        """Reports by older prompts of a kind count as written by today's; what was done."""
        return await self._do(lambda service: service.tasting.mark_current(kind))

    async def examine(self) -> tuple[Finding, ...]:
        """What the doctor finds; that asks no service, which may be what is ill."""
        from teg_tui.service import doctor

        return await asyncio.to_thread(doctor.examine, self._root)

    async def choose_model(self, name: str) -> None:
        """Have reports written by this model from now on."""
        await self._ask(lambda service: service.choose_model(name))


async def _left(service: Service) -> None:
    service.herald.left()


class _News:
    """The service's events, begun with what the ledger remembers."""

    def __init__(self, tell: Callable[[Event], None]) -> None:
        self._tell = tell
        self._told: set[type[Event]] = set()

    def tell(self, event: Event) -> None:
        self._told.add(type(event))
        self._tell(event)

    async def begin(self, service: Service) -> None:
        """Tell the last known state, as far as nothing newer has been told."""
        catalogue = service.last_known()
        if catalogue is not None and CatalogueChanged not in self._told:
            self._tell(CatalogueChanged(catalogue))
        runs, status = await service.runs(), await service.status()
        if RunsChanged not in self._told:
            self._tell(RunsChanged(runs))
        if StatusChanged not in self._told:
            self._tell(StatusChanged(status))


def begin(beginning: Beginning, folder: Path, ending: ExitStack) -> Path:
    """Make a workspace and give its root; what must end with the app is put into `ending`.

    Blocks: it reads scores, asks git and starts the simulator. Raises TegError where it can't.
    """
    if beginning is Beginning.INIT:
        from teg_tui.init import init

        return init(folder).root
    from teg_tui.demo import ensure_simulator, workspace_in

    found = workspace_in(folder / DEMO_FOLDER)
    try:
        ending.enter_context(ensure_simulator(found, wait=False))
    except OSError as error:
        raise TegError(f"The simulator can't be started: {error}") from error
    return found.root
