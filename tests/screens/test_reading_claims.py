"""Claims in the reader: marked, and gone through one by one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
import specimens
from pilots import stand_on
from textual.pilot import Pilot
from textual.widgets import Static

from teg_tui.app import TegApp
from teg_tui.golf.claims import Claim, Kind, Verdict
from teg_tui.reports.difference import difference
from teg_tui.reports.key import CellKey, ReportKey
from teg_tui.screens.difference import DifferenceScreen
from teg_tui.screens.overview import OverviewScreen
from teg_tui.screens.question import QuestionScreen
from teg_tui.screens.reader import ReaderScreen
from teg_tui.screens.reason import ReasonScreen
from teg_tui.service.amend_views import Difference
from teg_tui.service.views import ReportText
from teg_tui.widgets.claim_line import ClaimLine

NewApp = Callable[[], TegApp]
KEY = ReportKey(16, 3, "round_report")
TABLE = "| Player | Points |\n|---|---:|\n| Ned Quillock | 166 |\n| Orsel Vanthrip | 148 |"
REPORT = (
    "# TEG 16, Round 3: A *third* Trophy\n\n"
    "Ned Quillock had **41** points and led by 12.\n\n" + "He walked on.\n\n" * 30 + TABLE + "\n"
)


def claim(said: str, verdict: Verdict, expected: str = "") -> Claim:
    """The claim that the first such word of the report makes."""
    line = next(n for n, text in enumerate(REPORT.split("\n")) if said in text)
    column = REPORT.split("\n")[line].index(said)
    return Claim(line + 1, column, f"... {said} ...", Kind.TOTAL, verdict, said, expected or said)


CLAIMS = (
    claim("third", Verdict.FALSE, "fourth"),
    claim("41", Verdict.TRUE),
    claim("12", Verdict.UNCHECKED),
    claim("166", Verdict.FALSE, "157"),
    claim("148", Verdict.TRUE),
)


@pytest.fixture
def door(door: specimens.SpecimenDoor) -> specimens.SpecimenDoor:
    """A report that says two things that are not so."""
    door.texts[KEY], door.claims[KEY] = REPORT, CLAIMS
    false = specimens.false_report(KEY, "Round report", 2)
    door.shown = specimens.with_report(door.shown, false)
    return door


async def opened(pilot: Pilot[None]) -> None:
    await stand_on(pilot, KEY.cell)
    await pilot.press("enter")
    await loaded(pilot)


async def loaded(pilot: Pilot[None]) -> None:
    await pilot.pause()
    while any(w.group in ("read", "amend") and not w.is_finished for w in pilot.app.workers):
        await pilot.pause(0.01)
    await pilot.pause()


def line(app: TegApp) -> str:
    return str(app.screen.query_one("#reader-claim", Static).content)


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
def test_it_looks_as_it_did(
    snap_compare: Callable[..., bool], new_app: NewApp, size: tuple[int, int]
) -> None:
    async def arrange(pilot: Pilot[None]) -> None:
        await opened(pilot)
        await pilot.press("right_curly_bracket")
        await pilot.pause()

    assert snap_compare(new_app(), terminal_size=size, run_before=arrange)


async def test_keys_go_from_claim_to_claim_and_from_false_to_false(new_app: NewApp) -> None:
    app = new_app()
    async with app.run_test(size=(100, 24)) as pilot:
        await opened(pilot)
        assert line(app).startswith("5 claims: 2 false, 1 unchecked, 2 true")
        await pilot.press("right_square_bracket", "right_square_bracket")
        assert line(app).startswith("2/5 true total")
        await pilot.press("right_curly_bracket")
        assert line(app).startswith("4/5 false total  166 → 157")
        await pilot.press("left_square_bracket")
        assert line(app).startswith("3/5 unchecked total")
        await pilot.press("left_curly_bracket")
        assert line(app).startswith("1/5 false total  third → fourth")


async def test_the_page_comes_along_to_a_claim_further_down(new_app: NewApp) -> None:
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        page = app.screen.query_one("#reader-page")
        assert page.scroll_y == 0
        await pilot.press("right_curly_bracket", "right_curly_bracket")
        await pilot.pause()
        assert page.scroll_y > 40, "the table is at the end of the report"


async def test_a_false_figure_is_put_right_where_the_reader_stands(
    new_app: NewApp, door: specimens.SpecimenDoor
) -> None:
    app = new_app()
    async with app.run_test(size=(100, 24)) as pilot:
        await opened(pilot)
        await pilot.press("equals_sign")
        assert not door.done, "two are false, and none was named"
        await pilot.press("right_curly_bracket", "right_curly_bracket", "equals_sign")
        await loaded(pilot)
        assert door.done == [("put_right", (KEY, CLAIMS[3]))]
        assert "| 157 |" in door.texts[KEY]
        assert line(app).startswith("4/5 true total"), "it stays where it was"


async def test_to_let_a_claim_stand_a_reason_is_asked_for(
    new_app: NewApp, door: specimens.SpecimenDoor
) -> None:
    app = new_app()
    async with app.run_test(size=(100, 24)) as pilot:
        await opened(pilot)
        await pilot.press("right_curly_bracket", "A")
        await pilot.pause()
        await pilot.press("enter")
        assert isinstance(app.screen, ReasonScreen), "nothing typed is no reason"
        await pilot.press(*"agreed", "enter")
        await loaded(pilot)
        assert door.done == [("accept", (KEY, CLAIMS[0], "agreed"))]
        await pilot.press("A", "escape")
        assert len(door.done) == 1


async def test_no_report_is_mended_by_the_claims_of_the_one_read_before(
    new_app: NewApp, door: specimens.SpecimenDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_come, quick = asyncio.Event(), door.read

    async def slow(key: ReportKey) -> ReportText:
        await may_come.wait()
        return await quick(key)

    app = new_app()
    async with app.run_test(size=(100, 24)) as pilot:
        await opened(pilot)
        await pilot.press("right_curly_bracket")
        monkeypatch.setattr(door, "read", slow)
        await pilot.press("tab", "equals_sign", "A")
        assert not app.screen.query_one(ClaimLine).display
        assert isinstance(app.screen, ReaderScreen)
        may_come.set()
        await loaded(pilot)
        assert not door.done


async def test_only_a_held_text_is_filed(new_app: NewApp, door: specimens.SpecimenDoor) -> None:
    app = new_app()
    async with app.run_test(size=(100, 24)) as pilot:
        await opened(pilot)
        await pilot.press("F")
        await loaded(pilot)
        assert not door.done
        await pilot.press("escape")
        assert isinstance(app.screen, OverviewScreen)
        await stand_on(pilot, CellKey(15, 1))
        await pilot.press("enter")
        await loaded(pilot)
        await pilot.press("F")
        await loaded(pilot)
        assert door.done == [("file_held", ReportKey(15, 1, "round_report"))]


async def test_a_correction_says_what_it_costs_before_it_is_sent(
    new_app: NewApp, door: specimens.SpecimenDoor
) -> None:
    app = new_app()
    async with app.run_test(size=(100, 24)) as pilot:
        await opened(pilot)
        await pilot.press("C")
        await pilot.pause(0.1)
        assert isinstance(app.screen, QuestionScreen)
        said = "".join(str(its.content) for its in app.screen.query(Static))
        assert "about $0.02" in said
        await pilot.press("n")
        assert not door.done
        await pilot.press("C")
        await pilot.pause(0.1)
        await pilot.press("y")
        await loaded(pilot)
        assert door.done == [("correct", KEY)]


async def test_a_terminal_that_cant_be_lent_and_a_text_that_is_not_there_are_said(
    new_app: NewApp,
) -> None:
    app = new_app()
    async with app.run_test(size=(100, 24)) as pilot:
        await opened(pilot)
        await pilot.press("E", "d")
        await loaded(pilot)
        told = {n.message for n in app._notifications}
        assert "Git knows no version before this one" in told
        assert "There is no text of round_report here yet" in told


def with_difference(door: specimens.SpecimenDoor) -> Difference:
    before = REPORT.replace("41", "44").replace("He walked on.", "He went on.", 1)
    shown = Difference(
        KEY,
        "data/commentary/TEG16_R3_round_report.md",
        "b" * 40,
        specimens.NOW,
        "Round report: TEG 16 R3",
        difference(before, REPORT),
    )
    door.differences[KEY] = shown
    return shown


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
def test_the_difference_looks_as_it_did(
    snap_compare: Callable[..., bool],
    new_app: NewApp,
    door: specimens.SpecimenDoor,
    size: tuple[int, int],
) -> None:
    async def arrange(pilot: Pilot[None]) -> None:
        with_difference(door)
        await opened(pilot)
        await pilot.press("d")
        await pilot.pause(0.2)

    assert snap_compare(new_app(), terminal_size=size, run_before=arrange)


async def test_the_version_before_is_put_back_from_where_the_difference_is_shown(
    new_app: NewApp, door: specimens.SpecimenDoor
) -> None:
    shown = with_difference(door)
    app = new_app()
    async with app.run_test(size=(100, 24)) as pilot:
        await opened(pilot)
        await pilot.press("d")
        await pilot.pause(0.1)
        assert isinstance(app.screen, DifferenceScreen)
        await pilot.press("u")
        await loaded(pilot)
        assert door.done == [("put_back", shown)]
        assert isinstance(app.screen, ReaderScreen)


async def test_a_report_without_claims_has_no_line_for_them(new_app: NewApp) -> None:
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("shift+tab")
        await loaded(pilot)
        assert not app.screen.query_one("#reader-claim").display
        await pilot.press("right_square_bracket", "equals_sign")
        told = [n.message for n in app._notifications]
        assert told == ["No claim was found here.", "No claim that is false was found here."]
