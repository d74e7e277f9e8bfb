"""What was spent, on a screen of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from decimal import Decimal

import pytest
import specimens
from textual.pilot import Pilot
from textual.widgets import Static

from teg_tui.app import Heard, TegApp
from teg_tui.costs.account import Account, By, Line, Statement
from teg_tui.errors import TegError
from teg_tui.screens.costs import CostsScreen
from teg_tui.screens.overview import OverviewScreen
from teg_tui.service.views import RunsChanged

NewApp = Callable[[], TegApp]


async def opened(pilot: Pilot[None]) -> None:
    """The screen stands and shows its first sums."""
    while not isinstance(pilot.app.screen, OverviewScreen):
        await pilot.pause(0.01)
    await pilot.pause()
    await pilot.press("dollar_sign")
    await added_up(pilot)


async def added_up(pilot: Pilot[None]) -> None:
    """What was asked for is shown."""
    await pilot.pause()
    while any(w.group == "costs" and not w.is_finished for w in pilot.app.workers):
        await pilot.pause(0.01)
    await pilot.pause()


def said(app: TegApp, name: str) -> str:
    return str(app.screen.query_one(f"#costs-{name}", Static).content)


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
def test_it_looks_as_it_did(
    snap_compare: Callable[..., bool], new_app: NewApp, size: tuple[int, int]
) -> None:
    assert snap_compare(new_app(), terminal_size=size, run_before=opened)


async def test_tab_groups_otherwise_and_the_total_stays(new_app: NewApp) -> None:
    app = new_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await opened(pilot)
        totals = set()
        for heading, line in (
            ("Month", "November 2026"),
            ("Kind", "Round report"),
            ("Model", "claude-sonnet-5-5"),
            ("Run", "3 TEG 17, full pipeline"),
            ("Month", "November 2026"),
        ):
            assert f"[{heading}]" in said(app, "tabs")
            assert line in said(app, "sums")
            totals.add(said(app, "sums").partition("\n\n")[0])
            await pilot.press("tab")
            await added_up(pilot)
        await pilot.press("shift+tab", "shift+tab")
        await added_up(pilot)
        assert "[Run]" in said(app, "tabs")
    (total,) = totals
    assert "$2.84 for 81 requests" in total
    assert "In flight, not counted yet: about $0.26 for 8 requests." in total
    assert "May have been billed, not counted: $0.07 for 1 request" in total


async def test_an_empty_ledger_has_nothing_to_add_up_and_says_whose_figures_it_would_be(
    new_app: NewApp, door: specimens.SpecimenDoor
) -> None:
    door.statements = {}
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert said(app, "sums") == "Nothing has been billed so far."
        assert 'batches are "Batch"' in said(app, "scope")


async def test_pretend_money_stands_apart_and_is_named_so(
    new_app: NewApp, door: specimens.SpecimenDoor
) -> None:
    real = specimens.statement(By.MONTH)
    door.statements = {By.MONTH: Statement(By.MONTH, (), real.lines)}
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        before, after = said(app, "sums").split("Pretend money, a simulator's")
        assert "$" not in before
        assert "$2.84 for 81 requests" in after


async def test_two_years_of_months_can_be_scrolled_through_at_80x24(
    new_app: NewApp, door: specimens.SpecimenDoor
) -> None:
    months = tuple(
        Line(f"{name}", f"Month {name}", specimens.account(name, f"0.{name:02}"))
        for name in range(24, 0, -1)
    )
    door.statements = {By.MONTH: Statement(By.MONTH, months)}
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        page = app.screen.query_one("#costs-page")
        assert page.max_scroll_y > 0
        await pilot.press("end")
        await pilot.pause()
        assert page.scroll_y == page.max_scroll_y
        await pilot.press("k")
        await pilot.pause()
        assert page.scroll_y == page.max_scroll_y - 1
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, OverviewScreen)


async def test_no_line_is_wider_than_the_screen_whatever_a_run_is_called(
    new_app: NewApp, door: specimens.SpecimenDoor
) -> None:
    dear = Account(requests=12345, usd=Decimal(12345), standard_usd=Decimal(24690), unpriced=3)
    evil = Line("1", "[bold]ТEG \x1b[31m 千葉 " + "x" * 200, dear)
    door.statements = {By.MONTH: Statement(By.RUN, (evil,))}
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        sums = said(app, "sums")
        (row,) = (line for line in sums.splitlines() if "12,345 " in line and "[bold]" in line)
        assert "\x1b" not in row
        assert app.screen.query_one("#costs-sums").region.height < 12, "nothing wraps but sentences"


async def test_when_something_comes_back_it_is_added_up_without_a_key(
    new_app: NewApp, door: specimens.SpecimenDoor
) -> None:
    door.statements = {}
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        door.statements = {By.MONTH: specimens.statement(By.MONTH)}
        app.post_message(Heard(RunsChanged(specimens.runs()[1:])))
        await added_up(pilot)
        assert "November 2026" in said(app, "sums")


async def test_a_ledger_that_cannot_be_read_is_said_and_the_screen_stays(
    new_app: NewApp, door: specimens.SpecimenDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(by: By) -> Statement:
        raise TegError("the disk reports an error")

    monkeypatch.setattr(door, "costs", refuse)
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert isinstance(app.screen, CostsScreen)
        assert [note.message for note in app._notifications] == ["the disk reports an error"]
        assert said(app, "sums") == ""


async def test_a_slow_answer_is_no_empty_page(
    new_app: NewApp, door: specimens.SpecimenDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    come, costs = asyncio.Event(), door.costs

    async def slow(by: By) -> Statement:
        await come.wait()
        return await costs(by)

    monkeypatch.setattr(door, "costs", slow)
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        while not isinstance(app.screen, OverviewScreen):
            await pilot.pause(0.01)
        await pilot.press("dollar_sign")
        await pilot.pause()
        assert said(app, "sums") == "Adding up…"
        come.set()
        await added_up(pilot)
        assert "Adding up" not in said(app, "sums")
