"""Tables made anew, by key: first what would change, then a yes, then what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
import specimens
from pilots import in_front, stand_on
from textual.pilot import Pilot

from teg_tui.app import TegApp
from teg_tui.reports.key import CellKey
from teg_tui.screens.overview import OverviewScreen
from teg_tui.screens.refreshing import RefreshScreen, differences, words_of

NewApp = Callable[[], TegApp]
CELL = CellKey(17, 4)
RIGHT = replace(specimens.TO_REFRESH, files=(), false=(), scores=(), prizes=())


async def over(pilot: Pilot[None]) -> None:
    """The worker has done all it had to."""
    await pilot.pause()
    while any(w.group == "refresh" and not w.is_finished for w in pilot.app.workers):
        await pilot.pause(0.01)
    await pilot.pause()


async def ask(pilot: Pilot[None]) -> None:
    """Press `f` on a round."""
    await stand_on(pilot, CELL)
    await pilot.press("f")


def told(app: TegApp) -> list[str]:
    return [notice.message for notice in app._notifications]


def orders(door: specimens.SpecimenDoor) -> list[str]:
    return [verb for verb, _ in door.done if verb == "refresh"]


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
def test_it_looks_as_it_did(
    snap_compare: Callable[..., bool], new_app: NewApp, size: tuple[int, int]
) -> None:
    async def arrange(pilot: Pilot[None]) -> None:
        await ask(pilot)
        await in_front(pilot, RefreshScreen)
        await pilot.pause(0.1)

    assert snap_compare(new_app(), terminal_size=size, run_before=arrange)


async def test_nothing_is_done_before_a_yes(new_app: NewApp, door: specimens.SpecimenDoor) -> None:
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ask(pilot)
        await in_front(pilot, RefreshScreen)
        assert door.done[-1] == ("refresh_quote", (frozenset({CELL}), None))
        assert orders(door) == []
        await pilot.press("y")
        await over(pilot)
        assert orders(door) == ["refresh"]
        assert told(app) == ["1 table made anew in 1 report. Committed as 6666666666."]


async def test_a_no_changes_nothing(new_app: NewApp, door: specimens.SpecimenDoor) -> None:
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ask(pilot)
        await in_front(pilot, RefreshScreen)
        await pilot.press("n")
        await over(pilot)
        assert orders(door) == []
        assert isinstance(app.screen, OverviewScreen)


async def test_where_all_is_right_it_says_so(new_app: NewApp, door: specimens.SpecimenDoor) -> None:
    door.to_refresh = RIGHT
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ask(pilot)
        await over(pilot)
        assert told(app) == ["4 reports read: every table is as the scores have it."]
        assert isinstance(app.screen, OverviewScreen)


async def test_false_sentences_alone_are_shown_and_nothing_is_to_be_agreed_to(
    new_app: NewApp, door: specimens.SpecimenDoor
) -> None:
    door.to_refresh = replace(specimens.TO_REFRESH, files=())
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ask(pilot)
        await in_front(pilot, RefreshScreen)
        await pilot.press("y")
        await pilot.pause()
        assert isinstance(app.screen, RefreshScreen)
        await pilot.press("escape")
        await over(pilot)
        assert orders(door) == []


async def test_what_could_not_be_done_is_told(
    new_app: NewApp, door: specimens.SpecimenDoor
) -> None:
    door.refreshed = replace(
        door.refreshed,
        sha="",
        trouble="the hook says [bold]no[/]",
        replaced=(".teg-tui/replaced/x.md",),
        left_out=(("a.md", "has changed meanwhile"),),
        uncommitted=("b.md",),
    )
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await ask(pilot)
        await in_front(pilot, RefreshScreen)
        await pilot.press("y")
        await over(pilot)
        words = "\n".join(told(app))
    assert "kept in .teg-tui/replaced/x.md" in words
    assert "Not renewed: a.md: has changed meanwhile" in words
    assert "with your own changes: b.md" in words
    assert "the hook says [bold]no[/]" in words


def test_texts_from_files_are_shown_as_they_are() -> None:
    file = specimens.refresh_file(commits=False)
    odd = replace(file, after=file.after.replace("TM 167", "[red]\x1b[31m TM 167"))
    quote = replace(specimens.TO_REFRESH, files=(odd,))
    shown = "\n".join(line.plain for line in differences(quote))
    assert "[red]␛[31m TM 167" in shown
    assert "left to you to commit" in "\n".join(line.plain for line in words_of(quote))


def test_more_than_anybody_reads_is_counted() -> None:
    lines = [f"line {number}" for number in range(1000)]
    file = replace(
        specimens.refresh_file(), before="\n".join(lines), after="\n".join(f"{x}!" for x in lines)
    )
    quote = replace(specimens.TO_REFRESH, files=(file,), false=specimens.TO_REFRESH.false * 50)
    shown = [line.plain for line in differences(quote)]
    assert len(shown) < 700
    assert "and 1401 lines more" in shown
    assert shown[-1] == "and 10 more"
