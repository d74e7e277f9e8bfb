"""The live evening on screen: what is lacking, written and read with three keys; then copied."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
import specimens
from textual.pilot import Pilot

from teg_tui.app import TegApp
from teg_tui.costs.advice import Via
from teg_tui.reports.key import CellKey, ReportKey
from teg_tui.reports.plan import Selection
from teg_tui.reports.state import Catalogue, State
from teg_tui.screens.batch import RunScreen
from teg_tui.screens.confirmation import ConfirmationScreen
from teg_tui.screens.overview import OverviewScreen
from teg_tui.screens.reader import ReaderScreen
from teg_tui.service.views import BatchState, Outcome, Quote, RunsChanged, RunView, Writing

NOTES, REPORT = ReportKey(18, 2, "round_notes"), ReportKey(18, 2, "round_report")
LACKING = frozenset({CellKey(18, 1), CellKey(18, 2)})
"""Of TEG 18 what can be written: its other rounds are not complete."""


def written() -> RunView:
    """The run when it is over."""
    batch = specimens.batch(9, 4, ("", "Round report"), BatchState.COLLECTED, ago=1)
    done = specimens.request(REPORT, Outcome.FILED)
    wave = replace(batch, batch_id=None, expires_at=None, requests=(done,))
    return replace(
        specimens.runs()[0],
        number=4,
        via=Via.REALTIME,
        title="TEG 18, full pipeline",
        finished_at=specimens.NOW,
        reports=1,
        filed=1,
        held=0,
        actual_usd=Decimal("0.03"),
        batches=(wave,),
    )


def as_the_service_has_it(shown: Catalogue) -> Catalogue:
    """Of what is not complete nothing is offered."""
    live, *others = shown.rows
    closed = tuple(replace(cell, offered=cell.key in LACKING) for cell in live.rounds)
    whole = replace(live.tournament, offered=False)
    return replace(shown, rows=(replace(live, rounds=closed, tournament=whole), *others))


class LiveDoor(specimens.SpecimenDoor):
    """Lacks what it is told to, and writes it at once."""

    lacks: frozenset[CellKey] = frozenset({CellKey(18, 2)})

    def __init__(self) -> None:
        super().__init__()
        self.shown = as_the_service_has_it(self.shown)
        self.started: list[tuple[Selection, Via]] = []
        self.asked: list[Via] = []

    async def quote(self, selection: Selection, via: Via) -> Quote:
        self.asked.append(via)
        quote = specimens.quote(replace(selection, cells=self.lacks))
        return replace(quote, plan=replace(quote.plan, selection=selection))

    async def start(self, selection: Selection, via: Via) -> RunView:
        self.started.append((selection, via))
        text = "It was [late]"
        self.tell(RunsChanged((written(), *specimens.runs())))
        self.tell(Writing(4, REPORT, text, len(text), Decimal("0.03"), over=True))
        there = specimens.status(REPORT, "Round report", State.PRESENT)
        self.shown = specimens.with_report(self.shown, there)
        self.texts[REPORT] = "# TEG 18\n\nIt was [late]\x1b]0;no\x07 & über\n"
        return written()


@pytest.fixture
def door() -> LiveDoor:
    return LiveDoor()


@pytest.fixture(autouse=True)
def no_clipboard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests keeps what is in his."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "TMUX"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SSH_CONNECTION", "elsewhere")


async def settled(pilot: Pilot[None]) -> None:
    await pilot.pause(0.1)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def test_three_keys_lead_to_the_report_and_a_fourth_copies_it(
    door: LiveDoor, new_app: Callable[[], TegApp], capsys: pytest.CaptureFixture[str]
) -> None:
    app = new_app()
    async with app.run_test(size=(100, 36)) as pilot:
        await pilot.pause(0.1)
        await pilot.press("w")
        await pilot.pause(0.1)
        assert isinstance(app.screen, ConfirmationScreen)
        await pilot.press("y")
        await pilot.pause(0.1)
        assert isinstance(app.screen, RunScreen)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, ReaderScreen)
        await pilot.press("y")
        await settled(pilot)
        (said,) = [note.message for note in app._notifications]
        assert app.clipboard == "# TEG 18\n\nIt was [late]␛]0;no␇ & über\n"
    assert door.started == [(Selection(LACKING, only_missing=True), Via.REALTIME)]
    assert "where this terminal lets programs" in said
    assert "data/commentary/TEG18_R2_round_report.md" in said


async def test_it_is_real_time_whatever_the_panel_says_and_the_panel_keeps_saying_it(
    door: LiveDoor, new_app: Callable[[], TegApp]
) -> None:
    app = new_app()
    async with app.run_test(size=(100, 36)) as pilot:
        await pilot.pause(0.1)
        await pilot.press("v", "w")
        await pilot.pause(0.1)
        await pilot.press("y")
        await pilot.pause(0.1)
        await pilot.press("escape")
        door.asked.clear()
        await pilot.press("1")
        await settled(pilot)
    assert [via for _, via in door.started] == [Via.REALTIME]
    assert door.asked == [Via.BATCH]


async def test_where_nothing_lacks_it_is_said_and_nothing_asked(
    door: LiveDoor, new_app: Callable[[], TegApp]
) -> None:
    door.lacks = frozenset()
    app = new_app()
    async with app.run_test(size=(100, 36)) as pilot:
        await pilot.pause(0.1)
        await pilot.press("w")
        await settled(pilot)
        (said,) = [note.message for note in app._notifications]
        assert isinstance(app.screen, OverviewScreen)
    assert said == (
        "TEG 18 lacks nothing that can be written yet (round 3: 4 of 5 cards, 71 of 90 holes)."
    )


async def test_long_after_the_last_round_no_tournament_is_live(
    door: LiveDoor, new_app: Callable[[], TegApp]
) -> None:
    door.shown = replace(door.shown, rows=door.shown.rows[1:])
    app = new_app()
    async with app.run_test(size=(100, 36)) as pilot:
        await pilot.pause(0.1)
        await pilot.press("w")
        await settled(pilot)
        (said,) = [note.message for note in app._notifications]
    assert said == "No tournament was played within 7 days."
    assert not door.started


async def test_what_is_not_written_yet_cannot_be_copied(
    door: LiveDoor, new_app: Callable[[], TegApp]
) -> None:
    door.texts[REPORT] = ""
    app = new_app()
    async with app.run_test(size=(100, 36)) as pilot:
        await pilot.pause(0.1)
        app.screen._open_report(REPORT)
        await settled(pilot)
        await pilot.press("y")
        await settled(pilot)
        assert app.clipboard == ""
        assert [note.message for note in app._notifications] == ["There is nothing to copy yet."]
