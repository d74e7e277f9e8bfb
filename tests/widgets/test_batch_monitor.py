"""What the monitor says of runs, and when it paints."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
import specimens
from textual.app import App, ComposeResult

from teg_tui.service.views import BatchState, RunView
from teg_tui.widgets.batch_monitor import BatchMonitor, run_content

UNDER_WAY, FINISHED = specimens.runs()


def said(run: RunView, width: int = 100) -> str:
    return run_content(run, specimens.NOW, width).plain.replace("\N{NO-BREAK SPACE}", " ")


def with_batch(state: BatchState, note: str) -> RunView:
    return replace(UNDER_WAY, batches=(replace(UNDER_WAY.batches[1], state=state, note=note),))


@pytest.fixture(autouse=True)
def _utc(utc: None) -> None:
    """Times of day are local."""


def test_a_run_under_way_tells_time_and_nothing_it_cannot_know() -> None:
    text = said(UNDER_WAY)
    assert "TEG 17, full pipeline  2 of 6 written · 1 held · wave 2 of 2" in text
    assert "12 min, usually 40 min · expires in 23 h" in text
    assert "next look 14:01" in text, "told in one piece, on the next line"
    assert "%" not in text


def test_a_finished_run_tells_what_it_cost_and_what_was_thought() -> None:
    assert "11 of 11 written · done Fri 15:00 · $0.40 (estimated $0.21)" in said(FINISHED)
    assert "$0.40 pretend" in said(replace(FINISHED, pretend=True))


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (BatchState.UNCERTAIN, "sent or not: finding out"),
        (BatchState.REJECTED, "refused"),
        (BatchState.CANCELING, "being cancelled"),
    ],
)
def test_every_trouble_is_told_in_words_with_its_reason(state: BatchState, words: str) -> None:
    text = said(with_batch(state, "the connection was \x1b[31mreset"))
    assert words in text
    assert "the connection was ␛[31mreset" in text


def test_what_holds_a_run_up_is_said() -> None:
    assert "waits for run 2" in said(replace(UNDER_WAY, waiting="waits for run 2"))


class Host(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.moment = specimens.NOW
        self.opened: list[int] = []

    def now(self) -> datetime:
        return self.moment

    def compose(self) -> ComposeResult:
        yield BatchMonitor(self.now)

    def on_batch_monitor_run_opened(self, event: BatchMonitor.RunOpened) -> None:
        self.opened.append(event.run)


async def test_it_paints_only_when_a_word_changes() -> None:
    app = Host()
    async with app.run_test(size=(100, 20)) as pilot:
        monitor = app.query_one(BatchMonitor)
        monitor.show(specimens.runs())
        await pilot.pause()
        shown = [option.prompt for option in monitor.options]
        app.moment += timedelta(seconds=20)
        monitor.renew()
        assert [option.prompt for option in monitor.options] == shown
        assert all(a.prompt is b for a, b in zip(monitor.options, shown, strict=True))
        app.moment += timedelta(seconds=60)
        monitor.renew()
        assert monitor.options[0].prompt is not shown[0]
        assert monitor.options[1].prompt is shown[1]


@pytest.mark.parametrize("width", range(30, 90, 7))
def test_no_line_ends_or_stands_alone_as_a_dot(width: int) -> None:
    for line in said(UNDER_WAY, width).splitlines() + said(FINISHED, width).splitlines():
        assert not line.rstrip().endswith("·")
        assert not line.strip().startswith("·")


def test_what_was_cancelled_is_not_called_failed() -> None:
    text = said(replace(FINISHED, filed=1, held=0, failed=5, canceled=4))
    assert "1 failed · 4 cancelled" in text
    assert said(replace(FINISHED, filed=0, held=0, failed=2, canceled=2)).startswith("– 2")


def test_a_run_is_named_by_the_number_that_messages_use() -> None:
    assert said(UNDER_WAY).startswith("» 3  TEG 17")


async def test_what_keeps_everything_is_said_above_the_runs_until_it_is_over() -> None:
    app = Host()
    async with app.run_test(size=(100, 20)):
        monitor = app.query_one(BatchMonitor)
        monitor.show((UNDER_WAY, FINISHED))
        monitor.show_trouble("data: the disk is full since 20:14. Free [3] MB; next try 20:20")
        assert "Free [3] MB" in str(monitor.options[0].prompt)
        assert monitor.run == 3, "it is no run to be opened"
        monitor.show_trouble("")
        assert [option.id for option in monitor.options] == ["run-3", "run-2"]
        assert monitor.run == 3


async def test_a_new_run_is_what_the_highlight_goes_to() -> None:
    app = Host()
    async with app.run_test(size=(100, 20)) as pilot:
        monitor = app.query_one(BatchMonitor)
        monitor.show(())
        assert "Nothing sent yet" in str(monitor.options[0].prompt)
        monitor.show((FINISHED,))
        assert monitor.run == 2
        monitor.show((UNDER_WAY, FINISHED))
        assert monitor.run == 3
        monitor.focus()
        await pilot.press("down")
        monitor.show((replace(UNDER_WAY, filed=3), FINISHED))
        assert monitor.run == 2, "news of a run that is known leave it alone"
        monitor.go_to(3)
        await pilot.press("enter")
        assert app.opened == [3]
