"""`teg-tui doctor`: for people, for scripts, and for a bug report."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]


@pytest.fixture
def tour(demonstration: Path, tmp_path: Path) -> Path:
    """A workspace of one's own, in a repository, whose simulator is not running."""
    return Path(shutil.copytree(demonstration, tmp_path / "tour"))


def test_the_exit_code_is_the_worst_of_what_it_finds(
    teg_tui: Command, tour: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANTHROPIC_BASE_URL", "http://127.0.0.1:9")
    assert teg_tui("-C", tour, "doctor").code == 0
    shutil.rmtree(tour / ".git")
    advised = teg_tui("-C", tour, "doctor")
    assert (advised.code, advised.err) == (1, "")
    assert " !  git" in advised.out
    assert "Run git init there" in advised.out
    (tour / "teg.toml").write_text("model = [")
    assert teg_tui("-C", tour, "doctor").code == 2
    assert teg_tui("doctor").code == 2


def test_the_public_shape(teg_tui: Command, tour: Path) -> None:
    shutil.rmtree(tour / ".git")
    said = teg_tui("-C", tour, "doctor", "--json").json
    assert list(said) == ["verdict", "findings"]
    assert said["verdict"] == "advice"
    for finding in said["findings"]:
        assert list(finding) == ["check", "verdict", "what", "way_out"]
    git = said["findings"][-1]
    assert (git["check"], git["verdict"]) == ("git", "advice")
    assert {finding["way_out"] for finding in said["findings"]} >= {None, git["way_out"]}


def test_a_bug_report_is_written_where_it_is_wanted_and_never_over_a_file(
    teg_tui: Command, tour: Path, tmp_path: Path
) -> None:
    said = teg_tui("-C", tour, "doctor", "--report", "mine.txt")
    assert "No report, no player, no key" in said.out
    assert (tmp_path / "mine.txt").read_text().startswith("## Program\nteg-tui ")
    again = teg_tui("-C", tour, "doctor", "--report", "mine.txt")
    assert (again.code, "is there already" in again.err) == (2, True)
    teg_tui("-C", tour, "doctor", "--json", "--report")
    assert len(list(tmp_path.glob("teg-tui-report-2*.txt"))) == 1
