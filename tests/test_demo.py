"""The demonstration: made whole, with a server of its own that comes and goes with us."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from canary import KEY

from teg_tui import workspace
from teg_tui.demo import ensure_simulator, workspace_in
from teg_tui.errors import TegError
from teg_tui.workspace import Workspace

PROJECT = Path(__file__).parent.parent


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout


def answers(found: Workspace) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", urlsplit(found.config.base_url).port or 0)) == 0


def comes_true(what: bool, found: Workspace) -> bool:
    """Whether the simulator comes, or goes, before patience ends."""
    deadline = time.monotonic() + 20
    while answers(found) is not what and time.monotonic() < deadline:
        time.sleep(0.05)
    return answers(found) is what


def shape(value: object) -> object:
    """Keys in their order, lists by their first item: what a program may rely on."""
    if isinstance(value, dict):
        return [(key, shape(item)) for key, item in value.items()]
    return [shape(value[0])] if isinstance(value, list) and value else None


def fits(printed: object, documented: object) -> bool:
    """Whether a shape is the documented one; a list may be empty, a value of it nothing."""
    if isinstance(printed, list) and isinstance(documented, list):
        return len(printed) == len(documented) and all(map(fits, printed, documented))
    if isinstance(printed, tuple) and isinstance(documented, tuple):
        return printed[0] == documented[0] and fits(printed[1], documented[1])
    return printed is None or printed == documented


def documented_shape(command: str) -> object:
    """Of the example in docs/json.md under the heading that names a command first."""
    document = (PROJECT / "docs" / "json.md").read_text(encoding="utf-8")
    section = document.split(f"\n## `teg-tui {command} ", 1)[1]
    example = re.search(r"```json\n(.*?)```", section, re.DOTALL)
    assert example is not None
    return shape(json.loads(example[1]))


class TestTheWorkspace:
    def test_it_is_a_committed_tour_that_speaks_to_this_computer_only(self, tmp_path: Path) -> None:
        found = workspace_in(tmp_path / "tour")
        assert found.config.demo
        assert found.config.base_url.startswith("http://127.0.0.1:")
        assert len(workspace.load_tour(found).tour.tournaments) == 18
        assert git(found.root, "status", "--porcelain") == ""
        assert "teg.toml" in git(found.root, "ls-files")
        assert git(found.root, "log", "--format=%ae") == "demonstration@localhost\n"
        assert [path.name for path in tmp_path.iterdir()] == ["tour"]

    def test_nothing_of_how_it_was_made_comes_along(self, tmp_path: Path) -> None:
        found = workspace_in(tmp_path / "tour")
        names = {path.name for path in (found.root / "data").iterdir()}
        assert not names & {"make_tour.py", "planted_errors.json", "teg.toml"}

    def test_opened_again_it_is_the_same(self, tmp_path: Path) -> None:
        first = workspace_in(tmp_path)
        (tmp_path / "mine.txt").write_text("kept")
        assert workspace_in(tmp_path) == first
        assert (tmp_path / "mine.txt").read_text() == "kept"

    def test_what_is_not_ours_is_never_touched(self, tmp_path: Path) -> None:
        (tmp_path / "teg.toml").write_text('event = "TEG"\n')
        with pytest.raises(TegError, match="no demonstration"):
            workspace_in(tmp_path)
        assert [path.name for path in tmp_path.iterdir()] == ["teg.toml"]


class TestTheSimulator:
    def test_it_answers_while_it_is_needed(self, tmp_path: Path) -> None:
        found = workspace_in(tmp_path / "tour")
        with ensure_simulator(found):
            assert answers(found)
        assert not answers(found)

    def test_one_serves_several_and_another_takes_over(self, tmp_path: Path) -> None:
        found = workspace_in(tmp_path / "tour")
        first = ensure_simulator(found)
        first.__enter__()
        with ensure_simulator(found):
            first.__exit__(None, None, None)
            assert comes_true(True, found)
        assert comes_true(False, found)

    def test_one_that_will_not_start_is_said(self, tmp_path: Path) -> None:
        found = workspace_in(tmp_path / "tour")
        (found.root / ".teg-tui").mkdir()
        (found.root / ".teg-tui" / "simulator").write_text("in the way")
        with pytest.raises(TegError), ensure_simulator(found):
            pass

    def test_a_workspace_that_is_no_demonstration_has_none(self, tmp_path: Path) -> None:
        real = Workspace(tmp_path, workspace.Config())
        with ensure_simulator(real):
            assert list(tmp_path.iterdir()) == []


class TestTheWholeJob:
    def test_two_tournaments_are_written_up_filed_and_committed(
        self, teg_tui: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
        said = teg_tui("demo", "tour", "--headless")
        assert said.code == 0, said.err
        root = tmp_path / "tour"
        assert "22 reports written, 0 held, 0 failed" in said.out
        assert "here it was pretend" in said.out
        for kind in ("Story notes", "Round report", "Tournament notes", "Main report"):
            assert f" {kind}: " in said.out.partition("Commits:")[2]
        main = (root / "data/commentary/drafts/teg_16_main_report.md").read_text()
        assert "simulated" in main.lower()
        assert "{{" not in main
        assert git(root, "status", "--porcelain") == ""
        for path in root.rglob("*"):
            assert not path.is_file() or b"must-stay-here" not in path.read_bytes()

        batches = teg_tui("-C", root, "batches", "--json").json["batches"]
        assert [batch["kind"] for batch in batches][-1] == "round_notes"
        assert {batch["state"] for batch in batches} == {"collected"}
        assert all(batch["pretend"] for batch in batches)
        assert "collected" in teg_tui("-C", root, "batches").out

        for command in (
            ("standings", "--teg", 16),
            ("estimate", "--teg", 16),
            ("models",),
            ("batches",),
        ):
            printed = teg_tui("-C", root, *command, "--json").json
            assert fits(shape(printed), documented_shape(str(command[0]))), command

        nothing = teg_tui("-C", root, "retry")
        assert (nothing.code, "nothing to retry" in nothing.err) == (2, True)
        assert teg_tui("-C", root, "watch", "--once").code == 0

    @pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
    def test_watch_ends_cleanly_when_told(self, tmp_path: Path, ending: signal.Signals) -> None:
        found = workspace_in(tmp_path / "tour")
        watching = subprocess.Popen(
            [sys.executable, "-P", "-m", "teg_tui", "watch"],
            cwd=found.root,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        assert comes_true(True, found)
        while not (found.private / "ledger.db").exists():
            time.sleep(0.05)
        watching.send_signal(ending)
        _, errors = watching.communicate(timeout=20)
        assert (watching.returncode, errors.strip()) == (128 + ending, b"")
        assert comes_true(False, found)
