"""The one overview: the grid, what the chosen cells would cost, and what is under way.

| from | what |
|---|---|
| the app | `show_catalogue`, `show_runs`, `show_status` whenever they change |
| the service, through `Door` | quotes and orders |
| the screen | pushes reader, confirmation, run, kinds; leaves everything else to the app |
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import aclosing
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.events import Resize
from textual.worker import Worker

from teg_tui.costs.advice import Via
from teg_tui.errors import TegError
from teg_tui.reports.live import WAITED_FOR, lacking, live_row, why_nothing
from teg_tui.reports.plan import Mode, Selection
from teg_tui.reports.state import Catalogue, Row
from teg_tui.screens.counting import count_all, words_of_counts
from teg_tui.screens.door import Door, answer
from teg_tui.screens.overview_keys import OVERVIEW_KEYS
from teg_tui.screens.overview_shape import Shape, shape_of
from teg_tui.screens.pages import OpensPages
from teg_tui.service.views import Notice, Quote, RunView, Severity, Status, Writing
from teg_tui.widgets.batch_monitor import BatchMonitor
from teg_tui.widgets.cell_detail import find_row
from teg_tui.widgets.cost_panel import CostPanel, CostView
from teg_tui.widgets.figures import at, plural
from teg_tui.widgets.grid_pane import GridPane
from teg_tui.widgets.key_footer import KeyFooter
from teg_tui.widgets.masthead import Masthead
from teg_tui.widgets.report_grid import ReportGrid

if TYPE_CHECKING:  # the other screens are loaded when one is opened: the first paint comes sooner
    from teg_tui.screens.confirmation import Agreed

QUIET_BEFORE_ASKING = 0.1
"""Seconds without a key before the cost is asked for: a held key, which comes again within a
thirtieth, asks once."""
SILENCE_BEFORE_PENDING = 0.25
"""Seconds an answer may take before the panel says that it is calculating."""
TIME_TOLD_EVERY = 20.0
"""Seconds between two looks at the clock while something is under way."""


class OverviewScreen(OpensPages):
    """Grid on the left, cost and batches on the right; one above the other where it is narrow."""

    CSS_PATH = "overview.tcss"
    AUTO_FOCUS = "ReportGrid"
    BINDINGS: ClassVar[list[BindingType]] = list(OVERVIEW_KEYS)

    def __init__(
        self,
        door: Door,
        place: str,
        now: Callable[[], datetime],
        *,
        known: Catalogue | None = None,
        utf8: bool = True,
    ) -> None:
        """`known` is the tour as it was seen last, shown until it has been looked at again."""
        super().__init__(door, now, utf8=utf8)
        self._place = place
        self._known = known
        self._quote: Quote | None = None
        self._mode = Mode.FULL
        self._via = Via.REALTIME
        self._counting: Worker[None] | None = None

    def compose(self) -> ComposeResult:
        """Masthead, panes, footer."""
        self.update_classes(shape_of(self.app.size).classes)  # or all would be styled twice
        yield Masthead(self._place)
        with Container(id="panes"):
            yield GridPane(utf8=self._utf8, id="left")
            with Vertical(id="right"):
                yield CostPanel(id="cost")
                yield BatchMonitor(self._now, utf8=self._utf8, id="monitor")
        yield KeyFooter()

    def on_mount(self) -> None:
        """Show what is known already, and look at the clock now and then."""
        self._divide(shape_of(self.app.size))
        self.query_one(ReportGrid).loading = False
        self._show_cost()
        if self._known is not None:
            self.show_catalogue(self._known)
        self.set_interval(TIME_TOLD_EVERY, self._tell_time)

    def on_resize(self, event: Resize) -> None:
        """Another size of the terminal."""
        shape = shape_of(event.size)
        self.update_classes(shape.classes)
        self._divide(shape)
        self.query_one(CostPanel).take_room(shape.room)

    def _divide(self, shape: Shape) -> None:
        lines = shape.detail_lines(self._catalogue)
        self.query_one(GridPane).fit(shape.grid_columns, lines)

    # What the app tells.

    def show_catalogue(self, catalogue: Catalogue) -> None:
        """Show the tour as it is now."""
        first, before = self._catalogue is None, self._catalogue
        self._catalogue = catalogue
        self._divide(shape_of(self.app.size))
        self.query_one(GridPane).show(catalogue)
        self._show_masthead()
        if first or before != catalogue:
            self._want_quote()

    def show_runs(self, runs: tuple[RunView, ...]) -> None:
        """Show what is under way and what came of the others, newest first."""
        self._runs = runs
        self.query_one(BatchMonitor).show(runs)
        open_runs = {run.number for run in runs if run.finished_at is None}
        self._pages = {key: page for key, page in self._pages.items() if page.run in open_runs}

    def show_writing(self, page: Writing) -> None:
        """Remember what is coming in, for whoever opens its run."""
        self._pages[page.key] = page

    def show_notice(self, notice: Notice) -> None:
        """Remember what was told, to be read again in full."""
        if notice.severity is not Severity.INFORMATION:
            self._troubles.told.appendleft(f"{at(self._now(), self._now())}  {notice.text}")
            self._show_masthead()
        if notice.severity is Severity.ERROR:
            self.query_one(GridPane).show_trouble(notice.text)

    def show_complaints(self, complaints: Sequence[str]) -> None:
        """What is wrong with the user's own keys."""
        self._troubles.keys = tuple(complaints)
        self._show_masthead()

    def _show_masthead(self) -> None:
        notes = len(self._catalogue.notes) if self._catalogue else 0
        self.query_one(Masthead).show(self._status, notes + self._troubles.count)

    def show_status(self, status: Status) -> None:
        """Show endpoint, money and trouble."""
        first, self._status = self._status is None, status
        if self._walk is not None:
            self._walk.renew()
        self._troubles.status = status.trouble
        self._troubles.model = status.model_warning
        self._show_masthead()
        self._show_cost()
        self._show_trouble(status.trouble)
        if first:
            self._want_quote()

    def _tell_time(self) -> None:
        monitor = self.query_one(BatchMonitor)
        if monitor.any_under_way and self.app.screen is self:
            monitor.renew()

    # The selection and its cost.

    @property
    def selection(self) -> Selection:
        """What is marked, else the cell under the cursor."""
        grid = self.query_one(ReportGrid)
        cell = grid.cursor_cell
        cells = grid.marked or frozenset({cell.key} if cell else ())
        return Selection(cells, self._mode, self._kinds)

    def _subject(self) -> str:
        grid = self.query_one(ReportGrid)
        if grid.marked:
            return plural(len(grid.marked), "cell") + " marked"
        cell = grid.cursor_cell
        row = find_row(self._catalogue, cell.key) if self._catalogue and cell else None
        if row is None or cell is None:
            return ""
        return f"{row.name}, " + (f"round {cell.key.round}" if cell.key.round else "tournament")

    def _show_cost(self) -> None:
        kinds = tuple((title, on) for _, title, on in self._kinds_now())
        self.query_one(CostPanel).renew(
            CostView(self._subject(), self._mode, self._via, kinds, self._quote, self._status)
        )

    def _want_quote(self) -> None:
        self._show_cost()
        if self._catalogue is not None:
            self._renew_quote()

    @work(group="quote", exclusive=True, exit_on_error=False)
    async def _renew_quote(self) -> None:
        await asyncio.sleep(QUIET_BEFORE_ASKING)
        panel = self.query_one(CostPanel)
        asking = asyncio.ensure_future(self._ask_quote())
        try:
            await asyncio.wait([asking], timeout=SILENCE_BEFORE_PENDING)
            if not asking.done():
                panel.be_pending()
            self._quote, problem = await asking, ""
        except TegError as error:
            self._quote, problem = None, str(error)
        finally:
            asking.cancel()
        panel.show_quote(self._quote, problem)
        self._troubles.quote = problem
        self._show_masthead()

    async def _ask_quote(self) -> Quote | None:
        selection = self.selection
        if not selection.cells:
            return None
        return await self._door.quote(selection, self._via)

    @on(ReportGrid.SelectionChanged)
    def _selection_changed(self) -> None:
        self._want_quote()

    @on(ReportGrid.CursorMoved)
    def _cursor_moved(self) -> None:
        if not self.query_one(ReportGrid).marked:
            self._want_quote()

    def action_mode(self, mode: str) -> None:
        """Notes only, reports only or both."""
        self._mode = Mode(mode)
        self._want_quote()

    def action_via(self) -> None:
        """The other way of sending."""
        self._via = Via.BATCH if self._via is Via.REALTIME else Via.REALTIME
        self._want_quote()

    def action_models(self) -> None:
        """Choose the model."""
        from teg_tui.screens.models import ModelsScreen

        self.app.push_screen(ModelsScreen(self._door), self._model_chosen)

    def _model_chosen(self, another: bool | None) -> None:
        if another:
            self._want_quote()

    def action_count(self) -> None:
        """Have the prompts counted exactly; while that goes on, stop it."""
        if self._counting is not None and self._counting.is_running:
            self._counting.cancel()
        elif self.selection.cells:
            self._counting = self._count(self.selection)

    @work(group="count", exclusive=True, exit_on_error=False)
    async def _count(self, selection: Selection) -> None:
        panel = self.query_one(CostPanel)
        try:
            async with aclosing(count_all(self._door, selection)) as steps:
                async for counts in steps:
                    panel.show_counting(counts)
            self.notify(words_of_counts(counts), markup=False)
        except TegError as error:
            self.notify(str(error), severity="error", timeout=12, markup=False)
        finally:
            panel.show_counting(None)
            if self.is_running:
                self._want_quote()

    def action_kinds(self) -> None:
        """Choose the kinds."""
        from teg_tui.screens.kinds import KindsScreen

        self.app.push_screen(KindsScreen(self._kinds_now()), self._kinds_chosen)

    def _kinds_chosen(self, kinds: frozenset[str] | None) -> None:
        if kinds is not None:
            self._kinds = kinds
            self._want_quote()

    # Generating, cancelling, trying again.

    @work(group="confirm", exclusive=True, exit_on_error=False)
    async def action_generate(self) -> None:
        """Ask once more, then write."""
        if not self.selection.cells:
            self.notify("There is nothing to write yet.", markup=False)
            return
        await self._confirm(self.selection)

    @work(group="confirm", exclusive=True, exit_on_error=False)
    async def action_try(self) -> None:
        """Write what is marked, else this cell, as a variant beside what is there."""
        from teg_tui.screens.trying import TryScreen

        selection = self.selection
        if trial := await self.app.push_screen_wait(TryScreen(self._door)):
            await self._confirm(replace(selection, trial=trial))

    @work(group="confirm", exclusive=True, exit_on_error=False)
    async def action_compare(self) -> None:
        """What was tried of this cell beside what is there; and write the rest like it."""
        from teg_tui.screens.comparing import compare

        grid = self.query_one(ReportGrid)
        cell = grid.cursor_cell
        rest = grid.marked - {cell.key} if cell else frozenset()
        if cell and (trial := await compare(self, self._door, cell.key, more=bool(rest))):
            await self._confirm(replace(self.selection, cells=rest, trial=trial))

    async def _confirm(self, selection: Selection) -> None:
        quote = await answer(self, self._door.quote(selection, self._via))
        if quote is not None and (agreed := await self._agreement(quote, self._via)):
            self._via = agreed.via
            await self._start(agreed)

    def action_live(self) -> None:
        """Write what the live tournament lacks, and nothing else."""
        today = self._now().astimezone().date()
        row = live_row(self._catalogue, today) if self._catalogue else None
        if row is None:
            self.notify(f"No tournament was played within {WAITED_FOR.days} days.", markup=False)
            return
        self._write_live(row, lacking(row, self._kinds))

    @work(group="confirm", exclusive=True, exit_on_error=False)
    async def _write_live(self, row: Row, selection: Selection) -> None:
        quote = await answer(self, self._door.quote(selection, Via.REALTIME))
        if quote is None:
            return
        if not quote.plan.reports:
            self.notify(why_nothing(row, quote.plan), markup=False)
        elif agreed := await self._agreement(quote, Via.REALTIME):
            await self._start(agreed)

    async def _agreement(self, quote: Quote, via: Via) -> Agreed | None:
        from teg_tui.screens.confirmation import ConfirmationScreen

        screen = ConfirmationScreen(quote, via, self._status, self._door.quote)
        return await self.app.push_screen_wait(screen)

    async def _start(self, agreed: Agreed) -> None:
        run = await answer(self, self._door.start(agreed.selection, agreed.via))
        if run is not None:
            tried = agreed.selection.trial is not None  # it may be the first of more
            self.query_one(ReportGrid).unmark(() if tried else agreed.selection.cells)
            self._want_quote()
            if run.via is Via.REALTIME:
                self._open_screen_of(run)

    def action_cancel(self) -> None:
        """Cancel the run chosen under Batches, else the newest under way."""
        if screen := self._show_run(self._meant(lambda run: run.finished_at is None)):
            screen.call_after_refresh(screen.action_cancel)

    def action_retry(self) -> None:
        """Send the failed reports again of the run chosen under Batches, else of the newest."""
        if screen := self._show_run(self._meant(lambda run: bool(run.failed or run.held))):
            screen.call_after_refresh(screen.action_retry)

    def _meant(self, fits: Callable[[RunView], bool]) -> int | None:
        """The run that a key means: where the cursor is elsewhere, one that it fits."""
        monitor = self.query_one(BatchMonitor)
        fitting = [run.number for run in self._runs if fits(run)]
        if monitor.has_focus or monitor.run in fitting or not fitting:
            return monitor.run
        return fitting[0]

    # Moving about.

    def action_batches(self) -> None:
        """To the batches and back."""
        grid, monitor = self.query_one(ReportGrid), self.query_one(BatchMonitor)
        if monitor.has_focus:
            self.set_focus(grid)
            return
        if (run := self._meant(lambda run: run.finished_at is None)) is not None:
            monitor.go_to(run)
        self.set_focus(monitor)

    async def action_filter(self) -> None:
        """Open the line to type it in."""
        await self.query_one(GridPane).open_filter()

    def action_back(self) -> None:
        """Leave the batches; else drop the filter; else the marks."""
        grid = self.query_one(ReportGrid)
        if not self.query_one(GridPane).drop_filter() and grid.has_focus:
            grid.action_clear_marks()
        grid.focus()
