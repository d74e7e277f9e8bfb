"""Send in the evening, leave, and find it done: whichever process goes on with it."""

from __future__ import annotations

import json
import os
import signal
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from online import online_tour
from phone import listening
from terminal import Terminal
from traces import books_at, commits, uncommitted

from teg_tui.simulator.server import running

OpenApp = Callable[..., Terminal]
NIGHT = 3600.0
"""Seconds a batch takes; they pass when a test says so."""


class Evening:
    """A tour, its simulator, and the way to let time pass."""

    def __init__(self, root: Path, url: str) -> None:
        self.root = root
        self.url = url

    def hours_pass(self) -> None:
        body = json.dumps({"advance": NIGHT}).encode()
        urllib.request.urlopen(f"{self.url}/_simulator/clock", body, timeout=10).close()

    def batches(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = books_at(self.url)["batches"]
        return found

    def kinds_sent(self) -> list[str]:
        """Of each batch in order, what its one request asked for."""
        return [batch["custom_ids"][0].partition("-")[0] for batch in self.batches()]


@pytest.fixture
def evening(tmp_path: Path, run: Callable[..., str]) -> Iterator[Evening]:
    """Two waves have been ordered, the first of them sent; the command that did it is gone."""
    with running(pace=NIGHT) as simulator:
        root = online_tour(tmp_path / "tour", simulator.url)
        line = ("rounds", "18", "2", "--use-batch", "--submit-only")
        assert "Go on with: teg-tui watch" in run("-C", str(root), *line)
        found = Evening(root, simulator.url)
        assert found.kinds_sent() == ["TEG18_R2_story_notes"]
        yield found


def all_there(evening: Evening) -> None:
    assert evening.kinds_sent() == ["TEG18_R2_story_notes", "TEG18_R2_narrative"]
    assert all(len(batch["billed"]) == 1 for batch in evening.batches())
    assert len(commits(evening.root)) == 4
    assert not uncommitted(evening.root)
    assert (evening.root / "data/commentary/round_reports/TEG18_R2_report.md").is_file()


def test_watch_goes_on_to_the_last_wave_rings_and_calls(
    evening: Evening, open_app: OpenApp, surroundings: dict[str, str]
) -> None:
    with listening() as phone:
        surroundings["TEG_NOTIFY_URLS"] = phone.address
        watch = open_app("-C", str(evening.root), "watch", columns=120)
        watch.wait_for("Story notes in progress")
        evening.hours_pass()
        watch.wait_for("Round report in progress")
        evening.hours_pass()
        watch.wait_for("Run 1 is finished")
        os.kill(watch.pid, signal.SIGTERM)
        assert watch.wait_exit() == 128 + signal.SIGTERM
    all_there(evening)
    lines = [line for line in watch.text.splitlines() if line]
    assert len(lines) == len({line[9:] for line in lines})
    assert b"\x1b]9;teg-tui: Run 1 is finished" in watch.output
    assert [message["message"] for message in phone.heard] == [
        "Run 1 is finished (TEG 18, full pipeline): 2 filed"
    ]


def test_a_start_of_the_app_goes_on_and_the_morning_after_tells_it(
    evening: Evening, open_app: OpenApp
) -> None:
    first = open_app("-C", str(evening.root))
    first.wait_for("in progress")
    first.press("q")
    first.wait_for("teg-tui watch")  # how what is under way goes on
    first.press("y")
    assert first.wait_exit() == 0
    evening.hours_pass()
    app = open_app("-C", str(evening.root))
    app.wait_for("1 under way. 1 report written.")
    app.press("escape")
    evening.hours_pass()
    app.wait_for("2 of 2 written", seconds=40)
    all_there(evening)
    assert b"\x1b]9;teg-tui: Run 1 is finished" in app.output
    app.press("o")
    app.wait_for("1 run finished. 1 report written.")
    app.press("enter", "q")
    assert app.wait_exit() == 0
    next_day = open_app("-C", str(evening.root))
    next_day.wait_for("TEG 17, round 3")
    next_day.press("o")
    next_day.wait_for("1 run finished.")  # no news any more, but told again
    next_day.press("q", "q")
    assert next_day.wait_exit() == 0


def test_retrieving_the_first_batch_sends_the_next_wave(
    evening: Evening, run: Callable[..., str]
) -> None:
    evening.hours_pass()
    (batch,) = evening.batches()
    said = run("-C", str(evening.root), "retrieve", batch["id"])
    assert "1 of 2 reports written, wave 2 of 2" in said
    assert evening.kinds_sent() == ["TEG18_R2_story_notes", "TEG18_R2_narrative"]
    evening.hours_pass()
    assert "2 of 2 reports written" in run("-C", str(evening.root), "watch", "--once")
    all_there(evening)
