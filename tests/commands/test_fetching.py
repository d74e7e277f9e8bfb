"""`retrieve`, `cancel` and the old options for them, against a simulator that goes on."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from online import online_tour
from traces import books, uncommitted

from teg_tui.simulator.server import running

Command = Callable[..., Any]


class Time:
    """The simulator's: it stands still until told to go on, so that no batch ends before."""

    def __init__(self) -> None:
        self.offset = timedelta(0)
        self.began = datetime.now(UTC)

    def now(self) -> datetime:
        return self.began + self.offset


@pytest.fixture
def clock() -> Time:
    return Time()


@pytest.fixture
def teg(teg_tui: Command, tmp_path: Path, clock: Time) -> Iterator[Callable[[str], Any]]:
    with running(pace=1, now=clock.now) as simulator:
        root = online_tour(tmp_path / "tour", simulator.url)
        yield lambda line: teg_tui("-C", root, *line.split())


def only_batch(folder: Path) -> str:
    [batch] = books(folder)["batches"]
    return str(batch["id"])


def test_a_batch_is_fetched_by_its_id_and_again_after_all_but_the_commits_was_lost(
    teg: Callable[[str], Any], tmp_path: Path, clock: Time
) -> None:
    root = tmp_path / "tour"
    notes = root / "data/commentary/round_reports/TEG16_R2_story_notes.md"
    assert teg("rounds 16 2 --story-notes-only --submit-only").code == 0
    batch_id = only_batch(root)
    early = teg(f"retrieve {batch_id}")
    assert (early.code, "in progress" in early.out, notes.exists()) == (0, True, False)
    clock.offset = timedelta(seconds=5)
    fetched = teg(f"retrieve {batch_id}")
    assert (fetched.code, "1 report written, 0 held, 0 failed" in fetched.out) == (0, True)
    assert notes.is_file()

    for folder in (".teg-tui", "data/batch_requests", "data/batch_results"):
        shutil.rmtree(root / folder)
    notes.unlink()
    again = teg(f"rounds --retrieve-batch {batch_id}")
    assert (again.code, "filed: data/commentary/round_reports/TEG16_R2" in again.out) == (0, True)
    assert notes.is_file()
    assert not uncommitted(root)
    listed = teg("tournaments --list-batches")
    assert (listed.code, "Story notes" in listed.out) == (0, True)
    assert only_batch(root) == batch_id


@pytest.mark.parametrize("name", ["batch", "run"])
def test_a_run_is_stopped_by_its_number_or_its_batchs_id(
    teg: Callable[[str], Any], tmp_path: Path, clock: Time, name: str
) -> None:
    assert teg("rounds 16 2 --submit-only").code == 0
    stopped = teg(f"cancel {only_batch(tmp_path / 'tour') if name == 'batch' else 1}")
    assert (stopped.code, "teg-tui watch" in stopped.out) == (0, True)
    clock.offset = timedelta(seconds=5)
    ended = teg("watch --once")
    assert "0 of 2 reports written, 2 cancelled" in ended.out
    again = teg("cancel 1")
    assert (again.code, "over already" in again.err) == (2, True)
    assert len(books(tmp_path / "tour")["batches"]) == 1


@pytest.mark.parametrize("line", ["retrieve msgbatch_none", "cancel msgbatch_none", "cancel 7"])
def test_what_there_is_not_is_said(teg: Callable[[str], Any], line: str) -> None:
    said = teg(line)
    assert (said.code, said.out) == (2, "")
    assert line.partition(" ")[2] in said.err


@pytest.mark.parametrize("command", ["retrieve", "cancel"])
def test_without_a_key_no_answer_is_put_into_anthropics_mouth(
    teg_tui: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.delenv("ANTHROPIC_API_KEY", raising=False)
    root = online_tour(tmp_path / "tour", "http://127.0.0.1:9")
    settings = (root / "teg.toml").read_text().splitlines()
    real = [line for line in settings if not line.startswith("base_url")]
    (root / "teg.toml").write_text("\n".join(real))
    said = teg_tui("-C", root, command, "msgbatch_01AbC")
    assert said.code == 2
    assert said.err == (
        "teg-tui: there is no API key: set the environment variable ANTHROPIC_API_KEY\n"
    )
