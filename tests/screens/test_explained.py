"""What is stuck, explained on the screen, and the doctor's page."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
import specimens
from textual.pilot import Pilot
from textual.widgets import Static

from teg_tui.app import Heard, TegApp
from teg_tui.screens.batch import RunScreen
from teg_tui.screens.overview import OverviewScreen
from teg_tui.screens.question import TextScreen
from teg_tui.service.views import BatchState, Doubt, RunsChanged, RunView
from teg_tui.widgets.batch_monitor import BatchMonitor

NOW = specimens.NOW
DOUBT = Doubt(
    sent_at=NOW - timedelta(minutes=12),
    looked_at=NOW - timedelta(minutes=1),
    settles_at=NOW + timedelta(minutes=19),
    left=timedelta(minutes=18),
    candidates=(),
    not_ours=1,
    unanswered=False,
    asks=False,
    endpoint_now="",
    other_key=False,
    canceled=False,
)


def uncertain() -> RunView:
    run = specimens.runs()[0]
    batch = replace(
        run.batches[1], state=BatchState.UNCERTAIN, batch_id=None, note="no answer", doubt=DOUBT
    )
    return replace(run, batches=(run.batches[0], batch))


async def opened(pilot: Pilot[None]) -> None:
    """The run's screen, on the first report that was sent or not."""
    await pilot.pause()
    pilot.app.post_message(Heard(RunsChanged((uncertain(),))))
    await pilot.pause()
    await pilot.press("b", "enter")
    async with asyncio.timeout(5):
        while not isinstance(pilot.app.screen, RunScreen):
            await pilot.pause(0.01)
    await pilot.press("end")
    await pilot.pause(0.1)


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
def test_it_looks_as_it_did(
    snap_compare: Callable[..., bool], new_app: Callable[[], TegApp], size: tuple[int, int]
) -> None:
    assert snap_compare(new_app(), run_before=opened, terminal_size=size)


async def test_the_monitor_says_by_when_an_uncertain_batch_settles(
    new_app: Callable[[], TegApp],
) -> None:
    app = new_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        app.post_message(Heard(RunsChanged((uncertain(),))))
        await pilot.pause()
        shown = str(app.screen.query_one(BatchMonitor).options[0].prompt)
        assert "settles by 14:19" in " ".join(shown.split())


async def test_what_is_known_follows_the_highlight(new_app: Callable[[], TegApp]) -> None:
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        why = app.screen.query_one("#run-reason", Static)
        assert "At 14:19 at the latest" in str(why.content)
        await pilot.press("home", "down", "down")
        assert "Held: cut off" in str(why.content)
        await pilot.press("home")
        assert not str(why.content)


async def test_a_run_that_is_over_opens_on_what_did_not_go_well(
    new_app: Callable[[], TegApp],
) -> None:
    over = specimens.runs()[1]  # two reports were written, the third is held
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.post_message(Heard(RunsChanged((over,))))
        await pilot.pause()
        await pilot.press("b", "enter")
        async with asyncio.timeout(5):
            while not isinstance(app.screen, RunScreen):
                await pilot.pause(0.01)
        await pilot.pause()
        assert str(app.screen.query_one("#run-reason", Static).content).startswith("Held")


async def test_the_doctors_page_says_what_to_do(new_app: Callable[[], TegApp]) -> None:
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("colon", *"doctor")
        await pilot.pause(0.5)
        await pilot.press("enter")
        async with asyncio.timeout(5):
            while not isinstance(app.screen, TextScreen):
                await pilot.pause(0.01)
        shown = "\n".join(str(words.content) for words in app.screen.query(Static))
        assert "git does not know who you are" in shown
        assert "Set user.name." in shown


async def test_a_mistake_in_a_screen_ends_the_app_without_printing_what_variables_held(
    new_app: Callable[[], TegApp],
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    def wrong(self: OverviewScreen) -> None:
        report = "what was written"
        raise KeyError("a mistake", len(report))

    monkeypatch.setattr(OverviewScreen, "action_notes", wrong)
    app = new_app()

    async def press() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await pilot.press("n")

    with pytest.raises(KeyError, match="a mistake"):
        await press()
    assert isinstance(app.mistake, KeyError)
    assert app.return_code == 1
    assert "what was written" not in "".join(capfd.readouterr())
