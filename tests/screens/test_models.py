"""The model picker, and the exact count, as the keyboard meets them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
import specimens
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from teg_tui.app import TegApp
from teg_tui.costs.models import ModelList
from teg_tui.errors import TegError
from teg_tui.reports.plan import Selection
from teg_tui.screens.models import ModelsScreen
from teg_tui.service.views import Counts, StatusChanged
from teg_tui.widgets.cost_panel import CostPanel
from teg_tui.widgets.report_grid import ReportGrid

NewApp = Callable[[], TegApp]
Snapshot = Callable[..., bool]


async def shown(pilot: Pilot[None], until: Callable[[], bool]) -> None:
    for _ in range(300):
        if until():
            return
        await pilot.pause(0.01)
    raise AssertionError("it never came")


async def the_grid(pilot: Pilot[None]) -> None:
    await shown(pilot, lambda: any(g.row_count for g in pilot.app.screen.query(ReportGrid)))


async def open_picker(pilot: Pilot[None]) -> None:
    await the_grid(pilot)
    await pilot.press("M")
    await shown(
        pilot,
        lambda: (
            isinstance(pilot.app.screen, ModelsScreen)
            and bool(pilot.app.screen.query_one(OptionList).option_count)
        ),
    )


def panel(app: App[None]) -> CostPanel:
    return app.screen.query_one(CostPanel)


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
def test_the_picker_looks_as_it_did(
    snap_compare: Snapshot, new_app: NewApp, size: tuple[int, int]
) -> None:
    async def arrange(pilot: Pilot[None]) -> None:
        await open_picker(pilot)
        await pilot.pause(0.1)

    assert snap_compare(new_app(), terminal_size=size, run_before=arrange)


async def test_enter_writes_with_the_model_under_the_cursor(
    new_app: NewApp, door: specimens.SpecimenDoor
) -> None:
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_picker(pilot)
        await pilot.press("k", "enter")
        await shown(pilot, lambda: not isinstance(app.screen, ModelsScreen))
    assert ("model", "claude-haiku-5-5") in door.done


@pytest.mark.parametrize("keys", [["escape"], ["enter"], ["j", "escape"]])
async def test_who_changes_nothing_writes_nothing(
    new_app: NewApp, door: specimens.SpecimenDoor, keys: list[str]
) -> None:
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_picker(pilot)
        await pilot.press(*keys)
        await shown(pilot, lambda: not isinstance(app.screen, ModelsScreen))
    assert [done for done in door.done if done[0] == "model"] == []


async def test_a_model_that_cant_be_written_down_is_said_and_the_list_stays(
    new_app: NewApp, door: specimens.SpecimenDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(name: str) -> None:
        raise TegError("the disk is full")

    monkeypatch.setattr(door, "choose_model", refuse)
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_picker(pilot)
        await pilot.press("k", "enter")
        await shown(pilot, lambda: any("disk is full" in n.message for n in app._notifications))
        assert isinstance(app.screen, ModelsScreen)


async def test_what_the_api_calls_a_model_is_shown_and_never_obeyed(
    new_app: NewApp, door: specimens.SpecimenDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    nasty = replace(specimens.MODELS.models[0], name="[red]x\x1b[2J\n", title="[b]T\x07")
    listed = ModelList((nasty,), nasty.name, "As [link] \x1b]0;x\x07 lists them.")

    async def models() -> ModelList:
        return listed

    monkeypatch.setattr(door, "models", models)
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_picker(pilot)
        row = str(app.screen.query_one(OptionList).get_option_at_index(0).prompt)
        assert "[red]x" in row
        said = row + "".join(str(s.content) for s in app.screen.query(Static))
        assert "\x1b" not in said
        assert "\x07" not in said


async def test_the_count_is_told_while_it_goes_on_and_when_it_is_done(
    new_app: NewApp, door: specimens.SpecimenDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    titles: list[str] = []
    count = door.count

    async def watched(selection: Selection) -> Counts:
        titles.append(str(panel(app).border_title))
        return await count(selection)

    monkeypatch.setattr(door, "count", watched)
    app = new_app()
    async with app.run_test(size=(160, 45)) as pilot:
        await the_grid(pilot)
        await pilot.press("a", "e")
        await shown(pilot, lambda: bool(app._notifications))
        said = [notification.message for notification in app._notifications]
        assert "counting" not in str(panel(app).border_title)
    assert "counting 2 of" in titles[1]
    assert any("prompts counted exactly" in text and "notes still to come" in text for text in said)


async def test_e_once_more_stops_the_count(
    new_app: NewApp, door: specimens.SpecimenDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def told_to_wait(selection: Selection) -> Counts:
        return Counts(8, 8, 4, 60.0)

    monkeypatch.setattr(door, "count", told_to_wait)
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await the_grid(pilot)
        await pilot.press("e")
        await shown(pilot, lambda: "counting 4 of 8, waits 60 s" in str(panel(app).border_title))
        await pilot.press("e")
        await shown(pilot, lambda: "counting" not in str(panel(app).border_title))


async def test_a_model_that_retires_is_warned_of_in_the_panel_and_the_notes(
    new_app: NewApp, door: specimens.SpecimenDoor
) -> None:
    warning = "claude-sonnet-5-5 retires on 30 November 2026, in 8 days"
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await the_grid(pilot)
        door.tell(StatusChanged(replace(specimens.STATUS, model_warning=warning)))
        await shown(pilot, lambda: f"{warning}: press M" in str(panel(app).content))
        await pilot.press("n")
        await shown(pilot, lambda: any(warning in str(s.content) for s in app.screen.query(Static)))
