"""The real program, in a real terminal, against the simulator, with a real repository."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from canary import KEY
from terminal import Terminal

from teg_tui.simulator.server import running

PROGRAM = Path(sys.executable).parent / "teg-tui"


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    """An environment with a key nobody may see, without the user's own git settings, in UTF-8."""
    home = tmp_path / "home"
    home.mkdir()
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("ANTHROPIC_", "GIT_"))}
    return kept | {
        "ANTHROPIC_API_KEY": KEY,
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "GIT_CONFIG_NOSYSTEM": "1",
        "TERM": "xterm-256color",
    }


@pytest.fixture
def open_app(tmp_path: Path, surroundings: dict[str, str]) -> Iterator[Callable[..., Terminal]]:
    """Starts `teg-tui` with arguments in a terminal of a given size."""
    with ExitStack() as terminals:

        def start(*arguments: str, columns: int = 80, lines: int = 24) -> Terminal:
            command = [str(PROGRAM), *arguments]
            terminal = Terminal(
                command, cwd=tmp_path, env=surroundings, columns=columns, lines=lines
            )
            return terminals.enter_context(terminal)

        yield start


@pytest.fixture
def run(tmp_path: Path, surroundings: dict[str, str]) -> Callable[..., str]:
    """Runs `teg-tui` with arguments, without a terminal; its output."""

    def start(*arguments: str, code: int = 0) -> str:
        done = subprocess.run(
            [str(PROGRAM), *arguments],
            cwd=tmp_path,
            env=surroundings,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout

    return start


@pytest.fixture
def tour(tmp_path: Path) -> Path:
    """A demonstration of the test's own."""
    from teg_tui.demo import workspace_in

    return workspace_in(tmp_path / "tour").root


@pytest.fixture
def simulator_url() -> Iterator[str]:
    """A simulator for a workspace that is no demonstration."""
    with running(pace=0.5) as simulator:
        yield simulator.url
