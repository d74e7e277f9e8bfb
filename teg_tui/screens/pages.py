"""The pages that the overview opens, and what they need of it.

A page of its own is a module of its own; here is only the key's action that opens it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import on, work
from textual.screen import Screen

from teg_tui.reports.key import CellKey, ReportKey
from teg_tui.reports.state import Catalogue
from teg_tui.screens.base import BaseScreen
from teg_tui.screens.door import Door, answer
from teg_tui.screens.troubles import Troubles
from teg_tui.service.views import Attention, Morning, RunView, Status, Writing
from teg_tui.widgets.batch_monitor import BatchMonitor
from teg_tui.widgets.grid_pane import GridPane
from teg_tui.widgets.report_grid import ReportGrid

if TYPE_CHECKING:  # the other screens are loaded when one is opened: the first paint comes sooner
    from teg_tui.screens.batch import RunScreen
    from teg_tui.screens.walk import Walk


class OpensPages(BaseScreen[None]):
    """What the overview knows, and its ways to other screens."""

    def __init__(self, door: Door, now: Callable[[], datetime], *, utf8: bool) -> None:
        super().__init__()
        self._door = door
        self._now = now
        self._utf8 = utf8
        self._catalogue: Catalogue | None = None
        self._status: Status | None = None
        self._runs: tuple[RunView, ...] = ()
        self._troubles = Troubles()
        self._kinds: frozenset[str] | None = None
        """The kinds switched on; None for as their files say."""
        self._pages: dict[ReportKey, Writing] = {}
        """What is being written in real time, as far as it is."""
        self._walk: Walk | None = None
        """Through what needs a person, once it has begun."""

    def _kinds_now(self) -> tuple[tuple[str, str, bool], ...]:
        kinds = self._catalogue.kinds if self._catalogue else ()
        if self._kinds is None:
            return kinds
        return tuple((kind, title, kind in self._kinds) for kind, title, _ in kinds)

    def _show_trouble(self, text: str) -> None:
        """Where what is under way is looked for, and where there is nothing else to see yet."""
        self.query_one(BatchMonitor).show_trouble(text)
        if text:
            self.query_one(GridPane).show_trouble(text)

    def _show_run(self, number: int | None) -> RunScreen | None:
        run = next((run for run in self._runs if run.number == number), None)
        if run is None:
            self.notify("No run yet.", markup=False)
            return None
        return self._open_screen_of(run)

    def _open_screen_of(self, run: RunView) -> RunScreen:
        from teg_tui.screens.batch import RunScreen

        screen = self._screen_of(run, RunScreen)
        self.app.push_screen(screen)
        return screen

    def _screen_of(self, run: RunView, make: Callable[..., RunScreen]) -> RunScreen:
        return make(
            self._door,
            run,
            self._now,
            self._status,
            self._open_report,
            titles={kind: title for kind, title, _ in self._kinds_now()},
            pages=self._pages.values(),
            utf8=self._utf8,
        )

    @on(ReportGrid.CellOpened)
    def _open_cell(self, event: ReportGrid.CellOpened) -> None:
        self._open_reader(event.cell)

    def _open_report(self, key: ReportKey) -> None:
        if key.variant:
            self._show_variants(key.cell)
        else:
            self._open_reader(key.cell, key)

    @work(group="variants", exclusive=True, exit_on_error=False)
    async def _show_variants(self, cell: CellKey) -> None:
        from teg_tui.screens.comparing import compare

        await compare(self, self._door, cell, more=False)

    def _open_reader(self, cell: CellKey, key: ReportKey | None = None) -> None:
        from teg_tui.screens.reader import ReaderScreen

        found = self._catalogue.cells.get(cell) if self._catalogue else None
        if self._catalogue and found and found.reports:
            screen = ReaderScreen(
                self._door, self._catalogue, cell, self._now, key=key, utf8=self._utf8
            )
            self.app.push_screen(screen, self._came_back)
        else:
            self.notify("No report belongs here yet.", markup=False)

    def _came_back(self, cell: CellKey | None) -> None:
        if cell is not None:
            self.query_one(ReportGrid).go_to(cell)

    @on(BatchMonitor.RunOpened)
    def _open_run(self, event: BatchMonitor.RunOpened) -> None:
        self._show_run(event.run)

    def action_publish(self) -> None:
        """Publish what is marked, else the cell under the cursor; then push."""
        from teg_tui.screens import publishing

        grid = self.query_one(ReportGrid)
        cell = grid.cursor_cell
        cells = grid.marked or frozenset({cell.key} if cell else ())
        publishing.begin(self, self._door, cells, self._kinds)

    def action_refresh(self) -> None:
        """Make the tables of what is marked, else of this cell, anew from today's scores."""
        from teg_tui.screens import refreshing

        grid = self.query_one(ReportGrid)
        cell = grid.cursor_cell
        refreshing.begin(self, self._door, grid.marked or frozenset({cell.key} if cell else ()))

    def action_costs(self) -> None:
        """What was spent, and on what."""
        from teg_tui.screens.costs import CostsScreen

        self.app.push_screen(CostsScreen(self._door, utf8=self._utf8))

    # What happened meanwhile, and what needs a person.

    @work(group="news", exclusive=True, exit_on_error=False)
    async def tell_news(self, untouched: Callable[[], bool]) -> None:
        """Say what happened since the last look; never in the way of keys already pressed."""
        news = await answer(self, self._door.news())
        if news is None:
            return
        if untouched() and self.app.screen is self:
            self._show_morning(news)
        else:
            self.notify("Something happened since you last looked: press o", markup=False)

    @work(group="morning", exclusive=True, exit_on_error=False)
    async def action_morning(self) -> None:
        """What happened since the last look, or what was told then."""
        if (morning := await answer(self, self._door.morning())) is not None:
            self._show_morning(morning)

    def _show_morning(self, morning: Morning) -> None:
        from teg_tui.screens.morning import MorningScreen

        titles = {kind: title for kind, title, _ in self._kinds_now()}
        screen = MorningScreen(
            morning, titles, self._now(), self._needs(), self.action_attention, utf8=self._utf8
        )

        def seen(_: None) -> None:
            self._has_looked(morning)

        self.app.push_screen(screen, seen)

    @work(group="looked", exit_on_error=False)
    async def _has_looked(self, morning: Morning) -> None:
        await answer(self, self._door.looked(morning))

    def _needs(self) -> tuple[Attention, ...]:
        return self._status.attention if self._status else ()

    def action_attention(self) -> None:
        """Walk through all that needs a person."""
        from teg_tui.screens.walk import Walk

        if not self._needs():
            said = "Nothing needs you." if self._status else "That is still being looked at."
            self.notify(said, markup=False)
            return
        self._walk = Walk(self._needs, self._stop_on_walk, self._retry_run)
        self._walk.begin(self.app)

    def _stop_on_walk(self, item: Attention, walk: Walk) -> Screen[Any]:
        """The screen on which something can be settled: the reader, its run, or words alone."""
        from teg_tui.screens import walk as walking

        cell = self._catalogue.cells.get(item.key.cell) if self._catalogue and item.key else None
        if self._catalogue and item.key and cell:
            return walking.ReaderOnWalk(
                walk,
                self._door,
                self._catalogue,
                item.key.cell,
                self._now,
                key=item.key,
                utf8=self._utf8,
            )
        run = next((run for run in self._runs if run.number == item.run), None)
        if run is None:
            return walking.WordsOnWalk(walk, item)
        return self._screen_of(run, partial(walking.RunOnWalk, walk))

    def _retry_run(self, number: int) -> None:
        if screen := self._show_run(number):
            screen.call_after_refresh(screen.action_retry)

    def action_notes(self) -> None:
        """What is wrong now, was told before, or is odd in the score files."""
        from teg_tui.screens.notes import notes_page

        upstream = self._status.upstream if self._status else None
        self.app.push_screen(notes_page(self._catalogue, self._troubles, upstream))
