"""A run in real time on screen: started by keys, read while it is written, stopped knowingly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
import specimens
from pilots import until
from textual.pilot import Pilot
from textual.widgets import DataTable, Static

from teg_tui.app import TegApp
from teg_tui.costs.advice import Via
from teg_tui.demo import ensure_simulator, workspace_in
from teg_tui.reports.key import ReportKey
from teg_tui.reports.plan import Selection
from teg_tui.screens.batch import RunScreen, titled
from teg_tui.screens.overview import OverviewScreen
from teg_tui.screens.question import QuestionScreen
from teg_tui.service.views import BatchState, Outcome, RequestView, RunsChanged, RunView, Writing
from teg_tui.store.git import Git
from teg_tui.widgets.live_page import LivePage

FIRST, SECOND = ReportKey(17, 1, "round_notes"), ReportKey(17, 2, "round_notes")


def run_of(*requests: RequestView, filed: int = 0) -> RunView:
    """A run in real time with these requests begun."""
    batch = specimens.batch(9, 4, ("", "Round notes"), BatchState.WRITING, ago=1)
    wave = replace(batch, batch_id=None, expires_at=None, next_poll=None, requests=requests)
    return replace(
        specimens.runs()[0],
        number=4,
        via=Via.REALTIME,
        title="TEG 17, story notes",
        waves=1,
        wave=1,
        reports=2,
        filed=filed,
        held=0,
        actual_usd=Decimal("0.03") if filed else None,
        batches=(wave,),
        here=True,
    )


def request(
    key: ReportKey, outcome: Outcome = Outcome.OPEN, *, writing: bool = True
) -> RequestView:
    going = writing and outcome is Outcome.OPEN
    return replace(specimens.request(key, outcome), writing=going)


def page(key: ReportKey, text: str, *, over: bool = False) -> Writing:
    return Writing(4, key, text, len(text), Decimal("0.04"), over)


class LiveDoor(specimens.SpecimenDoor):
    """Starts a run in real time, and tells what a test wants told."""

    async def start(self, selection: Selection, via: Via) -> RunView:
        self.done.append(("start", (selection, via)))
        return run_of()

    def tell_runs(self, *runs: RunView) -> None:
        self.tell(RunsChanged((*runs, *specimens.runs())))


@pytest.fixture
def door() -> LiveDoor:
    return LiveDoor()


def words(app: TegApp, selector: str) -> str:
    return str(app.screen.query_one(selector, Static).content)


async def begun(pilot: Pilot[None]) -> None:
    """From the grid to the run's screen."""
    await pilot.pause(0.1)
    await pilot.press("g", "y")
    await pilot.pause(0.1)


async def test_three_keys_lead_from_the_grid_to_the_words_as_they_are_written(
    door: LiveDoor, new_app: Callable[[], TegApp]
) -> None:
    app = new_app()
    async with app.run_test(size=(100, 36)) as pilot:
        await begun(pilot)
        assert isinstance(app.screen, RunScreen)
        (started,) = [what for name, what in door.done if name == "start"]
        assert isinstance(started, tuple)
        assert started[1] is Via.REALTIME
        door.tell_runs(run_of(request(FIRST), request(SECOND)))
        door.tell(page(FIRST, "The wind [got] up"))
        await pilot.pause(0.1)
        live = app.screen.query_one(LivePage)
        assert live.display
        assert words(app, "#live-text") == "The wind [got] up"
        for said in ("17 R1 Round notes, being written", "17 tokens", "$0.04 so far in all"):
            assert said in str(live.border_title)
        assert "0 of 2 written" in words(app, "#run-words")
        assert "writing 17 R1, 17 R2" in words(app, "#run-words")
        door.tell(page(FIRST, "The wind [got] up at the turn"))
        await pilot.pause(0.1)
        assert words(app, "#live-text") == "The wind [got] up at the turn"


async def test_a_report_of_which_nothing_has_come_is_not_called_written(
    door: LiveDoor, new_app: Callable[[], TegApp]
) -> None:
    app = new_app()
    async with app.run_test(size=(100, 36)) as pilot:
        await begun(pilot)
        door.tell_runs(run_of(request(FIRST, writing=False), request(SECOND, writing=False)))
        door.tell(page(FIRST, "", over=True))
        await pilot.pause(0.1)
        title = str(app.screen.query_one(LivePage).border_title)
        assert "17 R1 Round notes, waiting" in title
        assert "written" not in title


async def test_when_a_report_is_complete_the_next_one_is_shown(
    door: LiveDoor, new_app: Callable[[], TegApp]
) -> None:
    app = new_app()
    async with app.run_test(size=(100, 36)) as pilot:
        await begun(pilot)
        door.tell_runs(run_of(request(FIRST), request(SECOND)))
        door.tell(page(FIRST, "one"))
        door.tell(page(SECOND, "two"))
        await pilot.pause(0.1)
        assert words(app, "#live-text") == "one"
        door.tell(page(FIRST, "one and done", over=True))
        door.tell_runs(run_of(request(FIRST, Outcome.FILED), request(SECOND), filed=1))
        await pilot.pause(0.1)
        assert words(app, "#live-text") == "two"
        assert "1 of 2 written" in words(app, "#run-words")
        assert "$0.03 so far" in words(app, "#run-words")


async def test_who_turns_to_a_finished_report_stays_there(
    door: LiveDoor, new_app: Callable[[], TegApp]
) -> None:
    app = new_app()
    async with app.run_test(size=(100, 36)) as pilot:
        await begun(pilot)
        door.tell_runs(run_of(request(FIRST), request(SECOND)))
        door.tell(page(FIRST, "one"))
        door.tell(page(FIRST, "one and done", over=True))
        door.tell(page(SECOND, "two"))
        await pilot.pause(0.1)
        assert app.screen.query_one(DataTable).cursor_row == 1
        await pilot.press("up")
        door.tell(page(SECOND, "two and more"))
        await pilot.pause(0.1)
        assert words(app, "#live-text") == "one and done"
        await pilot.press("down")
        await pilot.pause(0.1)
        assert words(app, "#live-text") == "two and more"


async def test_enter_on_the_run_in_the_monitor_opens_it_with_what_has_come(
    door: LiveDoor, new_app: Callable[[], TegApp]
) -> None:
    app = new_app()
    async with app.run_test(size=(100, 36)) as pilot:
        await pilot.pause(0.1)
        door.tell_runs(run_of(request(FIRST)))
        door.tell(page(FIRST, "so far"))
        await pilot.pause(0.1)
        await pilot.press("b", "home", "enter")
        await pilot.pause(0.1)
        assert isinstance(app.screen, RunScreen)
        assert words(app, "#live-text") == "so far"


async def test_leaving_says_that_real_time_stops_with_the_program(
    door: LiveDoor, new_app: Callable[[], TegApp]
) -> None:
    app = new_app()
    async with app.run_test(size=(100, 36)) as pilot:
        await pilot.pause(0.1)
        door.tell_runs(run_of(request(FIRST)))
        await pilot.pause(0.1)
        await pilot.press("q")
        assert isinstance(app.screen, QuestionScreen)
        said = "\n".join(str(part.content) for part in app.screen.query(Static))
        assert "stops 1 run in real time" in said
        assert "Batches go on at Anthropic" in said


async def test_from_the_grid_to_a_committed_report_in_real_time(tmp_path: Path) -> None:
    found = workspace_in(tmp_path / "demo")
    with ensure_simulator(found):
        app = TegApp(found.root)
        seen: list[str] = []
        async with app.run_test(size=(140, 45)) as pilot:
            await until(pilot, lambda: isinstance(app.screen, OverviewScreen))
            await until(pilot, lambda: getattr(app.screen, "_quote", None) is not None)
            await pilot.press("g")
            await pilot.pause(0.1)
            await until(pilot, lambda: not isinstance(app.screen, OverviewScreen))
            await pilot.press("y")
            await until(pilot, lambda: isinstance(app.screen, RunScreen))

            def finished() -> bool:
                seen.append(words(app, "#live-text"))
                return app.screen._run_view.finished_at is not None

            await until(pilot, finished)
        log = Git(found.root).ask("log", "--format=%s%n%b").out.decode()
    assert log.count("In real time") == 2
    assert len(growing(seen)) > 3


def growing(texts: Sequence[str]) -> list[str]:
    """The different texts that were seen, one after the other."""
    return [text for before, text in zip(["", *texts], texts, strict=False) if text != before]


def test_a_variants_texts_are_called_by_their_own_kinds() -> None:
    titles = {"round_notes": "Story notes", "round_report": "Round report"}
    both = "Story notes, variant warm, Round report, variant warm"
    report = ReportKey(17, 1, "round_report")
    assert titled(report, titles, both) == "Round report"
    assert titled(report.as_variant("warm"), titles, both) == "Round report, variant warm"
    assert titled(report, {}, "what it was called then") == "what it was called then"
