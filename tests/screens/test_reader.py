"""Reading reports."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace

import pytest
import specimens
from pilots import stand_on
from textual.pilot import Pilot
from textual.widgets import Static

from teg_tui.app import Heard, TegApp
from teg_tui.reports.key import CellKey, ReportKey
from teg_tui.reports.state import State
from teg_tui.screens.reader import ReaderScreen, as_shown
from teg_tui.service.views import CatalogueChanged, ReportText
from teg_tui.widgets.report_text import ReportMarkdown

NewApp = Callable[[], TegApp]


async def opened(pilot: Pilot[None], cell: CellKey) -> None:
    """The reader stands on a cell's reports."""
    await stand_on(pilot, cell)
    await pilot.press("enter")
    await loaded(pilot)


async def loaded(pilot: Pilot[None]) -> None:
    """What was asked for is shown."""
    await pilot.pause()
    while any(w.group == "read" and not w.is_finished for w in pilot.app.workers):
        await pilot.pause(0.01)
    await pilot.pause()


def said(app: TegApp, name: str) -> str:
    return str(app.screen.query_one(f"#reader-{name}", Static).content)


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
def test_it_looks_as_it_did(
    snap_compare: Callable[..., bool], new_app: NewApp, size: tuple[int, int]
) -> None:
    async def arrange(pilot: Pilot[None]) -> None:
        await opened(pilot, CellKey(16, 3))

    assert snap_compare(new_app(), terminal_size=size, run_before=arrange)


async def test_it_opens_the_report_made_last_and_tab_turns_to_the_others(new_app: NewApp) -> None:
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, CellKey(16, None))
        assert "[↻ Brief summary]" in said(app, "kinds")
        await pilot.press("tab")
        await loaded(pilot)
        assert "[● Tournament notes]" in said(app, "kinds")
        await pilot.press("shift+tab")
        await loaded(pilot)
        assert "[↻ Brief summary]" in said(app, "kinds")


async def test_next_and_previous_pass_over_what_has_no_text(new_app: NewApp) -> None:
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, CellKey(16, None))
        await pilot.press("n")
        await loaded(pilot)
        assert said(app, "title").startswith("TEG 17, round 3"), "rounds 1 and 2 are in flight"
        await pilot.press("left", "left")
        await loaded(pilot)
        assert said(app, "title").startswith("TEG 16, round 4")


async def test_provenance_says_model_batch_tokens_cost_and_when(new_app: NewApp) -> None:
    app = new_app()
    async with app.run_test(size=(120, 24)) as pilot:
        await opened(pilot, CellKey(16, 3))
        line = said(app, "provenance").replace("\n", " ")
        for words in ("claude-sonnet-5-5", "msgbatch_01Specimen", "11.2k in, 1.9k out", "$0.03"):
            assert words in line
        assert "12 Nov 14:00" in line


async def test_a_held_text_is_shown_as_held(new_app: NewApp) -> None:
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, CellKey(15, 1))
        assert said(app, "provenance").startswith("held, not filed (cut off at the token limit")


def test_of_a_text_that_is_no_report_for_length_the_beginning_is_shown() -> None:
    held = specimens.status(ReportKey(17, 1, "round_notes"), "Story notes", State.HELD)
    whole = ReportText(held, "a" * 100_000, held=True)
    assert as_shown(whole) == whole.text
    longer = replace(whole, text="a" * 5_000_000)
    assert as_shown(longer).startswith(whole.text)
    assert len(as_shown(longer)) < 100_100
    assert "4,900,000 characters more" in as_shown(longer)


async def test_a_report_that_is_not_there_says_so(new_app: NewApp) -> None:
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, CellKey(13, 1))
        assert "Round report: missing" in app.screen.query_one(ReportMarkdown).source


async def test_a_text_that_is_slow_to_come_does_not_stand_under_the_title_of_another(
    new_app: NewApp, door: specimens.SpecimenDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_come = asyncio.Event()
    quick = door.read

    async def slow(key: ReportKey) -> ReportText:
        await may_come.wait()
        return await quick(key)

    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, CellKey(16, 3))
        text = app.screen.query_one(ReportMarkdown)
        monkeypatch.setattr(door, "read", slow)
        await pilot.press("n")
        while text.display:
            await pilot.pause(0.01)
        assert said(app, "title").startswith("TEG 16, round 4")
        may_come.set()
        await loaded(pilot)
        assert text.display


async def test_a_text_that_changes_is_read_again_without_a_key(
    new_app: NewApp, door: specimens.SpecimenDoor
) -> None:
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, CellKey(17, 3))
        assert isinstance(app.screen, ReaderScreen)
        await pilot.press("tab")
        await loaded(pilot)
        key = ReportKey(17, 3, "round_report")
        door.texts[key] = "# It is here"
        written = specimens.status(key, "Round report", specimens.P)
        door.shown = specimens.with_report(door.shown, written)
        app.post_message(Heard(CatalogueChanged(door.shown)))
        text = app.screen.query_one(ReportMarkdown)
        async with asyncio.timeout(30):
            while text.source != "# It is here":
                await pilot.pause(0.01)
