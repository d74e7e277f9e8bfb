"""A mistake of ours: one message, one file without secrets, and never another mistake."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from teg_tui.service import crash, explaining

KEY = "sk-ant-canary-canary-canary"


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)


@pytest.fixture
def tour(tmp_path: Path) -> Path:
    (tmp_path / "tour").mkdir()
    (tmp_path / "tour" / "teg.toml").write_text("")
    return tmp_path / "tour"


def break_down() -> None:
    report = "what Arn wrote"
    raise KeyError(f"\x1b[31mthe server said {KEY}", len(report))


def mistake() -> Exception:
    try:
        break_down()
    except KeyError as error:
        return error
    raise AssertionError


def test_it_is_written_down_in_the_workspace_without_values_and_secrets(tour: Path) -> None:
    kept = crash.keep(mistake(), tour, "teg-tui rounds")
    assert kept.file is not None
    assert kept.file.parent == tour / ".teg-tui" / "crashes"
    text = kept.file.read_text()
    assert "teg-tui rounds" in text
    assert "in break_down" in text
    assert "KeyError" in text
    for words in (text, str(kept)):
        assert KEY not in words
        assert "what Arn wrote" not in words
        assert "\x1b" not in words
    assert "teg-tui watch" in str(kept)
    assert str(kept.file) in str(kept)


def test_where_the_workspace_takes_nothing_it_is_written_elsewhere(tour: Path) -> None:
    (tour / ".teg-tui").write_text("a file in the folder's place")
    kept = crash.keep(mistake(), tour, "teg-tui")
    assert kept.file is not None
    assert kept.file.is_relative_to(Path(os.environ["XDG_STATE_HOME"]))


def test_where_nothing_takes_it_the_message_is_all_there_is(
    tour: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tour / ".teg-tui").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tour / ".teg-tui"))
    monkeypatch.setattr("tempfile.tempdir", str(tour / ".teg-tui"))
    kept = crash.keep(mistake(), tour, "teg-tui")
    assert kept.file is None
    assert "KeyError" in str(kept)


class MuteError(Exception):
    def __str__(self) -> str:
        raise ValueError("not even that")


def test_an_error_that_can_not_say_what_it_is_and_one_without_end_are_told_all_the_same(
    tour: Path,
) -> None:
    def deeper(depth: int) -> int:
        return deeper(depth + 1) + deeper(depth - 1)

    assert "Mute" in str(crash.keep(MuteError(), tour, "teg-tui"))
    with pytest.raises(RecursionError) as caught:
        deeper(0)
    kept = crash.keep(caught.value, tour, "teg-tui")
    assert kept.file is not None
    assert kept.file.stat().st_size < 300_000


def test_only_the_newest_files_stay(tour: Path) -> None:
    kept = [crash.keep(mistake(), tour, "teg-tui").file for _ in range(crash.KEPT + 3)]
    assert list(crash.files(tour)) == kept[3:]


def test_a_command_tells_it_in_one_message_with_its_own_exit_code(
    teg_tui: Callable[..., Any], demonstration: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(runs: object, now: object) -> None:
        raise mistake()

    monkeypatch.setattr(explaining, "troubles", wrong)
    said = teg_tui("-C", demonstration, "batches")
    assert said.code == crash.EXIT_CODE
    assert said.err.startswith("teg-tui: a mistake in teg-tui itself: KeyError")
    assert "Traceback" not in said.err + said.out
    assert "\x1b" not in said.err
