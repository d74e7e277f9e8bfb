"""The clipboard: the first tool that can reach one, and only where one is within reach."""

from __future__ import annotations

import os
import signal
from collections.abc import Mapping
from pathlib import Path

import pytest

from teg_tui import clipboard


@pytest.mark.parametrize(
    ("environment", "platform", "names"),
    [
        ({}, "linux", []),
        ({"TMUX": "/tmp/x,1,0", "DISPLAY": ":0"}, "linux", ["tmux", "xclip", "xsel"]),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", ["wl-copy"]),
        ({}, "darwin", ["pbcopy"]),
        ({"SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}, "darwin", []),
    ],
)
def test_only_what_reaches_this_desk_is_asked(
    environment: Mapping[str, str], platform: str, names: list[str]
) -> None:
    assert [command[0] for command in clipboard.tools(environment, platform)] == names


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the whole PATH, on a desk with a display."""
    for name in ("TMUX", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SSH_CONNECTION", "keeps pbcopy out on a Mac")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def install(desk: Path, name: str, script: str) -> None:
    (desk / name).write_text(f"#!/bin/sh\n{script}\n")
    (desk / name).chmod(0o755)


def test_the_first_tool_that_takes_it_has_it_whole(desk: Path) -> None:
    install(desk, "xclip", "exit 1")
    install(desk, "xsel", f"/bin/cat > {desk}/taken")
    assert clipboard.hand_over("Über par\n🏌 $(rm) `x`\n") == "xsel"
    assert (desk / "taken").read_text(encoding="utf-8") == "Über par\n🏌 $(rm) `x`\n"


def test_a_tool_that_stays_behind_to_serve_the_text_is_not_waited_for(desk: Path) -> None:
    install(desk, "xclip", f"/bin/cat > {desk}/taken; /bin/sleep 60 & echo $! > {desk}/pid")
    try:
        assert clipboard.hand_over("text") == "xclip"
    finally:
        os.kill(int((desk / "pid").read_text()), signal.SIGKILL)


def test_without_a_tool_nobody_has_it(desk: Path) -> None:
    assert clipboard.hand_over("text") == ""


def test_a_tool_that_hangs_is_given_up(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clipboard, "PATIENCE", 0.1)
    install(desk, "xclip", "exec /bin/sleep 60")
    assert clipboard.hand_over("text" * 100_000) == ""
