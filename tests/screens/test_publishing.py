"""From drafts to the readers, by key: what is asked, what is told, what is left alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
import specimens
from pilots import in_front, stand_on
from textual.pilot import Pilot

from teg_tui.app import Heard, TegApp
from teg_tui.config import Push
from teg_tui.reports.key import CellKey, ReportKey
from teg_tui.reports.publication import Publication
from teg_tui.screens.overview import OverviewScreen
from teg_tui.screens.publishing import PublishScreen, words_of
from teg_tui.screens.question import QuestionScreen, TextScreen
from teg_tui.screens.reader import ReaderScreen
from teg_tui.service.publish_views import PublishQuote
from teg_tui.service.views import StatusChanged

NewApp = Callable[[], TegApp]
CELL = CellKey(17, None)
NOTHING = replace(specimens.TO_PUBLISH, files=(), upstream=replace(specimens.UPSTREAM, ahead=0))
ODD = replace(
    specimens.TO_PUBLISH,
    files=(
        specimens.publish_file(stale="the scores have changed"),
        specimens.publish_file("brief_summary", Publication.EDITED),
    ),
    left_out=((ReportKey(17, None, "satire"), "it is not written yet"),),
)


async def over(pilot: Pilot[None]) -> None:
    """The worker has done all it had to."""
    await pilot.pause()
    while any(w.group == "publish" and not w.is_finished for w in pilot.app.workers):
        await pilot.pause(0.01)
    await pilot.pause()


def told(app: TegApp) -> list[str]:
    return [notice.message for notice in app._notifications]


def orders(door: specimens.SpecimenDoor) -> list[str]:
    """What was done, in order, the questions apart."""
    return [verb for verb, _ in door.done if verb in ("publish", "push")]


def said(quote: PublishQuote) -> str:
    return "\n".join(line.plain for line in words_of(quote))


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
def test_it_looks_as_it_did(
    snap_compare: Callable[..., bool],
    new_app: NewApp,
    door: specimens.SpecimenDoor,
    size: tuple[int, int],
) -> None:
    door.to_publish = ODD

    async def arrange(pilot: Pilot[None]) -> None:
        await stand_on(pilot, CELL)
        await pilot.press("p")
        await in_front(pilot, PublishScreen)
        await pilot.pause(0.1)

    assert snap_compare(new_app(), terminal_size=size, run_before=arrange)


async def test_p_publishes_what_is_agreed_to_and_pushes_only_after_another_yes(
    new_app: NewApp, door: specimens.SpecimenDoor
) -> None:
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await stand_on(pilot, CELL)
        await pilot.press("p")
        await in_front(pilot, PublishScreen)
        assert door.done[-1] == ("publish_quote", (frozenset({CELL}), None))
        assert orders(door) == []
        await pilot.press("y")
        await in_front(pilot, QuestionScreen)
        assert orders(door) == ["publish"]
        await pilot.press("y")
        await over(pilot)
        assert orders(door) == ["publish", "push"]
        assert "Published 2 reports. Committed as 5555555555." in told(app)
        assert told(app)[-1] == "Pushed 2 commits to origin/main."


@pytest.mark.parametrize("no", ["n", "escape"])
async def test_a_no_leaves_everything_as_it_is(
    new_app: NewApp, door: specimens.SpecimenDoor, no: str
) -> None:
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await stand_on(pilot, CELL)
        await pilot.press("p")
        await in_front(pilot, PublishScreen)
        await pilot.press(no)
        await over(pilot)
        assert isinstance(app.screen, OverviewScreen)
        await pilot.press("p")
        await in_front(pilot, PublishScreen)
        await pilot.press("y")
        await in_front(pilot, QuestionScreen)
        await pilot.press(no)
        await over(pilot)
    assert orders(door) == ["publish"]


@pytest.mark.parametrize(
    ("push", "expected"), [(Push.ALWAYS, ["publish", "push"]), (Push.NEVER, ["publish"])]
)
async def test_git_push_saves_the_second_question(
    new_app: NewApp, door: specimens.SpecimenDoor, push: Push, expected: list[str]
) -> None:
    door.to_publish = replace(specimens.TO_PUBLISH, push=push)
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await stand_on(pilot, CELL)
        await pilot.press("p")
        await in_front(pilot, PublishScreen)
        await pilot.press("y")
        await over(pilot)
        assert isinstance(app.screen, OverviewScreen)
    assert orders(door) == expected


async def test_with_nothing_to_publish_p_asks_whether_to_push_what_is_there(
    new_app: NewApp, door: specimens.SpecimenDoor
) -> None:
    door.to_publish = replace(NOTHING, upstream=specimens.UPSTREAM)
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await stand_on(pilot, CELL)
        await pilot.press("p")
        await in_front(pilot, QuestionScreen)
        await pilot.press("y")
        await over(pilot)
    assert orders(door) == ["push"]


async def test_nothing_to_publish_and_nothing_to_push_is_said(
    new_app: NewApp, door: specimens.SpecimenDoor
) -> None:
    key = ReportKey(17, None, "main_report")
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await stand_on(pilot, CELL)
        for quote, words in (
            (replace(NOTHING, current=1), "Published already, as it is."),
            (replace(NOTHING, left_out=((key, "it failed"),)), "Nothing to publish: it failed"),
            (NOTHING, "No report to publish is here."),
        ):
            door.to_publish = quote
            await pilot.press("p")
            await over(pilot)
            assert told(app)[-1] == words
    assert orders(door) == []


async def test_a_branch_that_is_behind_is_not_pushed_and_told_what_to_do(
    new_app: NewApp, door: specimens.SpecimenDoor
) -> None:
    door.to_publish = replace(NOTHING, upstream=replace(specimens.UPSTREAM, behind=3))
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await stand_on(pilot, CELL)
        await pilot.press("p")
        await over(pilot)
        assert "origin/main has 3 commits more: run git pull --rebase" in told(app)[-1]
    assert orders(door) == []


async def test_what_goes_wrong_is_said_in_full(
    new_app: NewApp, door: specimens.SpecimenDoor
) -> None:
    door.push_trouble = "not pushed: origin/main can't be reached"
    key = ReportKey(17, None, "main_report")
    door.published = replace(
        door.published,
        replaced=(".teg-tui/replaced/x.md",),
        left_out=((key, "the disk is full [/x]"),),
        trouble="a git hook refused the commit",
    )
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await stand_on(pilot, CELL)
        await pilot.press("p")
        await in_front(pilot, PublishScreen)
        await pilot.press("y")
        await in_front(pilot, QuestionScreen)
        await pilot.press("y")
        await over(pilot)
        assert told(app) == [
            "Published 2 reports. Committed as 5555555555.",
            "The text that stood there is kept in .teg-tui/replaced/x.md",
            "Not published: main report of 17: the disk is full [/x]",
            "Not committed: a git hook refused the commit. Then publish again.",
            "Pushing 2 commits to origin/main…",
            "not pushed: origin/main can't be reached",
        ]


async def test_in_the_reader_p_means_the_report_that_is_read(
    new_app: NewApp, door: specimens.SpecimenDoor
) -> None:
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await stand_on(pilot, CellKey(16, None))
        await pilot.press("enter")
        await in_front(pilot, ReaderScreen)
        await pilot.press("p")
        await in_front(pilot, PublishScreen)
        meant = (frozenset({CellKey(16, None)}), frozenset({"brief_summary"}))
        assert door.done[-1] == ("publish_quote", meant)


async def test_marked_cells_are_meant_together(
    new_app: NewApp, door: specimens.SpecimenDoor
) -> None:
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await stand_on(pilot, CELL)
        await pilot.press("space", "down", "space", "p")
        await in_front(pilot, PublishScreen)
        assert door.done[-1] == ("publish_quote", (frozenset({CELL, CellKey(16, None)}), None))


async def test_the_header_and_the_notes_say_how_branch_and_origin_are_apart(
    new_app: NewApp, door: specimens.SpecimenDoor
) -> None:
    app = new_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await stand_on(pilot, CELL)
        apart = replace(specimens.UPSTREAM, behind=1)
        app.post_message(Heard(StatusChanged(replace(specimens.STATUS, upstream=apart))))
        await pilot.pause()
        await pilot.press("n")
        await in_front(pilot, TextScreen)
        shown = str(app.screen.query("Static").first().render())
        assert "origin/main has 1 commit not here yet. Run git pull --rebase" in shown
        assert "2 commits not pushed to origin/main yet: press p" in shown


def test_what_would_be_replaced_and_what_comes_after_is_said() -> None:
    assert "1 draft stale" in said(ODD)
    assert "1 copy with somebody's own words would be replaced" in said(ODD)
    assert "Left out: satire of 17: it is not written yet" in said(ODD)
    quote = specimens.TO_PUBLISH
    assert "Then it asks whether to push to origin/main." in said(quote)
    assert "Then it is pushed to origin/main." in said(replace(quote, push=Push.ALWAYS))
    assert "git.push is never" in said(replace(quote, push=Push.NEVER))
    assert "no upstream" in said(replace(quote, upstream=None))
    assert "git.commit is false" in said(replace(quote, commits=False))
    assert "Not to be committed now: a merge" in said(replace(quote, commit_trouble="a merge"))
    behind = replace(specimens.UPSTREAM, behind=2)
    assert "run git pull --rebase" in said(replace(quote, upstream=behind))
    again = replace(quote, files=(), uncommitted=quote.files[:1])
    assert said(again).startswith("1 copy made before, not committed yet")
