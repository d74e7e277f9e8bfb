"""The app told to go at every moment in every way; then started again and left to finish."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from moments import MOMENTS, WAYS, told, with_editor
from terminal import Terminal
from traces import uncommitted

from teg_tui.demo import workspace_in

PROGRAM = str(Path(sys.executable).parent / "teg-tui")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("moment", MOMENTS)
def test_it_goes_and_the_next_start_goes_on(
    moment: str, way: str, tmp_path: Path, count: Callable[..., None]
) -> None:
    if (moment, way) == ("editor", "Ctrl-C"):
        pytest.skip("a key belongs to the editor, for as long as it has the terminal")
    folder = workspace_in(tmp_path / "tour").root
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("ANTHROPIC_", "GIT_"))}
    surroundings = with_editor({**kept, "LC_ALL": "C.UTF-8"}, folder)
    command = [PROGRAM, "-C", str(folder)]
    with Terminal(command, cwd=folder, env=surroundings, columns=100, lines=30) as app:
        begun = time.monotonic()
        wrong = told(app, folder, moment, way)
        assert wrong == [], f"{wrong} after {time.monotonic() - begun:.1f} s"
    (folder / ".git" / "hooks" / "pre-commit").unlink(missing_ok=True)
    finished = finish(command, surroundings, folder)
    count("times told to go")
    count("reports finished by the next start", finished)
    assert uncommitted(folder) == ""


def finish(command: list[str], surroundings: dict[str, str], folder: Path) -> int:
    """Let the next start finish what was begun; how many reports are filed then."""
    for _ in range(60):
        again = [*command, "watch", "--once"]
        subprocess.run(again, env=surroundings, capture_output=True, check=False)
        with closing(sqlite3.connect(folder / ".teg-tui" / "ledger.db")) as ledger:
            left = ledger.execute("SELECT count(*) FROM runs WHERE finished_at IS NULL").fetchone()
            rows = ledger.execute("SELECT teg, round, kind, outcome FROM requests").fetchall()
        if left == (0,):
            assert len({row[:3] for row in rows}) == len(rows), "a report was asked for twice"
            return sum(row[3] == "filed" for row in rows)
        time.sleep(1)
    raise AssertionError(rows)
