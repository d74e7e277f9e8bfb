"""The overview: what keys do to selection, cost and runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
import specimens
from textual.pilot import Pilot
from textual.widgets import Static

from teg_tui.app import Heard, TegApp
from teg_tui.costs.advice import Via
from teg_tui.errors import TegError
from teg_tui.reports.key import CellKey, ReportKey
from teg_tui.reports.plan import Mode, Selection
from teg_tui.screens.batch import RunScreen
from teg_tui.screens.confirmation import ConfirmationScreen
from teg_tui.screens.kinds import KindsScreen
from teg_tui.screens.overview import OverviewScreen
from teg_tui.screens.reader import ReaderScreen
from teg_tui.service.views import Notice, Quote, RunsChanged, Severity, StatusChanged
from teg_tui.widgets.batch_monitor import BatchMonitor
from teg_tui.widgets.cell_detail import CellDetail
from teg_tui.widgets.cost_panel import CostPanel
from teg_tui.widgets.report_grid import ReportGrid

NewApp = Callable[[], TegApp]


async def settled(pilot: Pilot[None]) -> None:
    """Everything that the last key set off is done."""
    await pilot.pause()
    while any(w.group == "quote" and not w.is_finished for w in pilot.app.workers):
        await pilot.pause(0.01)
    await pilot.pause()


def words(app: TegApp, widget: type[CostPanel] | type[CellDetail]) -> str:
    return str(app.screen.query_one(widget).content)


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
def test_it_looks_as_it_did(
    snap_compare: Callable[..., bool], new_app: NewApp, size: tuple[int, int]
) -> None:
    async def arrange(pilot: Pilot[None]) -> None:
        while not any(grid.row_count for grid in pilot.app.screen.query(ReportGrid)):
            await pilot.pause(0.01)
        await pilot.press("j", "space", "shift+right")
        await settled(pilot)

    assert snap_compare(new_app(), terminal_size=size, run_before=arrange)


async def test_the_cell_under_the_cursor_is_meant_until_something_is_marked(
    new_app: NewApp,
) -> None:
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "2 reports" in words(app, CostPanel)
        assert "TEG 18, round 2 · Castle Hills · 10 October 2026" in words(app, CellDetail)
        await pilot.press("j", "r")
        await settled(pilot)
        assert "11 reports" in words(app, CostPanel)
        await pilot.press("j")
        await settled(pilot)
        assert "11 reports" in words(app, CostPanel), "marked cells stay what is meant"


async def test_every_report_of_a_cell_has_a_line_where_the_grid_leaves_room(
    new_app: NewApp, door: specimens.SpecimenDoor
) -> None:
    key = ReportKey(17, None, "main_report")
    stale = specimens.status(key, "Main report", specimens.S)
    door.shown = specimens.with_report(door.shown, replace(stale, older_recipe=True))
    app = new_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        app.screen.query_one(ReportGrid).go_to(CellKey(17, None))
        await settled(pilot)
        detail, monitor = app.screen.query_one(CellDetail), app.screen.query_one(BatchMonitor)
        lines = words(app, CellDetail).splitlines()
        assert [line[2:].split("  ")[0] for line in lines[1:]] == [
            "Tournament notes",
            "Main report",
            "Brief summary",
        ]
        assert "older recipe" in lines[2]
        assert detail.content_size.height >= len(lines)
        assert max(map(len, lines)) <= detail.content_size.width, "nothing wraps"
        assert monitor.size.height >= 8


async def test_modes_kinds_and_way_change_the_figures(new_app: NewApp) -> None:
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("1")
        await settled(pilot)
        assert "1 report " in words(app, CostPanel)
        assert "[Notes]" in words(app, CostPanel)
        await pilot.press("3", "v", "i")
        await pilot.pause()
        assert isinstance(app.screen, KindsScreen)
        await pilot.press("down", "space", "enter")
        await settled(pilot)
        assert "1 report " in words(app, CostPanel), "the second kind is switched off"
        assert "[Batch]" in words(app, CostPanel)


async def test_generate_asks_and_yes_sends_what_was_asked(
    new_app: NewApp, door: specimens.SpecimenDoor
) -> None:
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("v", "space", "g")
        await pilot.pause(0.1)
        assert isinstance(app.screen, ConfirmationScreen)
        await pilot.press("y")
        await settled(pilot)
        wanted = Selection(frozenset({CellKey(18, 2)}), Mode.FULL)
        assert door.done == [("start", (wanted, Via.BATCH))]
        assert not app.screen.query_one(ReportGrid).marked, "what is sent is no longer marked"


async def test_two_that_are_tried_first_leave_the_others_marked(
    new_app: NewApp, door: specimens.SpecimenDoor
) -> None:
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("v", "j", "j", "r", "g")
        await pilot.pause(0.1)
        await pilot.press("t")
        await pilot.pause(0.1)
        await pilot.press("y")
        await settled(pilot)
        assert app.screen.query_one(ReportGrid).marked == {
            CellKey(16, 1),
            CellKey(16, 2),
            CellKey(16, None),
        }


async def test_no_sends_nothing_and_keeps_the_marks(
    new_app: NewApp, door: specimens.SpecimenDoor
) -> None:
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("v", "space", "g")
        await pilot.pause(0.1)
        await pilot.press("n")
        await settled(pilot)
        assert door.done == []
        assert app.screen.query_one(ReportGrid).marked


async def test_typing_a_filter_narrows_and_escape_widens_again(new_app: NewApp) -> None:
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("slash", *"14-16", "space", *"stale", "enter", "a")
        grid = app.screen.query_one(ReportGrid)
        assert grid.row_count == 1
        assert grid.marked == {CellKey(16, 2), CellKey(16, None)}
        await pilot.press("escape")
        assert grid.row_count == 18
        assert grid.marked, "the marks go with the next escape"
        await pilot.press("escape")
        assert not grid.marked


async def test_a_filter_that_shows_nothing_says_why(new_app: NewApp) -> None:
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        grid = app.screen.query_one(ReportGrid)
        widths = [column.width for column in grid.ordered_columns]
        await pilot.press("slash", *"bogus")
        await settled(pilot)

        def answer() -> str:
            return str(app.screen.query_one("#filter-answer", Static).content)

        assert answer() == "don't know 'bogus'"
        assert [column.width for column in grid.ordered_columns] == widths
        await pilot.press(*["backspace"] * 5, *"18", "space", *"failed")
        await settled(pilot)
        assert answer() == "nothing matches"
        await pilot.press(*["backspace"] * 6)
        await settled(pilot)
        assert "esc" in answer()
        assert grid.row_count == 1


async def test_what_is_wrong_can_be_read_in_full_and_is_said_once(
    new_app: NewApp, door: specimens.SpecimenDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refused(*args: object, **kwargs: object) -> Quote:
        raise TegError("prompts/a.md and prompts/b.md would write the same file")

    app = new_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settled(pilot)
        monkeypatch.setattr(door, "quote", refused)
        trouble = "can't reach 127.0.0.1:8731 since 13:32; next try 13:33"
        app.post_message(Heard(StatusChanged(replace(specimens.STATUS, trouble=trouble))))
        for _ in range(2):
            app.post_message(Heard(Notice("Not committed: a merge", Severity.WARNING)))
        app.post_message(Heard(Notice("Run 1 is finished")))
        await pilot.press("j", "j")
        await settled(pilot)
        assert [toast.message for toast in app._notifications] == ["Not committed: a merge"]
        assert "would write the same file" in words(app, CostPanel)
        await pilot.press("n")
        await pilot.pause()
        page = str(app.screen.query(Static).last().content)
        order = [page.index(text) for text in (trouble, "would write", "Not committed: a merge")]
        assert order == sorted(order)
        assert page.count("a merge") == 1


async def test_the_monitor_can_be_reached_and_a_run_opened(new_app: NewApp) -> None:
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("b", "enter")
        await pilot.pause()
        assert isinstance(app.screen, RunScreen)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert isinstance(app.screen, ReaderScreen)
        title = str(app.screen.query_one("#reader-title", Static).content)
        assert title.startswith("TEG 17, round 2"), "the report of that line"
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("escape", "b")
        await pilot.pause()
        assert isinstance(app.screen.focused, ReportGrid)


async def test_a_run_is_cancelled_only_after_a_yes(
    new_app: NewApp, door: specimens.SpecimenDoor
) -> None:
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("x")
        await pilot.pause(0.1)
        await pilot.press("n")
        await pilot.pause(0.1)
        assert door.done == []
        await pilot.press("x")
        await pilot.pause(0.1)
        await pilot.press("y")
        await pilot.pause(0.1)
        assert door.done == [("cancel", 3)]


async def test_cancel_and_batches_prefer_the_run_under_way(
    new_app: NewApp, door: specimens.SpecimenDoor
) -> None:
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("b", "down", "b")
        monitor = app.screen.query_one(BatchMonitor)
        assert monitor.run == 2, "finished"
        await pilot.press("x")
        await pilot.pause(0.1)
        await pilot.press("y")
        await pilot.pause(0.1)
        assert door.done == [("cancel", 3)]
        await pilot.press("escape")
        await pilot.pause(0.1)
        await pilot.press("b")
        assert monitor.run == 3


async def test_what_failed_is_sent_again_after_its_price_was_seen(
    new_app: NewApp, door: specimens.SpecimenDoor
) -> None:
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("b", "enter", "R")
        await pilot.pause(0.1)
        assert isinstance(app.screen, ConfirmationScreen)
        await pilot.press("y")
        await pilot.pause(0.1)
        assert door.done == [("retry", 3)]


async def test_news_of_a_run_show_without_a_key(new_app: NewApp) -> None:
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app.post_message(Heard(RunsChanged(specimens.runs()[1:])))
        await pilot.pause()
        monitor = app.screen.query_one(BatchMonitor)
        assert [option.id for option in monitor.options] == ["run-2"]
        assert not monitor.any_under_way


async def test_trouble_before_anything_was_read_is_said_in_the_empty_place(
    new_app: NewApp, door: specimens.SpecimenDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "open", lambda tell: None)
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        app.post_message(Heard(Notice("data/all-scores.csv: row 7: no \x1b[2J", Severity.ERROR)))
        await pilot.pause()
        assert words(app, CellDetail) == "data/all-scores.csv: row 7: no ␛[2J"


async def test_reading_ends_on_the_cell_that_was_read_last(new_app: NewApp) -> None:
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("j", "j", "enter")
        await pilot.pause(0.1)
        assert isinstance(app.screen, ReaderScreen)
        await pilot.press("n", "escape")
        await pilot.pause(0.1)
        assert isinstance(app.screen, OverviewScreen)
        cell = app.screen.query_one(ReportGrid).cursor_cell
        assert cell is not None
        assert cell.key == CellKey(16, 3)
