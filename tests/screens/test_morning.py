"""What is told in the morning, and the walk through what needs a person."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
import specimens
from pilots import in_front
from textual.pilot import Pilot
from textual.widgets import Static

from teg_tui.app import Heard, TegApp
from teg_tui.reports.key import ReportKey
from teg_tui.screens.batch import RunScreen
from teg_tui.screens.morning import MorningScreen, lines
from teg_tui.screens.overview import OverviewScreen
from teg_tui.screens.question import TextScreen
from teg_tui.screens.reader import ReaderScreen
from teg_tui.screens.walk import StopLine
from teg_tui.service.views import (
    Attention,
    Morning,
    Need,
    Notice,
    Outcome,
    Severity,
    StatusChanged,
    Troubled,
)
from teg_tui.widgets.masthead import Masthead

NewApp = Callable[[], TegApp]
NOW = specimens.NOW
HELD = ReportKey(15, 1, "round_report")
NEEDS = (
    Attention(
        Need.STOPPED,
        "Run 3: TEG 17, full pipeline",
        "there is no API key: set ANTHROPIC_API_KEY and start again",
        "Mend it and it goes on by itself, or cancel the run (x)",
        3,
    ),
    Attention(
        Need.HELD,
        "TEG 15, round 1: Round report",
        "cut off at the token limit",
        "Read it, or send it again (R)",
        3,
        HELD,
    ),
    Attention(
        Need.FAILED, "Run 1: 2 reports", "the API said: overloaded", "Send again what failed (R)", 1
    ),
)


def night() -> Morning:
    """One run over, one under way, something held, something failed."""
    under_way, over = specimens.runs()
    failed = tuple(ReportKey(14, number, "round_notes") for number in range(1, 9))
    return Morning(
        NOW - timedelta(hours=9),
        NOW,
        (replace(over, finished_at=NOW - timedelta(hours=3)),),
        (under_way,),
        46,
        (
            Troubled(over.number, Outcome.FAILED, "the API said: overloaded", failed),
            Troubled(over.number, Outcome.HELD, "cut off at the token limit", (HELD,)),
        ),
        Decimal("3.12"),
        Decimal(0),
        ("[red]data/commentary/x.md[/red] had been changed by hand",),
    )


def told(morning: Morning, needs: tuple[Attention, ...] = ()) -> str:
    titles = {"round_notes": "Round notes", "round_report": "Round report"}
    return "\n".join(str(line) for line in lines(morning, titles, NOW, needs))


async def needing(pilot: Pilot[None], *needs: Attention) -> None:
    """The service says that so much needs a person."""
    status = replace(specimens.STATUS, attention=needs)
    pilot.app.post_message(Heard(StatusChanged(status)))
    await pilot.pause()


def stop(app: TegApp) -> str:
    return str(app.screen.query_one(StopLine).content)


class TestTheSummary:
    @pytest.mark.parametrize("size", [(80, 24), (160, 45)])
    def test_it_looks_as_it_did(
        self,
        snap_compare: Callable[..., bool],
        new_app: NewApp,
        door: specimens.SpecimenDoor,
        size: tuple[int, int],
    ) -> None:
        async def arrange(pilot: Pilot[None]) -> None:
            await in_front(pilot, MorningScreen)
            await needing(pilot, *NEEDS)
            await pilot.press("escape", "o")
            await in_front(pilot, MorningScreen)
            await pilot.pause(0.1)

        door.fresh = night()
        assert snap_compare(new_app(), terminal_size=size, run_before=arrange)

    def test_it_counts_what_was_written_held_and_failed_and_what_it_cost(self) -> None:
        text = told(night(), NEEDS)
        assert "1 run finished, 1 under way. 46 reports written, 1 held, 8 failed." in text
        assert "$3.12 spent; the finished run came to $" in text
        assert "3 things need you: press !" in text

    def test_reports_that_failed_alike_are_named_together_and_not_without_end(self) -> None:
        text = " ".join(told(night()).split())
        assert "14 R6 round notes, 2 more: the API said: overloaded" in text
        assert "14 R7" not in text

    def test_words_from_outside_are_shown_as_they_are(self) -> None:
        assert "[red]data/commentary/x.md[/red] had been changed by hand" in told(night())

    def test_real_and_pretend_money_are_never_added(self) -> None:
        both = replace(night(), pretend_usd=Decimal("0.5"))
        text = told(both)
        assert "$3.12 spent" in text
        assert "$0.50 pretend spent." in text

    def test_where_nothing_has_happened_it_says_so(self) -> None:
        assert told(specimens.NOTHING_HAPPENED) == "Nothing has happened."

    @pytest.mark.parametrize("key", ["escape", "enter", "q", "o"])
    async def test_it_opens_at_the_start_and_is_no_news_once_it_has_been_put_away(
        self, new_app: NewApp, door: specimens.SpecimenDoor, key: str
    ) -> None:
        door.fresh = night()
        app = new_app()
        async with app.run_test(size=(80, 24)) as pilot:
            await in_front(pilot, MorningScreen)
            assert door.done == []
            await pilot.press(key)
            await in_front(pilot, OverviewScreen)
            await pilot.pause()
            assert door.done == [("looked", NOW)]
            await pilot.press("o")
            await in_front(pilot, MorningScreen)  # it can be read again

    async def test_what_needs_a_person_is_said_as_soon_as_it_is_known(
        self, new_app: NewApp, door: specimens.SpecimenDoor
    ) -> None:
        door.fresh = night()
        app = new_app()
        async with app.run_test(size=(80, 24)) as pilot:
            await in_front(pilot, MorningScreen)
            assert "press !" not in str(app.screen.query_one(Static).content)
            await needing(pilot, *NEEDS)
            assert "3 things need you: press !" in str(app.screen.query_one(Static).content)

    async def test_nothing_opens_where_nothing_has_happened(self, new_app: NewApp) -> None:
        app = new_app()
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause(0.1)
            assert isinstance(app.screen, OverviewScreen)

    async def test_who_is_at_work_already_is_told_where_to_find_it_and_keeps_the_keys(
        self, new_app: NewApp, door: specimens.SpecimenDoor, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        collected = asyncio.Event()

        async def news() -> Morning:
            await collected.wait()
            return night()

        monkeypatch.setattr(door, "news", news)
        app = new_app()
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("down")
            collected.set()
            await pilot.pause(0.1)
            assert isinstance(app.screen, OverviewScreen)
            assert any("press o" in note.message for note in app._notifications)

    async def test_a_key_pressed_before_the_service_is_there_is_answered_all_the_same(
        self, new_app: NewApp, door: specimens.SpecimenDoor, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        opened = asyncio.Event()

        async def news() -> Morning:
            await opened.wait()
            return night()

        async def morning() -> Morning:
            await opened.wait()
            return night()

        monkeypatch.setattr(door, "news", news)
        monkeypatch.setattr(door, "morning", morning)
        app = new_app()
        async with app.run_test(size=(80, 24)) as pilot:
            overview = app.screen
            assert isinstance(overview, OverviewScreen)
            await pilot.press("o")
            overview.tell_news(lambda: False)  # as a start does that is late
            opened.set()
            await in_front(pilot, MorningScreen)
            assert len(app.screen_stack) == 3

    async def test_leaving_makes_the_next_start_tell_what_comes_after_it(
        self, new_app: NewApp, door: specimens.SpecimenDoor
    ) -> None:
        app = new_app()
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            app.exit()  # told to end by somebody else: nobody has looked
        assert ("left", None) not in door.done


class TestTheWalk:
    @pytest.mark.parametrize("size", [(80, 24), (160, 45)])
    def test_it_looks_as_it_did(
        self, snap_compare: Callable[..., bool], new_app: NewApp, size: tuple[int, int]
    ) -> None:
        async def arrange(pilot: Pilot[None]) -> None:
            await pilot.pause(0.1)
            await needing(pilot, *NEEDS)
            await pilot.press("exclamation_mark", "exclamation_mark")
            await in_front(pilot, ReaderScreen)
            while any(w.group == "read" and not w.is_finished for w in pilot.app.workers):
                await pilot.pause(0.01)
            await pilot.pause(0.1)

        assert snap_compare(new_app(), terminal_size=size, run_before=arrange)

    async def test_the_header_says_how_much_needs_a_person(self, new_app: NewApp) -> None:
        app = new_app()
        async with app.run_test(size=(100, 24)) as pilot:
            await pilot.pause()
            for needs, words in ((NEEDS, "3 need you: press !"), (NEEDS[:1], "1 needs you")):
                await needing(pilot, *needs)
                state = app.screen.query_one(Masthead).query_one("#masthead-state", Static)
                assert words in str(state.content)

    async def test_one_key_leads_through_all_of_it_and_back(self, new_app: NewApp) -> None:
        app = new_app()
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await needing(pilot, *NEEDS)
            await pilot.press("exclamation_mark")
            await in_front(pilot, RunScreen)
            assert "1 of 3  Stopped: Run 3: TEG 17, full pipeline" in stop(app)
            assert "there is no API key" in stop(app)
            await pilot.press("exclamation_mark")
            await in_front(pilot, ReaderScreen)
            assert "2 of 3  Held: TEG 15, round 1: Round report" in stop(app)
            await pilot.press("exclamation_mark")
            await in_front(pilot, TextScreen)  # a run so old that it is not shown any more
            assert any("3 of 3" in str(w.content) for w in app.screen.query(Static))
            await pilot.press("exclamation_mark")
            await in_front(pilot, OverviewScreen)
            assert len(app.screen_stack) == 2

    async def test_a_run_opens_on_the_request_that_it_is_about(self, new_app: NewApp) -> None:
        why = next(r.reason for b in specimens.runs()[0].batches for r in b.requests if r.reason)
        app = new_app()
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await needing(pilot, replace(NEEDS[2], run=3, why=why))
            await pilot.press("exclamation_mark")
            await in_front(pilot, RunScreen)
            await pilot.pause(0.1)
            shown = str(app.screen.query_one("#run-reason", Static).content)
        assert why in " ".join(shown.split())

    async def test_what_is_solved_is_no_stop_any_more(self, new_app: NewApp) -> None:
        app = new_app()
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await needing(pilot, *NEEDS)
            await pilot.press("exclamation_mark")
            await in_front(pilot, RunScreen)
            await needing(pilot, *NEEDS[1:])
            assert stop(app) == "Solved. 2 things left: press !"
            await pilot.press("exclamation_mark")
            await in_front(pilot, ReaderScreen)
            assert "1 of 2  Held" in stop(app)
            await needing(pilot)
            await pilot.press("exclamation_mark")
            await in_front(pilot, OverviewScreen)

    async def test_a_report_that_is_held_once_more_is_not_called_solved(
        self, new_app: NewApp
    ) -> None:
        app = new_app()
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await needing(pilot, NEEDS[1])
            await pilot.press("exclamation_mark")
            await in_front(pilot, ReaderScreen)
            await needing(pilot, replace(NEEDS[1], run=4, why="cut off at 8000 tokens"))
            assert stop(app).startswith("1 of 1  Held")
            assert "cut off at 8000 tokens" in stop(app)

    async def test_escape_leaves_it_anywhere(self, new_app: NewApp) -> None:
        app = new_app()
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await needing(pilot, *NEEDS)
            await pilot.press("exclamation_mark", "exclamation_mark")
            await in_front(pilot, ReaderScreen)
            await pilot.press("escape")
            await in_front(pilot, OverviewScreen)
            assert len(app.screen_stack) == 2

    async def test_a_held_report_is_sent_again_from_where_it_is_read(
        self, new_app: NewApp, door: specimens.SpecimenDoor
    ) -> None:
        app = new_app()
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await needing(pilot, NEEDS[1])
            await pilot.press("exclamation_mark")
            await in_front(pilot, ReaderScreen)
            await pilot.press("R")
            await pilot.pause(0.1)
            await pilot.press("y")
            await pilot.pause(0.1)
            assert ("retry", 3) in door.done

    async def test_the_summary_leads_to_it(
        self, new_app: NewApp, door: specimens.SpecimenDoor
    ) -> None:
        door.fresh = night()
        app = new_app()
        async with app.run_test(size=(80, 24)) as pilot:
            await in_front(pilot, MorningScreen)
            await needing(pilot, *NEEDS)
            await pilot.press("exclamation_mark")
            await in_front(pilot, RunScreen)

    async def test_where_nothing_needs_a_person_it_says_so(self, new_app: NewApp) -> None:
        app = new_app()
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await pilot.press("exclamation_mark")
            await pilot.pause()
            assert isinstance(app.screen, OverviewScreen)
            assert any("Nothing needs you" in note.message for note in app._notifications)


async def test_a_notice_that_rings_is_written_to_the_terminal_and_no_other(
    new_app: NewApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = new_app()
    written: list[str] = []
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("TMUX", raising=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        driver = app._driver
        assert driver is not None
        monkeypatch.setattr(type(app), "is_headless", False)
        monkeypatch.setattr(driver, "write", written.append)
        app.post_message(Heard(Notice("quiet", Severity.WARNING)))
        app.post_message(Heard(Notice("Run 3 \x1b]0;is over", Severity.WARNING, rings=True)))
        await pilot.pause()
        monkeypatch.undo()
    rung = [text for text in written if "\a" in text]
    assert rung == ["\x1b]9;teg-tui: Run 3 ␛]0;is over\a\a"]
