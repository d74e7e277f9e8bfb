"""The old scripts' command lines, word for word, by the real program with a real repository."""

from __future__ import annotations

import os
import re
import shlex
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from online import online_tour
from terminal import Terminal
from traces import books, commits, uncommitted

from teg_tui.simulator.server import running

Run = Callable[..., str]


class Time:
    """The simulator's: while it stands still no batch ends."""

    def __init__(self) -> None:
        self.stopped: datetime | None = None

    def now(self) -> datetime:
        return self.stopped or datetime.now(UTC)


@pytest.fixture
def clock() -> Time:
    return Time()


@pytest.fixture
def tour(tmp_path: Path, clock: Time, request: pytest.FixtureRequest) -> Iterator[Path]:
    """The demonstration tour, with a simulator that outlives commands, as Anthropic does.

    Its batches end at once, unless a test gives them a pace.
    """
    with running(pace=getattr(request, "param", 0.0), now=clock.now) as simulator:
        yield online_tour(tmp_path / "tour", simulator.url)


@pytest.fixture
def teg(run: Run, tour: Path) -> Run:
    """Runs a line as one types it after the program's name."""

    def start(line: str, code: int = 0) -> str:
        return run("-C", str(tour), *shlex.split(line), code=code)

    return start


def asked_for(folder: Path) -> Counter[str]:
    """How often the simulator was asked for each report."""
    ids = (each for batch in books(folder)["batches"] for each in batch["custom_ids"])
    return Counter(custom_id.partition("-")[0] for custom_id in ids)


def written(folder: Path, pattern: str) -> int:
    """Reports of the last run's tournaments that bear the simulator's mark."""
    paths = (folder / "data/commentary").rglob(pattern)
    return sum("simulated" in path.read_text(encoding="utf-8").lower() for path in paths)


def test_rounds_then_tournaments_in_bulk(teg: Run, tour: Path) -> None:
    notes = teg("rounds --teg 15-17 --round 1-4 --story-notes-only --use-batch")
    assert "12 reports written, 0 held, 0 failed" in notes
    reports = teg("rounds --teg 15-17 --round 1-4 --reports-only --use-batch")
    assert "Wave 1 of 1: Round report (12)" in reports
    assert "12 reports written, 0 held, 0 failed" in reports
    assert written(tour, "TEG1[5-7]_R[1-4]_report.md") == 12

    teg("tournaments --range 17 15 --use-batch")
    both = teg("tournaments --range 15 17 --batch-reports --use-batch --generate-reports")
    assert "6 reports written, 0 held, 0 failed" in both
    main = teg("tournaments --range 15 17 --batch-reports --use-batch --main-report-only")
    assert "Wave 1 of 1: Main report (3)" in main
    assert "3 reports written, 0 held, 0 failed" in main
    assert written(tour, "drafts/teg_1[5-7]_main_report.md") == 3
    assert not uncommitted(tour)
    assert Counter(re.sub(r"[0-9]+", "#", each) for each in asked_for(tour).elements()) == {
        "TEG#_R#_story_notes": 12,
        "TEG#_R#_narrative": 12,
        "TEG#_tournament_notes": 3,
        "TEG#_main_report": 6,
        "TEG#_brief_summary": 3,
    }


def test_rounds_in_full_and_then_again(teg: Run, tour: Path) -> None:
    before = len(commits(tour))
    first = teg("rounds --teg 16-17 --round 1-4 --use-batch")
    assert "16 reports written, 0 held, 0 failed" in first
    assert "It would have cost $" in first
    assert len(commits(tour)) == before + 2
    assert "all of it is up to date" in teg("rounds --teg 16-17 --use-batch --skip-fresh")
    again = teg("rounds --teg 15-17 --round 4 --use-batch")
    assert "6 reports written, 0 held, 0 failed" in again
    assert asked_for(tour)["TEG17_R4_narrative"] == 2


def test_one_round_is_written_in_real_time(teg: Run, tour: Path) -> None:
    said = teg("rounds --teg 17 --round 4")
    assert "2 reports written, 0 held, 0 failed" in said
    assert "batch would save $" in said
    assert written(tour, "TEG17_R4_report.md") == 1
    assert not uncommitted(tour)
    assert not books(tour)["batches"]


@pytest.mark.parametrize("way", ["", " --use-batch"])
def test_a_tournament_is_told_as_of_a_round(teg: Run, tour: Path, way: str) -> None:
    said = teg(f"tournaments 18 --partial 2{way}")
    assert "2 reports written, 0 held, 0 failed" in said
    text = (tour / "data/commentary/teg_18_story_notes_partial.md").read_text(encoding="utf-8")
    assert text.startswith("# TEG 18, Round 2: the tournament so far\n")
    assert "leads the TEG Trophy" in text
    assert not re.search("won|Round 3", text)
    assert commits(tour)[0].startswith("Partial notes: TEG 18 R2")
    assert not uncommitted(tour)
    assert "all of it is up to date" in teg("tournaments 18 --partial 2 --skip-fresh")


@pytest.mark.parametrize("tour", [0.1], indirect=True)
def test_two_runs_that_lean_on_each_other_send_each_report_once(
    teg: Run, tour: Path, clock: Time, open_app: Callable[..., Terminal]
) -> None:
    clock.stopped = clock.now()
    rounds = teg("rounds --teg 16-17 --round 1-4 --use-batch --submit-only")
    assert "Story notes: msgbatch_" in rounds
    tournaments = teg("tournaments --range 16 17 --full-pipeline --use-batch --submit-only")
    assert "8 more are being written by run 1 and waited for" in tournaments
    assert "waits for run 1" in tournaments
    clock.stopped = None
    watch = open_app("-C", str(tour), "watch", columns=120)
    watch.wait_for("Run 2 is finished", seconds=60)
    os.kill(watch.pid, signal.SIGTERM)
    assert watch.wait_exit() == 128 + signal.SIGTERM
    times = asked_for(tour)
    assert sum(times.values()) == 16 + 6
    assert set(times.values()) == {1}
    assert not uncommitted(tour)


def test_on_a_terminal_it_asks_for_missing_notes(
    open_app: Callable[..., Terminal], tour: Path
) -> None:
    asked = open_app("-C", str(tour), "rounds", "16", "2", "--reports-only", "--use-batch")
    asked.wait_for("Missing: Story notes of 16 R2. Write that first?")
    asked.press("y", "enter")
    asked.wait_for("2 reports written, 0 held, 0 failed", seconds=40)
    assert asked.wait_exit() == 0
    assert set(asked_for(tour)) == {"TEG16_R2_story_notes", "TEG16_R2_narrative"}
