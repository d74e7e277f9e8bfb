"""Told to go at any moment, it goes at once and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from moments import MOMENTS, is_sound, sent, told, with_editor
from terminal import Terminal
from traces import commits

OpenApp = Callable[..., Terminal]

BROKEN = """\
import sys
import teg_tui.app
def broken(screen):
    raise RuntimeError("not foreseen")
teg_tui.app.help_for = broken
from teg_tui.cli import main
sys.exit(main())
"""


@pytest.mark.parametrize(
    ("moment", "way"),
    [
        ("painting", "SIGTERM"),
        ("dialog", "SIGINT"),
        ("sending", "hang up"),
        ("editor", "SIGINT"),
    ],
)
def test_told_to_go_it_goes_and_leaves_nothing_behind(
    open_app: OpenApp, surroundings: dict[str, str], tour: Path, moment: str, way: str
) -> None:
    surroundings |= with_editor(surroundings, tour)
    app = open_app("-C", str(tour), columns=100, lines=30)
    assert told(app, tour, moment, way) == []


def test_stopped_and_gone_on_it_still_restores_the_terminal(open_app: OpenApp, tour: Path) -> None:
    app = open_app("-C", str(tour))
    MOMENTS["grid"](app, tour)
    os.kill(app.pid, signal.SIGSTOP)
    os.kill(app.pid, signal.SIGCONT)
    app.press("?")
    app.wait_for("esc back")
    app.press("ctrl+c")
    assert app.wait_exit() == 0
    assert app.not_restored() == []


def test_a_broken_screen_leaves_what_is_under_way_to_go_on(
    surroundings: dict[str, str], tour: Path
) -> None:
    folder = tour
    command = [sys.executable, "-c", BROKEN, "-C", str(folder)]
    with Terminal(command, cwd=folder, env=surroundings) as app:
        sent(app, folder)
        app.press("?")
        app.wait_for("What is under way goes on here")
        app.wait_for("Run 1 is finished", seconds=60)
        assert app.wait_exit() == 70
        assert app.not_restored() == []
        assert b"Traceback" not in app.output
        assert app.left_running() == []
    assert len(commits(folder)) == 3
    assert list((folder / ".teg-tui" / "crashes").iterdir())


def test_a_question_on_the_command_line_can_be_left(open_app: OpenApp, tour: Path) -> None:
    config = tour / "teg.toml"
    config.write_text(config.read_text().replace("demo = true\n", ""))
    asking = open_app("-C", str(tour), "rounds", "--teg", "16", "--round", "1",
                      "--reports-only")  # fmt: skip
    asking.wait_for("Write that first?", seconds=60)
    os.kill(asking.pid, signal.SIGINT)
    assert asking.wait_exit() == 130
    assert is_sound(tour)
